#!/usr/bin/env bash
# Fetches the projects of projects.tsv as Debian sources and gets their compile commands.
#
# usage: fetch.sh FOLDER [NAME...]
#
# FOLDER becomes FOLDER/NAME/{src/...,compile_commands.json,origin.tsv}. A project that is there already is not fetched
# again, so an interrupted run goes on where it was; what projects.tsv says of it now is taken over. Needs Debian 12 (or
# a relative) with deb-src enabled and the right to install packages. Projects are configured, and where they have no
# build system that knows its commands compiled once without optimisation, only so that generated sources exist and the
# commands are known; what does not build is left out of the corpus.
#
#   LIMIT   seconds that a project may take, in case one never ends (3600)
set -u
LIMIT=${LIMIT:-3600}
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: fetch.sh FOLDER [NAME...]" >&2; exit 2; }
mkdir -p "$1" && out=$(cd "$1" && pwd) || exit 1
shift
tools="dpkg-dev bear cmake meson ninja-build gcc g++ make flex bison bc perl autoconf automake libtool pkg-config gperf
  libelf-dev libssl-dev rsync cpio kmod libgmp-dev libreadline-dev libncurses-dev zlib1g-dev csmith libcsmith-dev texinfo groff
  clang-13 clang-14 clang-15 clang-16 f2c libf2c2-dev
  libc6-dev-arm64-cross libc6-dev-armhf-cross libc6-dev-riscv64-cross
  libstdc++-12-dev-arm64-cross libstdc++-12-dev-armhf-cross libstdc++-12-dev-riscv64-cross"
if ! dpkg -s $tools >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $tools >/dev/null || exit 1
fi

configured() { # what CMake or Meson say that they would run; nothing is built
  commands=$1
  shift
  if [ -f meson.build ] && [ ! -f CMakeLists.txt ]; then
    meson setup assay-build "$@" && cp assay-build/compile_commands.json "$commands"
    return
  fi
  for folder in . runtime/Cpp build/cmake c++ cmake; do
    [ -f "$folder/CMakeLists.txt" ] || continue
    cmake -S "$folder" -B assay-build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_BUILD_TYPE=Debug -DBUILD_SHARED_LIBS=OFF \
      "$@"
    [ -s assay-build/compile_commands.json ] && cp assay-build/compile_commands.json "$commands" && return
  done
}

auto() { # the build system's own compile commands where it has them, else those that bear sees
  if [ -f CMakeLists.txt ]; then
    configured "$1" && timeout 400 cmake --build assay-build -j2 -- -k && return
    [ -s "$1" ] && return
  fi
  if [ -f meson.build ] && configured "$1"; then
    timeout 400 ninja -C assay-build -k 0
    return
  fi
  [ -f configure ] || { [ -f autogen.sh ] && NOCONFIGURE=1 ./autogen.sh; } || autoreconf -fi
  [ -f configure ] && { ./configure --disable-shared --disable-dependency-tracking || ./configure; }
  bear --output "$1" -- make -k -j2 CFLAGS=-O0 CXXFLAGS=-O0
}
export -f auto configured

suite() { # the package lists of another suite of Debian, beside those of this machine; options for apt
  lists=$out/.suites/$1
  if [ ! -e "$lists/ready" ]; then
    mkdir -p "$lists/lists/partial" "$lists/cache"
    echo "deb-src http://deb.debian.org/debian $1 main" > "$lists/sources.list"
    apt-get -qq $(suite_options "$lists") update >/dev/null && touch "$lists/ready"
  fi
  suite_options "$lists"
}
suite_options() {
  echo "-o Dir::Etc::SourceList=$1/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=$1/lists -o Dir::Cache=$1/cache"
}

original() {
  apt-get $2 source -qq --only-source --tar-only --download-only "$1" || return 1
  tar xf "$(find . -maxdepth 1 -name '*.orig.tar.*' ! -name '*.asc' | head -1)"
}

packaged() {
  [ "$1" = linux ] || return 1
  apt-get download -qq "$(apt-cache depends linux-source | sed -n 's/.*Depends: //p' | head -1)" || return 1
  dpkg -x ./linux-source-*.deb package && tar xf package/usr/src/linux-source-*.tar.xz && rm -rf package ./*.deb
}

origin() { # name version kind split commands family
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$@" > "$out/$1/origin.tsv"
}

while IFS=$'\t' read -r name kind split family source build; do
  case "$name" in ''|'#'*) continue ;; esac
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  [ "$family" = = ] && family=$name
  [ "$source" = = ] && source=$name
  if [ -e "$out/$name/origin.tsv" ]; then
    IFS=$'\t' read -r _ version _ _ count _ < "$out/$name/origin.tsv"
    origin "$name" "$version" "$kind" "$split" "$count" "$family"
    continue
  fi
  options=
  [[ "$source" == */* ]] && options=$(suite "${source#*/}")
  source=${source%/*}
  rm -rf "${out:?}/$name" && mkdir -p "$out/$name" && cd "$out/$name" || exit 1
  # Where a mirror lacks Debian's own changes, the project's original sources will do. The kernel's also come as a
  # package of their own.
  if ! { apt-get $options source -qq --only-source "$source" || original "$source" "$options" || packaged "$source"; } \
      >fetch.log 2>&1; then
    echo "$name: cannot be fetched, see $out/$name/fetch.log" >&2
    continue
  fi
  version=$(apt-cache $options showsrc --only-source "$source" | sed -n 's/^Version: //p' | sort -V | tail -1)
  mv ./*/ src && cd src || continue
  commands="$out/$name/compile_commands.json"
  case "$build" in
    auto) timeout "$LIMIT" bash -c 'auto "$1"' - "$commands" ;;
    configure*) timeout "$LIMIT" bash -c 'configured "$@"' - "$commands" ${build#configure} ;;
    *LOG\ *) timeout "$LIMIT" bash -c "${build//LOG /bear --append --output \"$commands\" -- }" ;;
    *) timeout "$LIMIT" bear --output "$commands" -- bash -c "$build" ;;
  esac >../build.log 2>&1 </dev/null
  # What a corpus is made of must not depend on how fast a machine is: what was cut off is not taken for all there is.
  if [ $? -eq 124 ]; then
    echo "$name: not built in $LIMIT seconds (LIMIT=SECONDS gives it more); the next call tries again" >&2
    continue
  fi
  cd .. && rm -f ./*.tar.* ./*.dsc
  count=$(grep -c '"file"' "$commands" 2>/dev/null)
  origin "$name" "$version" "$kind" "$split" "${count:-0}" "$family"
  echo "$name $version: ${count:-0} compile commands"
done < "$here/projects.tsv"
