#!/usr/bin/env bash
# Fetches the sources that the truth test compiles: Debian's source packages, which are not part of Assay.
#
# usage: fetch.sh FOLDER [sample]
#
# FOLDER becomes FOLDER/PACKAGE/... with a compile_commands.json each. With "sample", only what needs no configuring is
# fetched, in seconds; without, three C packages and one C++ package are configured too (CMake or configure and make).
# What is there already is not fetched again. Needs Debian 12 (or a relative) and its package sources.
set -eu
[ $# -ge 1 ] || { echo "usage: fetch.sh FOLDER [sample]" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
kind=${2:-all}

# Source packages are often not switched on. They are looked for where the binary ones come from, with lists of our own.
lists=$folder/.apt
mkdir -p "$lists/state/lists/partial" "$lists/cache/archives/partial"
sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$lists/sources.sources" 2>/dev/null \
  || sed 's/^deb /deb-src /' /etc/apt/sources.list >"$lists/sources.list"
apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$(ls "$lists"/sources.*)" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$lists/state" -o Dir::Cache="$lists/cache" -o APT::Sandbox::User=root "$@"
}

original() { # the original sources of package $1 in $folder/$1/src
  [ -e "$folder/$1/src" ] && return
  mkdir -p "$folder/$1/download"
  (cd "$folder/$1/download" && apt source --only-source --download-only "$1")
  mkdir "$folder/$1/src.part"
  tar xf "$(find "$folder/$1/download" -name '*.orig.tar.*' ! -name '*.asc')" -C "$folder/$1/src.part" --strip-components=1
  mv "$folder/$1/src.part" "$folder/$1/src"
}

commands() { # a database for package $1: compiler and flags $2, files $3...
  package=$1
  flags=$2
  shift 2
  (
    cd "$folder/$package/src"
    first=yes
    echo '['
    for file in $*; do
      [ -n "$first" ] || echo ','
      first=
      printf '{"directory":"%s","command":"%s -c %s","file":"%s"}' "$PWD" "$flags" "$file" "$file"
    done
    echo ']'
  ) >"$folder/$package/compile_commands.json"
}

export DEBIAN_FRONTEND=noninteractive
apt update
for package in zlib cjson libyaml pugixml tinyxml2; do original "$package"; done
commands zlib 'cc -O3 -DHAVE_UNISTD_H -fPIC' 'adler32.c crc32.c deflate.c inffast.c inflate.c inftrees.c trees.c gzlib.c gzread.c'
commands cjson 'cc -O2 -std=gnu99' 'cJSON.c cJSON_Utils.c'
commands libyaml 'cc -Os -Iinclude -Iwin32 -DYAML_VERSION_MAJOR=0 -DYAML_VERSION_MINOR=2 -DYAML_VERSION_PATCH=5 -DYAML_VERSION_STRING=0' \
  'src/dumper.c src/emitter.c src/loader.c src/parser.c src/reader.c src/scanner.c src/writer.c'
commands pugixml 'c++ -Os -std=c++17' src/pugixml.cpp
commands tinyxml2 'c++ -O2 -std=c++11' tinyxml2.cpp
[ "$kind" = sample ] && exit

for package in libxml2 nettle leveldb; do original "$package"; done
[ -s "$folder/libxml2/compile_commands.json" ] || (cd "$folder/libxml2/src" \
  && cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_BUILD_TYPE=Release -DLIBXML2_WITH_PYTHON=OFF \
    -DLIBXML2_WITH_LZMA=OFF -DLIBXML2_WITH_ICU=OFF -DLIBXML2_WITH_ZLIB=OFF >/dev/null \
  && cp build/compile_commands.json ..)
[ -s "$folder/leveldb/compile_commands.json" ] || (cd "$folder/leveldb/src" \
  && cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_BUILD_TYPE=Release -DLEVELDB_BUILD_TESTS=OFF \
    -DLEVELDB_BUILD_BENCHMARKS=OFF >/dev/null \
  && cp build/compile_commands.json ..)
[ -s "$folder/nettle/compile_commands.json" ] || (cd "$folder/nettle/src" \
  && ./configure --enable-mini-gmp --disable-assembler --disable-shared --disable-documentation >/dev/null 2>&1 \
  && bear --output ../compile_commands.json -- make -k -j2 >/dev/null 2>&1 || true)
