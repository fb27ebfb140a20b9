#!/usr/bin/env python3
"""Edits every function of a module a little, as somebody who changes a program does: for `recall.py`.

    edit.py constant|statement|renamed IN.ll OUT.ll [SEED]

IN.ll is what clang gives to its optimiser (-S -emit-llvm -O1 -Xclang -disable-llvm-passes), so that each variable has its place in
memory. In OUT.ll, in every function that has room for it,

    constant   one number that is calculated, compared, stored or passed is another one
    statement  one statement more stands somewhere: a variable is raised, or, where there is none of integers, a function called
    renamed    functions and variables of the module have other names: x. and what they were called

Of each function that was edited a line says the file OUT.ll and its name (for `recall.py --only`). The seed chooses where; the same one does the same.
Needs nothing of Assay's code.
"""
import os
import random
import re
import sys

DEFINITION = re.compile(r'^define .*?@("[^"]+"|[\w.$]+)\(')
CONSTANT = re.compile(r"^  (?:%\S+ = )?(?:add|sub|mul|and|or|shl|sdiv|udiv|srem|icmp \w+|store|call|ret)\b.*? i(?:8|16|32|64) (?:\w+ )*(-?\d+)\b")
VARIABLE = re.compile(r"^  (%\S+) = alloca (i8|i16|i32|i64),")
STATEMENT = re.compile(r"^  (?:store |call |br |ret |switch )")


def constant(body, choose):
    places = [(number, found) for number, line in enumerate(body) if (found := CONSTANT.match(line)) and "llvm." not in line]
    if not places:
        return None
    number, found = choose.choice(places)
    before = int(found.group(1))
    after = before + choose.choice([1, 2, 3, 7]) if before >= 0 else before - choose.choice([1, 2, 3])
    line = body[number]
    after = min(after, 127) if " i8 " in line else after
    changed = line[:found.start(1)] + str(after) + line[found.end(1):]
    return None if after == before else body[:number] + [changed] + body[number + 1:]


def statement(body, choose):
    variables = [found.groups() for line in body if (found := VARIABLE.match(line))]
    first = max((number for number, line in enumerate(body) if " = alloca " in line), default=0)
    places = [number for number, line in enumerate(body) if number > first and STATEMENT.match(line) and "llvm." not in line]
    places = [number for number in places if "musttail" not in body[number - 1]]
    if not places:
        return None
    number = choose.choice(places)
    if variables:
        place, of = choose.choice(variables)
        more = [f"  %edit.old = load {of}, ptr {place}", f"  %edit.new = add {of} %edit.old, {choose.randint(1, 9)}",
                f"  store {of} %edit.new, ptr {place}"]
    else:
        more = [f"  call void @edit.noted(i32 {choose.randint(1, 99)})"]
    return body[:number] + more + body[number:]


def renamed(text):
    symbols = re.findall(r"^@([\w.$]+) = ", text, re.M) + [name for name in re.findall(r"^define .*?@([\w.$]+)\(", text, re.M)]
    symbols = {name for name in symbols if not name.startswith(("llvm.", ".str"))}
    return re.sub(r"@([\w.$]+)", lambda found: "@x." + found.group(1) if found.group(1) in symbols else found.group(0), text), symbols


def main():
    kind, source, target = sys.argv[1:4]
    seed = sys.argv[4] if len(sys.argv) > 4 else "1"
    with open(source, encoding="utf-8") as file:
        text = file.read()
    if kind == "renamed":
        text, names = renamed(text)
        edited = [name for name in names if re.search(rf"^define .*@x\.{re.escape(name)}\(", text, re.M)]
    else:
        lines, edited, at = text.split("\n"), [], 0
        out = []
        while at < len(lines):
            found = DEFINITION.match(lines[at])
            end = lines.index("}", at) if found else at
            if found:
                name = found.group(1).strip('"')
                body = {"constant": constant, "statement": statement}[kind](lines[at + 1:end], random.Random(seed + kind + name))
                if body is not None:
                    edited.append(name)
                out += [lines[at]] + (lines[at + 1:end] if body is None else body)
            out.append(lines[end])
            at = end + 1
        text = "\n".join(out) + ("\ndeclare void @edit.noted(i32)\n" if kind == "statement" else "")
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)
    for name in sorted(edited):
        print(os.path.basename(target), name)


if __name__ == "__main__":
    main()
