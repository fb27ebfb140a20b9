#!/usr/bin/env python3
"""Orders options of a library by what each saves when it is added to a file's best entry, or left out of it.

usage: pool.py CLANG LIBRARY FAMILY COMMANDS [FLAG...]

LIBRARY is a library.json, FAMILY the machines whose entries are asked (x86_64, aarch64, arm, riscv32), COMMANDS a
compile_commands.json of the C files to measure with, FLAGs clang's that say for which machine (none: this one). For each
file, the entry that makes it smallest is the beginning. What changing each option saves there is measured, then those
changes that save are made one after another, largest first, and kept where the file gets smaller. Prints a line for each
file, for each option what it saved of -Oz in sum, in hundredths of a percent, and last the pool as LIBRARY may have it. It
is untried then; `assay train vet` tries it.
"""
import collections
import concurrent.futures
import json
import os
import shlex
import subprocess
import sys
import tempfile

TOO_LARGE = 1 << 60


def name(option):
    return option.split("=")[0]


def changed(options, option):
    """With an option, in place of the same one with another value; or without it."""
    if option in options:
        return [one for one in options if one != option]
    return [one for one in options if name(one) != name(option)] + [option]


class File:
    """A file, preprocessed once."""

    def __init__(self, clang, command, flags, folder):
        words = command.get("arguments") or shlex.split(command["command"])
        own = [word for i, word in enumerate(words[1:], 1)
               if word not in ("-c", "-o", command["file"], os.path.basename(command["file"])) and words[i - 1] != "-o"
               and not word.startswith(("-O", "-g")) and not word.endswith(".c")]
        self.label = os.path.basename(command["file"])
        self.clang, self.flags, self.sizes = clang, flags, {}
        self.text = os.path.join(folder, self.label + ".i")
        self.object = self.text + "."
        subprocess.run([clang, *flags, *own, "-w", "-E", command["file"], "-o", self.text],
                       cwd=command["directory"], check=True)

    def size(self, options):
        """Bytes of code at -Oz with options; much where clang makes none."""
        key = tuple(sorted(options))
        if key not in self.sizes:
            made = self.object + str(abs(hash(key)))
            words = [word for option in options for word in option.split()]
            done = subprocess.run([self.clang, *self.flags, "-w", "-Oz", *words, "-fno-crash-diagnostics", "-c", self.text,
                                   "-o", made], stderr=subprocess.DEVNULL)
            self.sizes[key] = code(made) if done.returncode == 0 else TOO_LARGE
            if os.path.exists(made):
                os.remove(made)
        return self.sizes[key]


def code(made):
    rows = subprocess.run(["size", "-A", made], capture_output=True, text=True, check=True).stdout.splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith(".text"))


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    clang, library, family, commands, *flags = sys.argv[1:]
    with open(library) as file:
        entries = [entry for entry in json.load(file)["entries"] if family in entry["targets"]]
    options = list(dict.fromkeys(option for entry in entries for option in entry["options"]))
    saved = collections.Counter()
    with tempfile.TemporaryDirectory() as folder, open(commands) as file, concurrent.futures.ThreadPoolExecutor() as threads:
        for command in json.load(file):
            source = File(clang, command, flags, folder)
            oz = source.size([])
            best, now = min(zip(threads.map(lambda entry: source.size(entry["options"]), entries),
                                (entry["options"] for entry in entries)), key=lambda one: one[0])
            alone = list(threads.map(lambda option: source.size(changed(now, option)), options))
            first, begin = best, now
            for size, option in sorted(zip(alone, options), key=lambda one: one[0]):
                if size >= first:
                    break
                other = changed(now, option)
                if source.size(other) < best:
                    saved[option] += (best - source.size(other)) / oz
                    best, now = source.size(other), other
            print(f"{source.label}: {oz} at -Oz, {first} by the best of {len(entries)} entries, {best} with "
                  f"{len(set(begin) ^ set(now))} options changed", flush=True)
    for option in sorted(options, key=lambda one: -saved[one]):
        print(f"{saved[option] * 1e4:6.0f}  {option}")
    print(json.dumps({"id": f"{family}-o1", "options": sorted(options, key=lambda one: -saved[one]), "targets": [family],
                      "vetting": {"randomPrograms": 0, "suites": 0}}))


if __name__ == "__main__":
    main()
