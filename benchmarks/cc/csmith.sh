#!/usr/bin/env bash
# Random programs through assay cc, or with a set of options: what they compute has to be what they compute at -O0.
#
#   benchmarks/cc/csmith.sh FOLDER COUNT [FIRST-SEED]
#
# Needs csmith and gcc. Prints a line for each mismatch, which is kept in FOLDER, and the sums at the end; results are in
# FOLDER/results.tsv, by seed, and a seed that is there is not run again. Programs that run longer than ten seconds at -O0
# are left out.
#
#   ASSAY       the launcher (default: the one of this repository)
#   COMPILER    the compiler (default: gcc -Os)
#   OPTIONS     assay cc's, for example --require=verified
#   SET         options, for example those that `assay flags` finds: programs are compiled by CLANG with -Oz and them, and
#               not through assay cc
#   CLANG       the clang that takes SET (default: the one that Assay brings)
set -u
[ $# -ge 2 ] || { sed -n '2,16p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && cd "$1" || exit
ASSAY=${ASSAY:-$here/../../assay}
COMPILER=${COMPILER:-gcc -Os}
OPTIONS=${OPTIONS:-}
SET=${SET:-}
CLANG=${CLANG:-$(ls -d "$HOME"/.javacpp/cache/llvm-*/org/bytedeco/llvm/*/clang | tail -n 1)}
headers=$(dirname "$(find /usr/include /usr/local/include -name csmith.h 2>/dev/null | head -n 1)")
touch results.tsv

compile() { # program $1 into object $2
  # shellcheck disable=SC2086
  if [ -n "$SET" ]; then
    "$CLANG" -Oz $SET -w -I "$headers" -c "$1" -o "$2"
  else
    "$ASSAY" cc $OPTIONS -- $COMPILER -w -I "$headers" -c "$1" -o "$2"
  fi
}

for seed in $(seq "${3:-1}" $((${3:-1} + $2 - 1))); do
  grep -q "^$seed	" results.tsv && continue
  csmith --seed "$seed" --max-funcs 8 --max-block-depth 4 >"p$seed.c" 2>/dev/null || continue
  ${COMPILER%% *} -O0 -w -I "$headers" "p$seed.c" -o "own$seed" || continue
  if ! expected=$(timeout 10 "./own$seed"); then
    printf '%s\ttoo-long\n' "$seed" >>results.tsv
  else
    if compile "p$seed.c" "p$seed.o" && ${COMPILER%% *} "p$seed.o" -o "now$seed" \
      && [ "$(timeout 60 "./now$seed")" = "$expected" ]; then
      printf '%s\tsame\n' "$seed" >>results.tsv
    else
      printf '%s\tMISMATCH\n' "$seed" | tee -a results.tsv
      cp "p$seed.c" "mismatch-$seed.c"
    fi
  fi
  rm -f "p$seed.c" "p$seed.o" "own$seed" "now$seed"
done
cut -f 2 results.tsv | sort | uniq -c
