#!/usr/bin/env bash
# Fetches the projects of projects.tsv as Debian sources and gets their compile commands.
#
# usage: fetch.sh FOLDER [NAME...]
#
# FOLDER becomes FOLDER/NAME/{src/...,compile_commands.json,origin.tsv}. A project that is there already is not done
# again, so an interrupted run goes on where it was. Needs Debian 12 (or a relative) with deb-src enabled and the
# right to install packages. Projects are compiled once, without optimisation, only so that generated sources exist
# and the commands are known; what does not build is left out of the corpus.
set -u
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: fetch.sh FOLDER [NAME...]" >&2; exit 2; }
mkdir -p "$1" && out=$(cd "$1" && pwd) || exit 1
shift
tools="dpkg-dev bear cmake meson ninja-build gcc g++ make flex bison bc perl autoconf automake libtool pkg-config gperf
  libelf-dev libssl-dev rsync cpio kmod libgmp-dev libreadline-dev libncurses-dev zlib1g-dev csmith libcsmith-dev texinfo groff"
if ! dpkg -s $tools >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $tools >/dev/null || exit 1
fi

auto() { # the build system's own compile commands where it has them, else those that bear sees
  if [ -f CMakeLists.txt ]; then
    cmake -S . -B assay-build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_BUILD_TYPE=Debug -DBUILD_SHARED_LIBS=OFF \
      && cp assay-build/compile_commands.json "$1" && timeout 400 cmake --build assay-build -j2 -- -k && return
    [ -s "$1" ] && return
  fi
  if [ -f meson.build ] && meson setup assay-build && cp assay-build/compile_commands.json "$1"; then
    timeout 400 ninja -C assay-build -k 0
    return
  fi
  [ -f configure ] || { [ -f autogen.sh ] && NOCONFIGURE=1 ./autogen.sh; } || autoreconf -fi
  [ -f configure ] && { ./configure --disable-shared --disable-dependency-tracking || ./configure; }
  bear --output "$1" -- make -k -j2 CFLAGS=-O0 CXXFLAGS=-O0
}
export -f auto

original() {
  apt-get source -qq --only-source --tar-only --download-only "$1" || return 1
  tar xf "$(find . -maxdepth 1 -name '*.orig.tar.*' ! -name '*.asc' | head -1)"
}

packaged() {
  [ "$1" = linux ] || return 1
  apt-get download -qq "$(apt-cache depends linux-source | sed -n 's/.*Depends: //p' | head -1)" || return 1
  dpkg -x ./linux-source-*.deb package && tar xf package/usr/src/linux-source-*.tar.xz && rm -rf package ./*.deb
}

while IFS=$'\t' read -r name kind split build; do
  case "$name" in ''|'#'*) continue ;; esac
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  [ -e "$out/$name/origin.tsv" ] && continue
  rm -rf "$out/$name" && mkdir -p "$out/$name" && cd "$out/$name" || exit 1
  # Where a mirror lacks Debian's own changes, the project's original sources will do. The kernel's also come as a
  # package of their own.
  if ! { apt-get source -qq --only-source "$name" || original "$name" || packaged "$name"; } >fetch.log 2>&1; then
    echo "$name: cannot be fetched, see $out/$name/fetch.log" >&2
    continue
  fi
  version=$(apt-cache showsrc --only-source "$name" | sed -n 's/^Version: //p' | sort -V | tail -1)
  mv ./*/ src && cd src || continue
  commands="$out/$name/compile_commands.json"
  if [ "$build" = auto ]; then
    timeout 900 bash -c 'auto "$1"' - "$commands" >../build.log 2>&1 </dev/null
  elif [[ "$build" == *LOG\ * ]]; then
    timeout 900 bash -c "${build//LOG /bear --append --output \"$commands\" -- }" >../build.log 2>&1 </dev/null
  else
    timeout 900 bear --output "$commands" -- bash -c "$build" >../build.log 2>&1 </dev/null
  fi
  cd .. && rm -f ./*.tar.* ./*.dsc
  count=$(grep -c '"file"' "$commands" 2>/dev/null)
  printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$version" "$kind" "$split" "${count:-0}" > origin.tsv
  echo "$name $version: $count compile commands"
done < "$here/projects.tsv"
