#!/usr/bin/env python3
"""How well functions are found in another state: Recall@1, Recall@10 and MRR, by files that `assay embed --json` wrote.

    recall.py QUERIES POOL [--least N] [--only FILE] [--others NAME...] [--pool N]

QUERIES and POOL name files without their endings: .jsonl (embeddings) and, where they are there, what they are compared with:
.spectrum (`--spectrum --features`: the logarithms of the counts before and after the four probes that leave least of the queries),
.autophase and .ir2vec (`--method`). A function is looked for among all of POOL, by cosine, and found where the one of its name in the
file of the same name comes first; numbers of 32 bits that differ by 1e-6 are equal (programs have the same small function twice).
--others adds the functions of further files to the pool. --pool N gives the mean over all pools of N functions, the right one among
them, that can be drawn from it: exactly, by the hypergeometric distribution of how many better ones are drawn.
Needs numpy, and nothing of Assay's code.
"""
import argparse
import json
import math
import os

import numpy as np

INSTRUCTIONS = 50  # of the 56 features, the number of all instructions


def read(name):
    with open(name, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def strongest(units, count=4):
    whole = [unit["spectrum"] for unit in units if all(row is not None for row in unit["spectrum"])]
    return np.argsort([sum(rows[row][INSTRUCTIONS] for rows in whole) for row in range(len(whole[0]))])[:count]


def vectors(units, ending, rows):
    for unit in units:
        if ending == "spectrum":
            counts = np.log1p(np.array(unit["features"], float))
            parts = [counts] + [counts + np.array(unit["spectrum"][row] or [0] * 56) for row in rows]
            vector = np.concatenate(parts)
        else:
            vector = np.array(unit["embedding"], float)
            vector = np.log1p(vector) if ending == "autophase" else vector
        key = (os.path.basename(unit["file"]), unit["name"])
        yield key, unit["instructions"], vector / (np.linalg.norm(vector) + 1e-12)


def chosen(total, count):
    return math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)


def in_pools(rank, whole, size):
    """Recall@1, Recall@10 and MRR of a function in the mean over all pools of a size, of its rank in the whole."""
    better, wrong, drawn = rank - 1, whole - 1, min(size, whole) - 1
    shares = []  # of pools with 0, 1, ... better ones in them
    for among in range(max(0, drawn - (wrong - better)), min(better, drawn) + 1):
        ways = chosen(better, among) + chosen(wrong - better, drawn - among) - chosen(wrong, drawn)
        shares.append((among, math.exp(ways)))
    return [sum(share for among, share in shares if among < 1), sum(share for among, share in shares if among < 10),
            sum(share / (1 + among) for among, share in shares)]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("queries")
    arguments.add_argument("among", metavar="pool")
    arguments.add_argument("--least", type=int, default=0, help="instructions that a function looked for has at least")
    arguments.add_argument("--only", help="a file that says which functions are looked for, a line each: FILE NAME")
    arguments.add_argument("--others", nargs="*", default=[], help="further files whose functions are in the pool")
    arguments.add_argument("--pool", type=int, default=0, help="so many functions in a pool, in the mean over all such")
    given = arguments.parse_args()
    only = None
    if given.only:
        with open(given.only, encoding="utf-8") as lines:
            only = {tuple(line.split(maxsplit=1)) for line in lines.read().splitlines()}
    for ending, label in (("jsonl", "Assay"), ("spectrum", "4 probes"), ("autophase", "counts"), ("ir2vec", "IR2Vec")):
        names = [f"{side}.{ending}" for side in (given.queries, given.among)]
        others = [f"{name}.{ending}" for name in given.others]
        if not all(os.path.exists(name) for name in names + others):
            continue
        queries, pool = (read(name) for name in names)
        rows = strongest(queries) if ending == "spectrum" else []
        places, matrix = {}, []
        # A file called s0.bc on one side and s2.bc on the other is the same file.
        single = len({unit["file"] for unit in queries}) == 1
        for key, _, vector in vectors(pool, ending, rows):
            places[key[1:] if single else key] = len(matrix)
            matrix.append(vector)
        for name in others:
            matrix += [vector for _, _, vector in vectors(read(name), ending, rows)]
        matrix = np.array(matrix)
        ranks = []
        for key, instructions, vector in vectors(queries, ending, rows):
            place = places.get(key[1:] if single else key)
            if place is not None and instructions >= given.least and (only is None or key in only):
                cosines = matrix @ vector
                ranks.append(1 + int((cosines > cosines[place] + 1e-6).sum()))
        size = min(given.pool or len(matrix), len(matrix))
        first, ten, reciprocal = np.mean([in_pools(rank, len(matrix), size) for rank in ranks], axis=0)
        print(f"{label:9} {len(ranks):5} in {size:5}  Recall@1 {100 * first:5.1f} %"
              f"  Recall@10 {100 * ten:5.1f} %  MRR {reciprocal:.3f}")


if __name__ == "__main__":
    main()
