#!/usr/bin/env python3
"""Programs in which each function is there twice, built by entries that merge equal functions, against -O0.

    twice.py CLANG LIBRARY FIRST LAST

csmith (Debian's package csmith, with its headers) makes the programs of seeds FIRST to LAST. Its functions are hardly
ever equal, so that vetting an entry with them says little about merging. Here each function has a copy, which calls the
copies of the others and keeps the same variables; main calls both. Of LIBRARY (models/library.json) the entries for
x86-64 with -fmerge-functions are tried. Prints a line for each difference, and at last how many programs and entries
did the same, and how many objects are smaller than by the same entry without merging.
"""
import collections
import json
import re
import subprocess
import sys
import tempfile

SHAPE = "--max-funcs 5 --max-block-size 4 --max-block-depth 4 --max-expr-complexity 6 --max-array-dim 2".split()
MERGE = "-Xclang -fmerge-functions"


def twice(program):
    """A csmith program with a copy of each function; None where it does not look like one."""
    declarations = program.index("/* --- FORWARD DECLARATIONS --- */")
    functions = program.index("/* --- FUNCTIONS --- */")
    main = re.search(r"^int main ?\(", program, re.M).start()
    alone = re.sub(r"^static ", "static __attribute__((noinline)) ", program[declarations:functions], flags=re.M)
    both = re.sub(r"^(\s*)func_1\(\);", r"\1func_1();\n\1copy_1();", program[main:], flags=re.M)

    def copied(text):
        return re.sub(r"\bfunc_(\d+)\b", r"copy_\1", text)

    if both == program[main:]:
        return None
    bodies = program[functions:main]
    return program[:declarations] + alone + copied(alone) + bodies + copied(bodies) + both


def text_size(file):
    lines = subprocess.run(["size", "-A", file], capture_output=True, text=True).stdout.splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(".text"))


def run(clang, folder, arguments, seconds):
    """What the program prints, or None; and the size of its code."""
    compiled = [clang, "-w", "-I/usr/include/csmith", *arguments, "-c", "-o", folder + "/a.o", folder + "/a.c"]
    linked = ["gcc", "-o", folder + "/a", folder + "/a.o"]
    if subprocess.run(compiled, stderr=subprocess.DEVNULL).returncode or subprocess.run(linked).returncode:
        return None, 0
    limited = ["sh", "-c", f"ulimit -t {seconds}; exec {folder}/a"]
    ran = subprocess.run(limited, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return ran.stdout if ran.returncode == 0 else None, text_size(folder + "/a.o")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    clang, library = sys.argv[1:3]
    entries = [entry for entry in json.load(open(library))["entries"]
               if MERGE in entry["options"] and "x86_64" in entry["targets"]]
    count = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(int(sys.argv[3]), int(sys.argv[4]) + 1):
            made = subprocess.run(["csmith", "--seed", str(seed), *SHAPE], capture_output=True, text=True).stdout
            program = twice(made)
            if program is None:
                continue
            with open(folder + "/a.c", "w") as file:
                file.write(program)
            expected, _ = run(clang, folder, ["-O0"], 1)
            if expected is None:
                count["programs that ran too long"] += 1
                continue
            count["programs"] += 1
            for entry in entries:
                words = [entry["level"], *" ".join(entry["options"]).split()]
                printed, size = run(clang, folder, words, 10)
                count["same" if printed == expected else "different"] += 1
                if printed != expected:
                    print(f"seed {seed}: {entry['id']} prints something else than -O0", flush=True)
                plain = " ".join(words).replace(MERGE, "").split()
                count["smaller by merging"] += size < run(clang, folder, plain, 10)[1]
    print(", ".join(f"{name}: {number}" for name, number in count.items()))
    sys.exit(1 if count["different"] else 0)


if __name__ == "__main__":
    main()
