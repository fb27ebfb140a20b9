#!/usr/bin/env bash
# Libraries for small machines without an operating system, built in several ways and run in QEMU.
#
#   benchmarks/tune/bare.sh FOLDER SOURCES [TARGET...]
#
# SOURCES has unpacked Debian sources of bzip2, lz4, zlib and lua5.4 (apt-get source). TARGET: riscv32 (rv32imac), thumb (a
# Cortex-M4); both unless said. Needs their gcc, picolibc and QEMU (on Debian gcc-riscv64-unknown-elf,
# picolibc-riscv64-unknown-elf, gcc-arm-none-eabi, picolibc-arm-none-eabi, qemu-system-misc, qemu-system-arm). Each library is
# linked with a program of this file, which compresses and decompresses a text, or runs a Lua script, and prints checksums.
# Into FOLDER/results.tsv go target, library, way, bytes of code of the library's objects, and whether it prints what a
# native build at -O1 prints. A line that is there is not made again. The ways: oz (clang), gcc-os, cc (assay cc, clang -Oz),
# cc-gcc (assay cc, gcc -Os).
#
#   ASSAY       the launcher (default: the one of this repository)
#   CLANG       the clang (default: the one that Assay brings)
#   WAYS        default: oz gcc-os cc cc-gcc
set -u
[ $# -ge 2 ] || { sed -n '2,18p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && work=$(cd "$1" && pwd) sources=$(cd "$2" && pwd) && shift 2
ASSAY=${ASSAY:-$here/../../assay}
CLANG=${CLANG:-$(ls -d "$HOME"/.javacpp/cache/llvm-*/org/bytedeco/llvm/*/clang | tail -n 1)}
WAYS=${WAYS:-oz gcc-os cc cc-gcc}
# On a busy machine, too, each object is what Assay makes.
export ASSAY_CC_START=${ASSAY_CC_START:-600} ASSAY_CC_WAIT=${ASSAY_CC_WAIT:-6000}
export ASSAY_CACHE_DIR=${ASSAY_CACHE_DIR:-$work/cache}
[ $# -gt 0 ] || set -- riscv32 thumb

# Each library: its files below its source's folder, and the flags they need. The programs' own flags are the same.
folder_of() { ls -d "$sources/$1"*/ | head -n 1; }
bzip2_files="blocksort.c bzlib.c compress.c crctable.c decompress.c huffman.c randtable.c" bzip2_flags=-DBZ_NO_STDIO
lz4_files="lib/*.c" lz4_flags="-Ilib -DXXH_NAMESPACE=LZ4_"
zlib_files="adler32.c compress.c crc32.c deflate.c infback.c inffast.c inflate.c inftrees.c trees.c uncompr.c zutil.c"
zlib_flags="-I. -DHAVE_HIDDEN"
lua5_4_files="src/l*.c" lua5_4_flags="-Isrc"

text=$work/text
[ -s "$text" ] || find "$sources/" -follow -name '*.[ch]' -type f | LC_ALL=C sort | head -n 40 | tr '\n' '\0' | xargs -0 cat \
  | head -c 262144 >"$text"
cat >"$work/program.h" <<C
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
__asm__(".section .rodata\n.globl text, text_end\ntext: .incbin \"$text\"\ntext_end: .byte 0\n.text\n");
extern const char text[], text_end[];
static unsigned length(void) { return (unsigned)(text_end - text); }
/* FNV-1a */
static unsigned sum(const void *bytes, unsigned count) {
  const unsigned char *byte = bytes;
  unsigned hash = 2166136261u;
  while (count-- > 0) hash = (hash ^ *byte++) * 16777619u;
  return hash;
}
static char packed[400000], unpacked[300000];
static int say(const char *what, int level, unsigned count, unsigned unpacked_count) {
  int same = unpacked_count == length() && memcmp(unpacked, text, length()) == 0;
  printf("%s %d: %u bytes, %08x, %s\n", what, level, count, sum(packed, count), same ? "and back" : "AND NOT BACK");
  return same ? 0 : 1;
}
C
cat >"$work/bzip2.c" <<'C'
#include "program.h"
#include "bzlib.h"
void bz_internal_error(int code) { printf("error %d\n", code); exit(1); }
int main(void) {
  int wrong = 0;
  for (int level = 1; level <= 3; level++) {
    unsigned count = sizeof packed, back = sizeof unpacked;
    BZ2_bzBuffToBuffCompress(packed, &count, (char *)text, length(), level, 0, 30);
    BZ2_bzBuffToBuffDecompress(unpacked, &back, packed, count, level == 3, 0);
    wrong |= say("bzip2", level, count, back);
  }
  return wrong;
}
C
cat >"$work/lz4.c" <<'C'
#include "program.h"
#include "lz4.h"
#include "lz4hc.h"
#include "lz4frame.h"
#include "xxhash.h"
int main(void) { /* its fastest levels compress otherwise where words are shorter */
  int wrong = 0;
  for (int level = 3; level <= 12; level += 3) {
    int count = LZ4_compress_HC(text, packed, (int)length(), sizeof packed, level);
    wrong |= say("lz4", level, count, LZ4_decompress_safe(packed, unpacked, count, sizeof unpacked));
  }
  int count = LZ4_compress_fast(text, packed, (int)length(), sizeof packed, 1);
  wrong |= LZ4_decompress_safe(packed, unpacked, count, sizeof unpacked) != (int)length() || memcmp(unpacked, text, length());
  LZ4F_preferences_t how = {.frameInfo = {.contentChecksumFlag = 1, .blockMode = LZ4F_blockLinked}, .compressionLevel = 9};
  size_t framed = LZ4F_compressFrame(packed, sizeof packed, text, length(), &how), read = framed, back = sizeof unpacked;
  LZ4F_dctx *context;
  LZ4F_createDecompressionContext(&context, LZ4F_VERSION);
  size_t left = LZ4F_decompress(context, unpacked, &back, packed, &read, NULL);
  LZ4F_freeDecompressionContext(context);
  wrong |= say("frame", (int)left, (unsigned)framed, (unsigned)back);
  printf("%08x %d\n", XXH32(text, length(), 7), wrong);
  return wrong;
}
C
cat >"$work/zlib.c" <<'C'
#include "program.h"
#include "zlib.h"
int main(void) {
  int wrong = 0;
  for (int level = 0; level <= 9; level++) {
    uLongf count = sizeof packed, back = sizeof unpacked;
    compress2((Bytef *)packed, &count, (const Bytef *)text, length(), level);
    uncompress((Bytef *)unpacked, &back, (const Bytef *)packed, count);
    wrong |= say("zlib", level, count, back);
  }
  static const int strategies[] = {Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED};
  for (int i = 0; i < 4; i++) { /* raw, in small pieces */
    z_stream out = {0}, in = {0};
    deflateInit2(&out, 6, Z_DEFLATED, -13, 7, strategies[i]);
    out.next_in = (Bytef *)text, out.next_out = (Bytef *)packed, out.avail_out = sizeof packed;
    for (unsigned done = 0; done < length(); done += 5000) {
      out.avail_in = length() - done < 5000 ? length() - done : 5000;
      deflate(&out, done % 3 ? Z_SYNC_FLUSH : Z_NO_FLUSH);
    }
    deflate(&out, Z_FINISH);
    unsigned count = (unsigned)out.total_out;
    deflateEnd(&out);
    inflateInit2(&in, -13);
    in.next_in = (Bytef *)packed, in.next_out = (Bytef *)unpacked, in.avail_out = sizeof unpacked;
    for (unsigned done = 0; done < count; done += 700) {
      in.avail_in = count - done < 700 ? count - done : 700;
      inflate(&in, Z_NO_FLUSH);
    }
    wrong |= say("raw", i, count, (unsigned)in.total_out);
    inflateEnd(&in);
  }
  printf("%08lx %08lx %d\n", crc32(0, (const Bytef *)text, length()), adler32(1, (const Bytef *)text, length()), wrong);
  return wrong;
}
C
cat >"$work/lua5.4.c" <<'C'
#include "program.h"
#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"
static const char script[] =
    "local t = {} for i = 1, 2000 do t[i] = (i * 7919) % 10007 end table.sort(t)\n"
    "for i = 2, #t do assert(t[i - 1] <= t[i]) end\n"
    "print(string.format('%5.2f|%q|%d', 2 / 3, 'a\\nb', 7 // -2), -7 % 3, 1 << 40, math.maxinteger + 1, 2 ^ 10)\n"
    "print(('a,b,,c'):gsub(',', ';'), ('key = value'):match('(%w+)%s*=%s*(%w+)'), ('x'):rep(20, '-'))\n"
    "local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)\n"
    "print(co() + co() + co(), pcall(error, 'e'), select(2, pcall(function() local x = nil; return x.y end)))\n"
    "local fib = setmetatable({}, {__index = function(f, n) local v = n < 2 and n or f[n - 1] + f[n - 2] f[n] = v return v end})\n"
    "print(fib[80], string.pack('<i4d', 7, 1.5):byte(1, -1))\n"
    "local words = {} for w in ('the quick brown fox'):gmatch('%a+') do words[#words + 1] = w:upper() end\n"
    "print(table.concat(words, ' '), table.unpack(words, 2, 4))\n"
    "collectgarbage() print(load('local a <const> = 3 goto e ::e:: return a * 2')())\n";
int main(void) {
  lua_State *lua = luaL_newstate();
  if (lua == NULL) return puts("no memory"), 1;
  luaL_requiref(lua, "_G", luaopen_base, 1);
  luaL_requiref(lua, "string", luaopen_string, 1);
  luaL_requiref(lua, "table", luaopen_table, 1);
  luaL_requiref(lua, "math", luaopen_math, 1);
  luaL_requiref(lua, "coroutine", luaopen_coroutine, 1);
  int wrong = luaL_dostring(lua, script);
  if (wrong) puts(lua_tostring(lua, -1));
  lua_close(lua);
  printf("%d\n", (int)(length() > 0));
  return wrong;
}
C

# How target $1 is compiled for (GCC and CLANG_FOR), linked, and run.
target() {
  case $1 in
    riscv32)
      GCC="riscv64-unknown-elf-gcc -march=rv32imac -mabi=ilp32 --specs=picolibc.specs"
      CLANG_FOR="$CLANG --target=riscv32-unknown-elf -march=rv32imac -mabi=ilp32 -idirafter /usr/lib/picolibc/riscv64-unknown-elf/include"
      MEMORY="__flash=0x80000000 __flash_size=4M __ram=0x80400000 __ram_size=8M __stack_size=256k"
      RUN="qemu-system-riscv32 -M virt -bios none -m 64M" ;;
    thumb)
      GCC="arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 --specs=picolibc.specs"
      CLANG_FOR="$CLANG --target=thumbv7em-none-eabi -mcpu=cortex-m4 -mfloat-abi=soft -fshort-enums -idirafter /usr/lib/picolibc/arm-none-eabi/include"
      MEMORY="__flash=0x0 __flash_size=4M __ram=0x20000000 __ram_size=4M __stack_size=256k"
      RUN="qemu-system-arm -M mps2-an386" ;;
    *) echo "there is no target $1" >&2; exit 2 ;;
  esac
  LINK="$GCC --oslib=semihost --crt0=hosted"
  local symbol
  for symbol in $MEMORY; do LINK="$LINK -Wl,--defsym=$symbol"; done
  RUN="$RUN -display none -monitor none -serial none -semihosting-config enable=on,target=native -kernel"
}

