#!/usr/bin/env bash
# Builds whole projects in several ways, runs their own tests, and says how large their objects are.
#
#   benchmarks/cc/run.sh FOLDER [PROJECT...]
#
# Into FOLDER go sources (Debian's source packages; what is there already is not fetched), a build of each project for each
# way, and results.tsv: project, way, bytes of code, bytes loaded, seconds, result of the tests. Then speed.tsv: project,
# way, the fewest seconds of a processor that a benchmark took in five rounds, all ways in turn in each.
# Sizes are those that GNU size prints, over all objects of the project that its own build makes with the compiler (tests'
# objects are not counted). A line that results.tsv has is not measured again. The ways:
#
#   oz os gcc-os gcc-oz   that compiler at that level
#   fixed                 clang -Oz with one fixed set of options; a file with which that crashes, with -Oz alone
#   flags                 clang with the set that `assay flags` finds for the project's sources (needs the way oz before)
#   cc cc-warm            `assay cc` with clang -Oz; the same once more, from its cache
#   cc-gcc cc-gcc-oz      `assay cc` with gcc -Os, with gcc -Oz
#   cc-quick cc-gcc-oz-quick   as cc and cc-gcc-oz, with the first entries of the library alone
#   cc-search             `assay cc` with clang -Oz, and a local search of SEARCH compilations for each file
#   cc-gcc-oz-search      the same with gcc -Oz
#
#   ASSAY       the launcher (default: the one of this repository)
#   CLANG       the clang of the other ways (default: the one that Assay brings)
#   WAYS        default: oz fixed cc gcc-os os cc-warm flags cc-gcc
#   SEARCH      default: 20
#   JOBS        default: 2
set -u
[ $# -ge 1 ] || { sed -n '2,25p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && work=$(cd "$1" && pwd) && shift
export ASSAY=${ASSAY:-$here/../../assay}
CLANG=${CLANG:-$(ls -d "$HOME"/.javacpp/cache/llvm-*/org/bytedeco/llvm/*/clang | tail -n 1)}
WAYS=${WAYS:-oz fixed cc gcc-os os cc-warm flags cc-gcc}
JOBS=${JOBS:-2}
# On a busy machine, too, each object is what Assay makes.
export ASSAY_CC_START=${ASSAY_CC_START:-600} ASSAY_CC_WAIT=${ASSAY_CC_WAIT:-6000}
export ASSAY_CACHE_DIR=${ASSAY_CACHE_DIR:-$work/cache}
[ $# -gt 0 ] || set -- bzip2 lz4 zlib lua5.4 cjson tinyxml2 pugixml mbedtls redis re2 leveldb

fixed="-Oz -fno-slp-vectorize -fno-vectorize"
for option in sink-common-insts enable-gvn-sink enable-gvn-hoist enable-load-pre=false disable-lsr \
  bonus-inst-threshold=4 apply-ext-tsp-for-size enable-machine-outliner=always; do
  fixed="$fixed -mllvm -$option"
done

# A compiler that adds options to each compilation, and does without them where clang crashes with them (-enable-gvn-sink,
# with mbedtls's inline assembly). Which files those are, its log says.
with_options() { # writes it to file $1, with options $2
  printf '#!/bin/sh\n"%s" -fno-crash-diagnostics -Qunused-arguments "$@" %s 2>"$0.$$" && { rm -f "$0.$$"; exit 0; }
rm -f "$0.$$"; echo "without options: $*" >>"$0.log"; exec "%s" -Qunused-arguments "$@"\n' "$CLANG" "$2" "$CLANG" >"$1"
  chmod +x "$1"
}

# What each way is: the C compiler, the C++ compiler, and the level's flags.
# While -Oz is built, clang notes each compilation for the way flags (and what its tests compile in a folder that is not read).
way() {
  case $1 in
    oz) rm -rf "$work/commands/$project" && mkdir -p "$work/commands/$project" && C=$CLANG CXX="$CLANG --driver-mode=g++" FLAGS="-Qunused-arguments -Oz -gen-cdb-fragment-path $work/commands/$project" ;;
    os) C=$CLANG CXX="$CLANG --driver-mode=g++" FLAGS=-Os ;;
    gcc-os) C=gcc CXX=g++ FLAGS=-Os ;;
    gcc-oz) C=gcc CXX=g++ FLAGS=-Oz ;;
    fixed) with_options "$work/build/$project-$1.cc" "$fixed" && C=$work/build/$project-$1.cc CXX="$C --driver-mode=g++" FLAGS=-Oz ;;
    flags) with_options "$work/build/$project-$1.cc" "$(found_flags)" && C=$work/build/$project-$1.cc CXX="$C --driver-mode=g++" FLAGS=-Oz ;;
    cc | cc-warm | cc-quick | cc-search) C="$ASSAY cc -- $CLANG" CXX="$ASSAY cc -- $CLANG --driver-mode=g++" FLAGS=-Oz ;;
    cc-gcc) C="$ASSAY cc -- gcc" CXX="$ASSAY cc -- g++" FLAGS=-Os ;;
    cc-gcc-oz | cc-gcc-oz-quick | cc-gcc-oz-search) C="$ASSAY cc -- gcc" CXX="$ASSAY cc -- g++" FLAGS=-Oz ;;
    *) echo "there is no way $1" >&2; exit 2 ;;
  esac
}

# The set that `assay flags` finds for what the way oz compiled into the objects that are counted: once for a project.
found_flags() {
  local commands=$work/commands/$project.built
  if [ ! -s "$commands.set" ]; then
    { echo '[' && cat "$commands"/*.json | sed '$ s/,$//' && echo ']'; } >"$work/build/$project-oz/compile_commands.json"
    (cd "$work/build/$project-oz" && python3 -c 'import json, os
files = {os.path.join(c["directory"], c["file"]) for c in json.load(open("compile_commands.json"))}
for file in sorted(files):
    if os.path.exists(file) and "/CMakeFiles/" not in file: print(file)' \
      | xargs "$ASSAY" flags --json) >"$commands.found" 2>"$commands.log" || return
    python3 -c 'import json, sys
best = json.load(sys.stdin)["best"]; print(*best["arguments"])' <"$commands.found" >"$commands.set" || return
  fi
  cat "$commands.set"
}

# Each project: how it is built (in its copied source, with C, CXX and FLAGS), tested, and timed. What a build makes before
# its tests are built counts as its size.
bzip2_build() { make -j"$JOBS" CC="$C" CFLAGS="-Wall -D_FILE_OFFSET_BITS=64 $FLAGS" libbz2.a bzip2 bzip2recover; }
bzip2_check() { make CC="$C" CFLAGS="-D_FILE_OFFSET_BITS=64 $FLAGS" test; }
bzip2_bench() { ./bzip2 -9kc "$work/text" >/dev/null && ./bzip2 -dc "$work/text.bz2" >/dev/null; }

lz4_build() { make -j"$JOBS" -C lib CC="$C" CFLAGS="$FLAGS" liblz4.a && make -j"$JOBS" -C programs CC="$C" CFLAGS="$FLAGS" lz4; }
lz4_check() { make -C tests CC="$C" CFLAGS="$FLAGS" test-lz4-basic test-lz4-multiple test-lz4-frame-concatenation; }
lz4_bench() { ./programs/lz4 -9 -c "$work/text" >/dev/null; }

zlib_build() { CC=$C CFLAGS="$FLAGS -D_LARGEFILE64_SOURCE=1" ./configure --static && make -j"$JOBS" libz.a; }
zlib_check() { make test; }
zlib_bench() { ./minigzip -9 <"$work/text" >/dev/null; } # what its tests have built

lua5_4_build() {
  rm -f src/*.o
  for file in src/l*.c; do [ "$file" = src/luac.c ] || echo "$file"; done \
    | sed 's/\.c$//' | xargs -P "$JOBS" -I {} sh -c "$C $FLAGS -DLUA_USE_LINUX -c {}.c -o {}.o" \
    && ${C##*-- } src/l*.o -o src/lua -lm -ldl -Wl,-E
}
lua5_4_check() { echo 'local t = {} for i = 1, 1000 do t[i] = (i * 7919) % 1009 end table.sort(t)
  for i = 2, #t do assert(t[i - 1] <= t[i]) end assert(string.format("%5.2f|%q", 2 / 3, "a\nb") == " 0.67|\"a\\\nb\"")
  assert(select("#", ("a,b,,c"):gsub(",", ";")) == 2) assert(not pcall(error)) assert(load("return 1 // 0.0")() == 1 / 0)
  local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) assert(co() + co() + co() == 6)' \
  | ./src/lua -; }
lua5_4_bench() { echo 'local s = 0 for i = 1, 3e6 do s = s + (i % 7) * #tostring(i) end local t = {}
  for i = 1, 2e5 do t[i] = tostring((i * 7919) % 100003) end table.sort(t)' | ./src/lua -; }

cjson_build() {
  # its tests' own files are compiled plainly
  cmake_configure -DENABLE_CJSON_TEST=On -DENABLE_CJSON_UTILS=On -DBUILD_SHARED_LIBS=Off \
    && make -C build -j"$JOBS" cjson cjson_utils
}
cjson_check() { ASSAY_CC=off make -C build -j"$JOBS" && (cd build && ctest --output-on-failure); }

tinyxml2_build() { $CXX $FLAGS -c tinyxml2.cpp -o tinyxml2.o; }
tinyxml2_check() { $CXX $FLAGS xmltest.cpp tinyxml2.o -o xmltest && ./xmltest | tail -n 2 | grep -q 'Fail 0'; }

# Its tests are many files; they are compiled once, by g++, and linked with each way's object.
pugixml_build() { $CXX $FLAGS -c src/pugixml.cpp -o pugixml.o; }
pugixml_check() {
  if [ ! -d "$work/pugixml-tests" ]; then
    mkdir -p "$work/pugixml-tests.part" && (cd tests && ls *.cpp | grep -v fuzz | xargs -P "$JOBS" -I {} \
      g++ -O0 -w -c {} -o "$work/pugixml-tests.part/{}.obj") && mv "$work/pugixml-tests.part" "$work/pugixml-tests"
  fi
  g++ "$work"/pugixml-tests/*.obj pugixml.o -o check && ./check
}

# Its tests' certificates have expired; faketime (on Debian: apt install faketime) takes them back to when they had not.
mbedtls_build() { make -j"$JOBS" -C library CC="$C" CFLAGS="$FLAGS" static; }
mbedtls_check() {
  make -j"$JOBS" -C tests CC=gcc CFLAGS=-O0 && (cd tests && faketime '2022-06-01 12:00:00' perl scripts/run-test-suites.pl)
}

# Debian's source leaves out the tables that the build then makes of Unicode's data (apt install unicode-data python3-six).
# Its tests are compiled once, by g++, and linked with each way's library.
re2_build() {
  sed -i 's#"https://www.unicode.org[^"]*"#"/usr/share/unicode"#' re2/unicode.py && make -j"$JOBS" REBUILD_TABLES=1 CXX="$CXX" \
    CXXFLAGS="-std=c++11 -pthread -Wno-unused-parameter $FLAGS" obj/libre2.a
}
re2_check() {
  [ ! -d "$work/re2-tests" ] || { cp -r "$work/re2-tests/." obj/ && find obj -name '*.o' -exec touch {} +; }
  make -j"$JOBS" -o obj/libre2.a REBUILD_TABLES=1 CXX=g++ CXXFLAGS="-std=c++11 -pthread -O1 -w" static-test || return
  [ -d "$work/re2-tests" ] || { mkdir -p "$work/re2-tests.part/re2" "$work/re2-tests.part/util" \
    && cp -r obj/re2/testing "$work/re2-tests.part/re2/" && cp obj/util/pcre.o obj/util/test.o "$work/re2-tests.part/util/" \
    && mv "$work/re2-tests.part" "$work/re2-tests"; }
}

# Its makefiles name levels of their own for some of the libraries that it brings; with them out, all are built at the way's.
# The tests are its types', scripts', and those of what stores and sorts them; the others take long, or depend on time.
redis_build() {
  sed -i '/LUA_CFLAGS+= -O2/d' deps/Makefile && sed -i 's/^OPT= -Os/OPT=/' deps/hdr_histogram/Makefile deps/linenoise/Makefile \
    && make -j"$JOBS" CC="$C" CXX="$CXX" OPTIMIZATION="$FLAGS" CFLAGS="$FLAGS" MALLOC=libc
}
redis_check() {
  ./runtest --clients 2 --single unit/type/string --single unit/type/list --single unit/type/hash --single unit/type/set \
    --single unit/type/zset --single unit/scripting --single unit/dump --single unit/sort --single unit/bitops
}

# Debian's packages (apt install libgmock-dev libbenchmark-dev) have what its tests would fetch. Its tests are compiled once, by g++, and linked
# with each way's library.
leveldb_build() { cmake_configure -DLEVELDB_BUILD_TESTS=Off -DLEVELDB_BUILD_BENCHMARKS=Off && make -C build -j"$JOBS" leveldb; }
leveldb_check() {
  local tests=$work/leveldb-tests options="-std=c++14 -O1 -w -fno-rtti -DLEVELDB_PLATFORM_POSIX=1 -I include -I . -I build/include"
  if [ ! -d "$tests" ]; then
    mkdir -p "$tests.part" && ls db/*_test.cc table/*_test.cc util/*_test.cc helpers/memenv/*_test.cc util/testutil.cc \
      | xargs -P "$JOBS" -I {} sh -c "g++ $options -c {} -o '$tests.part'/\$(basename {} .cc).obj" \
      && mv "$tests.part" "$tests"
  fi
  for test in "$tests"/*_test.obj; do
    case $test in # the first starts itself again under the name that CMake gives it, the second is for Windows
      */env_posix_test.obj | */env_windows_test.obj) continue ;;
    esac
    g++ "$test" "$tests/testutil.obj" build/libleveldb.a $(g++ -print-file-name=libgmock.a) -lgtest -lgtest_main -lbenchmark -lpthread \
      $(grep -q 'HAVE_SNAPPY:INTERNAL=1' build/CMakeCache.txt && echo -lsnappy) \
      $(grep -q 'HAVE_CRC32C:INTERNAL=1' build/CMakeCache.txt && echo -lcrc32c) \
      $(grep -q 'HAVE_TCMALLOC:INTERNAL=1' build/CMakeCache.txt && echo -ltcmalloc) -o check \
      && ./check --gtest_filter=-DBTest.HiddenValuesAreRemoved || return # on a busy machine it fails now and then, built by clang -Oz alone, too
  done
}

cmake_configure() {
  case $C in
    *" cc -- "*) set -- "$@" -DCMAKE_C_COMPILER_LAUNCHER="$ASSAY;cc;--" -DCMAKE_CXX_COMPILER_LAUNCHER="$ASSAY;cc;--" ;;
  esac
  local cxx=${CXX##*-- }
  cmake -S . -B build -DCMAKE_C_COMPILER="${C##*-- }" -DCMAKE_C_FLAGS="$FLAGS" -DCMAKE_CXX_COMPILER="${cxx%% *}" \
    -DCMAKE_CXX_FLAGS="$FLAGS" -DCMAKE_BUILD_TYPE=None "$@" \
    -DCMAKE_AR="$(command -v ar)" -DCMAKE_RANLIB="$(command -v ranlib)" # llvm-ar beside that clang need not be executable
}

source_of() { # the source of package $1 in $work/source/$1
  [ -d "$work/source/$1" ] && return
  mkdir -p "$work/download/$1" "$work/source/$1.part"
  (cd "$work/download/$1" && apt-get -qq source --download-only "$1") || return
  tar xf "$(find "$work/download/$1" -name '*.orig.tar.*' ! -name '*.asc' | head -n 1)" -C "$work/source/$1.part" \
    --strip-components=1 && mv "$work/source/$1.part" "$work/source/$1"
}

sizes() { # bytes of code and bytes loaded of all objects below $1
  find "$1" -name '*.o' -print0 | xargs -0 size -A | awk '
    $1 ~ /^\.text/ { code += $2 }
    $1 ~ /^\.(text|rodata|eh_frame|data|gcc_except_table|init_array|tm_clone)/ { loaded += $2 }
    END { printf "%d\t%d", code, loaded }'
}

seconds() { # runs a function, and prints how long it took
  local start=$EPOCHREALTIME
  "$@" >>"$log" 2>&1 </dev/null || return
  awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }'
}

