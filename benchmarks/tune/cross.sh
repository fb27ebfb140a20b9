#!/usr/bin/env bash
# Builds programs for other machines in several ways, runs them in QEMU, and says how large their objects are.
#
#   benchmarks/tune/cross.sh FOLDER SOURCES [TARGET...]
#
# SOURCES has unpacked Debian sources of bzip2, lz4, zlib and lua5.4 (apt-get source). TARGET: aarch64-linux-gnu,
# arm-linux-gnueabihf (Thumb-2); both unless said. Needs their gcc and C library (on Debian gcc-aarch64-linux-gnu and
# gcc-arm-linux-gnueabihf), which link, and qemu-user. Programs are linked statically. Into FOLDER/results.tsv go target,
# program, way, bytes of code of all objects, and whether it does in QEMU what a native build at -O1 does: compressing and
# decompressing (the compressed bytes have to be the same), zlib's example program, a Lua script. A line that is there is not
# made again. The ways: oz (clang), gcc-os, fixed (clang with the fixed set), cc (assay cc, clang -Oz), cc-gcc.
#
#   ASSAY       the launcher (default: the one of this repository)
#   CLANG       the clang (default: the one that Assay brings)
#   WAYS        default: oz gcc-os fixed cc cc-gcc
set -u
[ $# -ge 2 ] || { sed -n '2,16p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && work=$(cd "$1" && pwd) sources=$(cd "$2" && pwd) && shift 2
ASSAY=${ASSAY:-$here/../../assay}
CLANG=${CLANG:-$(ls -d "$HOME"/.javacpp/cache/llvm-*/org/bytedeco/llvm/*/clang | tail -n 1)}
WAYS=${WAYS:-oz gcc-os fixed cc cc-gcc}
# On a busy machine, too, each object is what Assay makes.
export ASSAY_CC_START=${ASSAY_CC_START:-600} ASSAY_CC_WAIT=${ASSAY_CC_WAIT:-6000}
export ASSAY_CACHE_DIR=${ASSAY_CACHE_DIR:-$work/cache}
[ $# -gt 0 ] || set -- aarch64-linux-gnu arm-linux-gnueabihf
fixed="-fno-slp-vectorize -fno-vectorize"
for option in sink-common-insts enable-gvn-sink enable-gvn-hoist enable-load-pre=false disable-lsr bonus-inst-threshold=4 \
  apply-ext-tsp-for-size; do
  fixed="$fixed -mllvm -$option"
done

# Each program: its files below its source's folder, the flags they need, and what it is linked with. Then a run of it:
# whatever it prints or writes to standard output is compared.
folder_of() { # the source of program $1
  case $1 in zexample) set -- zlib ;; lua) set -- lua5.4 ;; esac
  ls -d "$sources/$1"*/ | head -n 1
}
bzip2_files="blocksort.c bzlib.c compress.c crctable.c decompress.c huffman.c randtable.c bzip2.c"
bzip2_flags=-D_FILE_OFFSET_BITS=64 bzip2_links=
bzip2_run() {
  "$@" -1 <"$text" && "$@" -9 <"$text" && "$@" -9 <"$text" | "$@" -d | cmp - "$text" && "$@" -d <"$(folder_of bzip2)/sample2.bz2"
}
lz4_files="lib/*.c programs/*.c" lz4_flags="-Ilib -DXXH_NAMESPACE=LZ4_ -DLZ4IO_MULTITHREAD=0" lz4_links=
lz4_run() { # its fastest levels compress otherwise where words are shorter
  for level in -3 -5 -12; do "$@" $level -c "$text" || return; done
  for level in -1 -12; do "$@" $level -c "$text" | "$@" -d | cmp - "$text" || return; done
}
zlib_files="*.c test/minigzip.c" zlib_flags="-I. -D_LARGEFILE64_SOURCE=1 -DHAVE_HIDDEN -DHAVE_UNISTD_H" zlib_links=
zlib_run() { for level in -1 -6 -9; do "$@" $level <"$text" && "$@" $level <"$text" | "$@" -d | cmp - "$text" || return; done; }
zexample_files="*.c test/example.c" zexample_flags=$zlib_flags zexample_links=
zexample_run() { # it says how long words are, which differs
  local said
  said=$("$@" "$work/example.gz") && sed 's/compile flags = .*/compile flags/' <<<"$said"
}
lua_files="src/l*.c" lua_flags="-DLUA_USE_POSIX" lua_links=-lm
lua_run() { "$@" "$work/script.lua"; }
cat >"$work/script.lua" <<'LUA'
local t = {}
for i = 1, 5000 do t[i] = (i * 7919) % 10007 end
table.sort(t)
for i = 2, #t do assert(t[i - 1] <= t[i]) end
print(string.format("%5.2f|%q|%g|%d", 2 / 3, "a\nb", 1e300 * 10, 7 // -2), 2 ^ 0.5, 10 // 0.0, -7 % 3, 1 << 40, math.maxinteger + 1)
print(("a,b,,c"):gsub(",", ";"), ("key = value"):match("(%w+)%s*=%s*(%w+)"), ("x"):rep(20, "-"), #"\u{7FFFFFFF}")
local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(co() + co() + co(), pcall(error, {1}), select(2, pcall(function() local x = nil; return x.y end)))
local fib = setmetatable({}, {__index = function(f, n) local v = n < 2 and n or f[n - 1] + f[n - 2] f[n] = v return v end})
print(fib[80], string.pack("<i4d", 7, 1.5):byte(1, -1))
local words = {}
for w in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do words[#words + 1] = w:upper() end
print(table.concat(words, " "), table.unpack(words, 2, 4))
collectgarbage() print(load("local a <const> = 3 goto e ::e:: return a * 2")())
LUA
text=$work/text
[ -s "$text" ] || find "$sources/" -follow -name '*.[ch]' -type f | LC_ALL=C sort | head -n 150 | tr '\n' '\0' | xargs -0 cat \
  | head -c 1048576 >"$text"

compilers() { # sets CC for target $1 and way $2
  local clang="$CLANG --target=$1 -idirafter /usr/$1/include" gcc="$1-gcc"
  case $1 in arm*) clang="$clang -march=armv7-a -mthumb -mfpu=neon" gcc="$gcc -march=armv7-a+simd -mthumb" ;; esac
  case $2 in
    oz) CC="$clang -Oz" ;;
    gcc-os) CC="$gcc -Os" ;;
    fixed) CC="$clang -Oz $fixed" ;;
    cc) CC="$ASSAY cc -- $clang -Oz" ;;
    cc-gcc) CC="$ASSAY cc -- $gcc -Os" ;;
  esac
}