compiler() {
  case $1 in
    oz) CC="$CLANG_FOR -Oz" ;;
    gcc-os) CC="$GCC -Os" ;;
    cc) CC="$ASSAY cc -- $CLANG_FOR -Oz" ;;
    cc-gcc) CC="$ASSAY cc -- $GCC -Os" ;;
    *) echo "there is no way $1" >&2; exit 2 ;;
  esac
}

build() { # library $1 into folder $2, by CC; its program by $3, linked by $4
  local name=${1//./_}
  local files=${name}_files flags=${name}_flags
  rm -rf "$2" && mkdir -p "$2" && cd "$(folder_of "$1")" || return
  for source in ${!files}; do
    case $source in src/lua.c | src/luac.c) ;; *) echo "$source" ;; esac
  done | xargs -P 2 -I {} sh -c "o=\$(echo {} | tr / _) && $CC -w ${!flags} -c {} -o $2/\${o%.c}.o" \
    && $3 -w ${!flags} -I. -I"$work" -c "$work/$1.c" -o "$2/program.obj" && $4 "$2"/*.o "$2/program.obj" -lm -o "$2/program"
}

make_program() { build "$2" "$4" "$GCC -O1" "$LINK"; } # as target and compiler have said
run_program() { timeout 100 $RUN "$4/program" </dev/null 2>&1 | tr -d '\r'; }
. "$here/rows.sh"

touch "$work/results.tsv"
for library in bzip2 lz4 zlib lua5.4; do
  expected=$work/expected-$library
  if [ ! -s "$expected" ]; then
    CC="gcc -O1" && build "$library" "$work/native-$library" "gcc -O1" gcc && "$work/native-$library/program" >"$expected" \
      || { echo "$library cannot be built natively" >&2; rm -f "$expected"; continue; }
  fi
  for target in "$@"; do
    target "$target"
    for way in $WAYS; do compiler "$way" && row "$target" "$library" "$way"; done
  done
done