results=$work/results.tsv
touch "$results"
if [ ! -s "$work/text.bz2" ]; then # something to compress: 8 MiB of documentation
  find /usr/share/doc /usr/include -type f -size -300k 2>/dev/null | LC_ALL=C sort | head -n 4000 | tr '\n' '\0' \
    | xargs -0 cat 2>/dev/null | head -c 8388608 >"$work/text"
  bzip2 -9k <"$work/text" >"$work/text.bz2"
fi
for project in "$@"; do
  source_of "$project" || { echo "$project cannot be fetched" >&2; continue; }
  name=${project//./_}
  for way in $WAYS; do
    grep -q "^$project	$way	" "$results" && continue
    way "$way"
    case $way in *-search) export ASSAY_CC_SEARCH=${SEARCH:-20} ;; *) unset ASSAY_CC_SEARCH ;; esac
    case $way in *-quick) export ASSAY_CC_EFFORT=quick ;; *) unset ASSAY_CC_EFFORT ;; esac
    tree=$work/build/$project-${way%-warm} # names of sources are part of what is compiled
    log=$work/build/$project-$way.log
    mkdir -p "$work/build" && rm -rf "$tree" "$log" && cp -r "$work/source/$project" "$tree" && cd "$tree" || exit
    if time=$(seconds "${name}_build"); then
      [ "$way" != oz ] || { rm -rf "$work/commands/$project.built" && cp -r "$work/commands/$project" "$work/commands/$project.built"; }
      sizes=$(sizes "$tree")
      seconds "${name}_check" >/dev/null && tests=pass || tests=FAIL
    else
      sizes="-	-" tests=NOT-BUILT time=-
    fi
    printf '%s\t%s\t%s\t%s\t%s\n' "$project" "$way" "$sizes" "$time" "$tests" | tee -a "$results"
  done
done

TIMEFORMAT=%U
for project in "$@"; do
  bench=${project//./_}_bench
  declare -F "$bench" >/dev/null || continue
  for round in 1 2 3 4 5; do
    for way in $WAYS; do
      cd "$work/build/$project-$way" 2>/dev/null || continue
      took=$({ time "$bench" >/dev/null 2>&1 </dev/null; } 2>&1) && printf '%s\t%s\t%s\n' "$project" "$way" "$took"
    done
  done
done | sort -t "$(printf '\t')" -k 1,2 -k 3,3n | awk -F '\t' '!(($1, $2) in seen) { seen[$1, $2] = 1; print }' >"$work/speed.part"
[ ! -s "$work/speed.part" ] || mv "$work/speed.part" "$work/speed.tsv" # where nothing was timed, what was before stays
