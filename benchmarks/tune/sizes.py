#!/usr/bin/env python3
"""Bytes of code of strange projects, by clang, gcc and every entry of the library; a row a project, in Markdown.

    benchmarks/tune/sizes.py CLANG FOLDER [TARGET [PROJECT...]]

CLANG is the clang of Assay's LLVM (below ~/.javacpp/cache); FOLDER has the unpacked Debian sources (apt-get source) of
those of the projects below that are to be measured. Compiles with these compilers as programs and asks `size -A`: no
code of Assay's is run. "best" is the sum of each file's smallest of clang's levels and the entries. Where ASSAY names
Assay's launcher, the last column is what `assay tune --search 0` makes, which goes on from there function by function,
with what is vetted (REQUIRE=verified: with all that the library has).
TARGET is x86_64 (the default), aarch64, thumb (a Cortex-M4) or riscv32 (rv32imac), whose gcc and C library have to be
installed: on Debian gcc-aarch64-linux-gnu; gcc-arm-none-eabi and picolibc-arm-none-eabi; gcc-riscv64-unknown-elf and
picolibc-riscv64-unknown-elf. Says on standard error which files a compiler refuses; they are left out of every sum.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

PICOLIBC = "/usr/lib/picolibc/"
# Each target's name in the library, how clang is told of it, and gcc's prefix and flags. The fixed set has the outliner's
# switch on x86-64 alone: the others outline at -Oz anyway.
TARGETS = {
    "x86_64": ("x86_64", [], "", []),
    "aarch64": ("aarch64", ["--target=aarch64-linux-gnu", "-idirafter", "/usr/aarch64-linux-gnu/include"],
                "aarch64-linux-gnu-", []),
    "thumb": ("arm", ["--target=thumbv7em-none-eabi", "-mcpu=cortex-m4",
                      "-idirafter", PICOLIBC + "arm-none-eabi/include"],
              "arm-none-eabi-", ["-mthumb", "-mcpu=cortex-m4", "--specs=picolibc.specs"]),
    "riscv32": ("riscv32", ["--target=riscv32-unknown-elf", "-march=rv32imac", "-mabi=ilp32",
                            "-idirafter", PICOLIBC + "riscv64-unknown-elf/include"],
                "riscv64-unknown-elf-", ["-march=rv32imac", "-mabi=ilp32", "--specs=picolibc.specs"]),
}
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
            if subprocess.run(line, cwd=folder, capture_output=True, timeout=1200).returncode:
                return None
        except subprocess.TimeoutExpired:
            return None
        rows = subprocess.run(["size", "-A", made], capture_output=True, text=True, check=True).stdout.splitlines()
        return sum(int(row.split()[1]) for row in rows if row.startswith(".text"))


def tuned(folder, flags, sources):
    """Bytes of code that `assay tune` leaves of each file; None where it makes nothing."""
    commands = [{"directory": folder, "file": source, "arguments": ["clang", *flags, "-Oz", "-c", source]}
                for source in sources]
    database = os.path.join(folder, "compile_commands.json")
    with open(database, "w", encoding="utf-8") as out:
        json.dump(commands, out)
    line = [os.environ["ASSAY"], "tune", "--search", "0", "--require", os.environ.get("REQUIRE", "vetted"), "--json"]
    answer = subprocess.run([*line, *sources], cwd=folder, capture_output=True, text=True, check=False)
    os.remove(database)
    files = [json.loads(one) for one in answer.stdout.splitlines()]
    bytes_of = {one["file"]: one["best"]["bytes"] for one in files}
    return [bytes_of.get(source) for source in sources]


def row(name, sums):
    """Prints sums of bytes: at -Oz, then -Os, gcc -Os, with the fixed set, with the first entry, with the best."""
    change = [f"{100 * (one - sums[0]) / sums[0]:+.1f} %" for one in sums[1:]]
    print(f"| {name} | {sums[0]:,} | " + " | ".join(change) + " |", flush=True)


def main(clang, root, target="x86_64", *projects):
    machine, of_clang, prefix, of_gcc = TARGETS[target]
    library = json.load(open(os.path.join(os.path.dirname(__file__), "..", "..", "models", "library.json")))
    entries = [[entry["level"], *" ".join(entry["options"]).split()] for entry in library["entries"]
               if machine in entry["targets"]]
    fixed = FIXED if target == "x86_64" else FIXED[:-2]
    last = " assay tune |" if "ASSAY" in os.environ else ""
    print("| project | clang -Oz | clang -Os | gcc -Os | fixed set | first entry | best |" + last)
    print("| --- |" + " ---: |" * (7 if last else 6))
    totals = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in projects or PROJECTS:
            pattern, patterns, flags = PROJECTS[name]
            flags = [flag for flag in flags if flag != "-DLUA_USE_LINUX" or PICOLIBC not in "".join(of_clang)]
            for folder in glob.glob(os.path.join(root, pattern + "/")):
                sources = sorted(file for one in patterns for file in glob.glob(one, root_dir=folder))
                gcc = prefix + ("g++" if sources[0].endswith(".cpp") else "gcc")
                ways = [(clang, of_clang + ["-Oz"]), (clang, of_clang + ["-Os"]), (gcc, of_gcc + ["-Os"]),
                        (clang, of_clang + fixed)]
                ways += [(clang, of_clang + entry) for entry in entries]
                sizes = [list(pool.map(lambda file: text(folder, way[0], flags + way[1], file), sources))
                         for way in ways]
                refused = [i for i in range(len(sources)) if any(of[i] is None for of in sizes[:3])]
                if refused:
                    print(f"{name}: left out:", *(sources[i] for i in refused), file=sys.stderr)
                kept = [i for i in range(len(sources)) if i not in refused]
                # where clang crashes with a set, that file is as at -Oz
                sums = [sum(of[i] if of[i] is not None else sizes[0][i] for i in kept) for of in sizes[:5]]
                ours = [sizes[0], sizes[1], *sizes[4:]]
                sums.append(sum(min(of[i] for of in ours if of[i] is not None) for i in kept))
                if last:
                    tune = tuned(os.path.abspath(folder), flags + of_clang, sources)
                    sums.append(sum(tune[i] if tune[i] is not None else sizes[0][i] for i in kept))
                row(f"{name} ({len(kept)} files)", sums)
                totals.append(sums)
    row("all of these", [sum(column) for column in zip(*totals)])


if __name__ == "__main__":
    if len(sys.argv) < 3 or not set(sys.argv[3:4]) <= set(TARGETS):
        sys.exit(__doc__)
    main(*sys.argv[1:])