build() { # program $1 into folder $2, by CC, linked by $3
  local files=$1_files flags=$1_flags links=$1_links
  rm -rf "$2" && mkdir -p "$2" && cd "$(folder_of "$1")" || return
  local source
  for source in ${!files}; do
    [ "$source" = src/luac.c ] || echo "$source"
  done | xargs -P 2 -I {} sh -c "o=\$(echo {} | tr / _) && $CC -w ${!flags} -c {} -o $2/\${o%.c}.o" && $3 "$2"/*.o ${!links} -o "$2/program"
}

make_program() { compilers "$1" "$3" && build "$2" "$4" "$1-gcc -static"; }
run_program() {
  local qemu=qemu-arm
  case $1 in aarch64*) qemu=qemu-aarch64 ;; esac
  "${2}_run" "$qemu" "$4/program"
}
. "$here/rows.sh"

touch "$work/results.tsv"
for program in bzip2 lz4 zlib zexample lua; do
  expected=$work/expected-$program
  if [ ! -s "$expected" ]; then
    CC="gcc -O1" && build "$program" "$work/native-$program" gcc && "${program}_run" "$work/native-$program/program" >"$expected" \
      || { echo "$program cannot be built natively" >&2; continue; }
  fi
  for target in "$@"; do
    for way in $WAYS; do row "$target" "$program" "$way"; done
  done
done
