#!/usr/bin/env python3
"""Bytes of code of strange projects, by clang, gcc and every entry of the library; a row a project, in Markdown.

    benchmarks/tune/sizes.py CLANG FOLDER

CLANG is the clang of Assay's LLVM (below ~/.javacpp/cache); FOLDER has the unpacked Debian sources (apt-get source) of
those of the projects below that are to be measured. Compiles with these compilers as programs and asks `size -A`: no
code of Assay's is run. "best" is the sum of each file's smallest, which is what `assay tune --require verified` keeps.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

PROJECTS = {
    "bzip2": ("bzip2-1*", ["blocksort.c", "bzlib.c", "compress.c", "crctable.c", "decompress.c", "huffman.c",
                           "randtable.c", "bzip2.c", "bzip2recover.c"], ["-D_FILE_OFFSET_BITS=64"]),
    "lz4": ("lz4-1*", ["lib/*.c"], ["-DXXH_NAMESPACE=LZ4_"]),
    "lua": ("lua5.4*", ["src/*.c"], ["-DLUA_USE_LINUX", "-DLUA_COMPAT_5_3"]),
    "zlib": ("zlib-1*", ["*.c"], ["-D_LARGEFILE64_SOURCE=1", "-DHAVE_HIDDEN"]),
    "mbedtls": ("mbedtls-2*", ["library/*.c"], ["-Iinclude", "-Ilibrary"]),
    "tinyxml2": ("tinyxml2-*", ["tinyxml2.cpp"], []),
    "pugixml": ("pugixml-*", ["src/pugixml.cpp"], []),
}
FIXED = ["-Oz", "-fno-slp-vectorize", "-fno-vectorize"] + [word for option in (
    "-sink-common-insts -enable-gvn-sink -enable-gvn-hoist -enable-load-pre=false -disable-lsr "
    "-bonus-inst-threshold=4 -apply-ext-tsp-for-size -enable-machine-outliner=always").split()
    for word in ("-mllvm", option)]


def text(folder, compiler, arguments, source):
    """Bytes of all .text sections; None where the compiler makes nothing."""
    with tempfile.TemporaryDirectory() as work:
        made = os.path.join(work, "a.o")
        line = [compiler, "-w", *arguments, "-c", "-o", made, source]
        try:
            if subprocess.run(line, cwd=folder, capture_output=True, timeout=120).returncode:
                return None
        except subprocess.TimeoutExpired:
            return None
        rows = subprocess.run(["size", "-A", made], capture_output=True, text=True, check=True).stdout.splitlines()
        return sum(int(row.split()[1]) for row in rows if row.startswith(".text"))


def main(clang, root):
    library = json.load(open(os.path.join(os.path.dirname(__file__), "..", "..", "models", "library.json")))
    entries = [[entry["level"], *" ".join(entry["options"]).split()] for entry in library["entries"]]
    print("| project | clang -Oz | clang -Os | gcc -Os | fixed set | first entry | best |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (pattern, patterns, flags) in PROJECTS.items():
            for folder in glob.glob(os.path.join(root, pattern + "/")):
                sources = sorted(file for one in patterns for file in glob.glob(one, root_dir=folder))
                gcc = "g++" if sources[0].endswith(".cpp") else "gcc"
                ways = [(clang, ["-Oz"]), (clang, ["-Os"]), (gcc, ["-Os"]), (clang, FIXED)]
                ways += [(clang, entry) for entry in entries]
                sizes = [list(pool.map(lambda file: text(folder, way[0], flags + way[1], file), sources))
                         for way in ways]
                base = sizes[0]
                sums = [sum(size if size is not None else oz for size, oz in zip(of, base)) for of in sizes]
                ours = [sizes[0], sizes[1], *sizes[4:]]
                best = sum(min(of[i] for of in ours if of[i] is not None) for i in range(len(sources)))
                change = [f"{100 * (one - sums[0]) / sums[0]:+.1f} %" for one in (*sums[1:5], best)]
                print(f"| {name} ({len(sources)} files) | {sums[0]:,} | " + " | ".join(change) + " |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
