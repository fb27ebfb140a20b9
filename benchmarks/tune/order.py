#!/usr/bin/env python3
"""How much of what all entries of a library save its first ones bring, in an order that other projects gave.

    order.py LIBRARY.json SIZES.tsv TARGET

SIZES.tsv has a line for each file and set of options: the file, the options as on clang's command line (-Oz alone for what is compared with), and
bytes of code, as `assay train library` writes them. Half of the projects (the part of a file's path after `projects/`, or before `__`) give an
order: one after another the entry that makes their files smallest together. Then the other half's files are compiled by the first 1, 2, 4 and 8
of it. 200 times, with other halves.
"""
import collections
import json
import random
import sys


def project(path):
    return path.split("/projects/")[1].split("/")[0] if "/projects/" in path else path.split("__")[0]


def smallest(sizes, ways):
    return sum(min([of["-Oz"]] + [of[way] for way in ways]) for of in sizes)


def main():
    library, table, target = sys.argv[1:4]
    with open(library, encoding="utf-8") as file:
        entries = [entry for entry in json.load(file)["entries"] if target in entry["targets"]]
    ways = [" ".join([entry["level"]] + entry["options"]) for entry in entries]
    sizes = collections.defaultdict(dict)
    with open(table, encoding="utf-8") as lines:
        for line in lines:
            path, options, size = line.rstrip("\n").split("\t")
            sizes[path][options] = int(size)
    files = {path: of for path, of in sizes.items() if "-Oz" in of and all(way in of for way in ways)}
    projects = sorted({project(path) for path in files})
    shares = collections.defaultdict(list)
    for seed in range(200):
        random.seed(seed)
        random.shuffle(projects)
        giving = set(projects[:len(projects) // 2])
        those = [of for path, of in files.items() if project(path) in giving]
        others = [of for path, of in files.items() if project(path) not in giving]
        order = []
        while len(order) < min(8, len(ways)):
            order.append(min((way for way in ways if way not in order), key=lambda way: smallest(those, order + [way])))
        whole = smallest(others, []) - smallest(others, ways)
        for first in (1, 2, 4, 8):
            shares[first].append((smallest(others, []) - smallest(others, order[:first])) / whole if whole else 1)
    print(f"{target}: {len(ways)} entries, {len(files)} files of {len(projects)} projects; of what all of them save, the first")
    for first, share in shares.items():
        print(f"  {first}: {100 * sum(share) / len(share):5.1f} %  (least {100 * min(share):.1f} %)")


if __name__ == "__main__":
    main()
