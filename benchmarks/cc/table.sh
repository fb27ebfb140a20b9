#!/bin/sh
# Prints results.tsv of run.sh as a Markdown table: bytes of code for each way, and what is saved against clang -Oz.
#
#   benchmarks/cc/table.sh FOLDER/results.tsv
[ $# = 1 ] || { sed -n '2,4p' "$0"; exit 2; }
awk -F '\t' '
  !($1 in seen) { seen[$1] = 1; order[++n] = $1 }
  { code[$1, $2] = $3; loaded[$1, $2] = $4; time[$1, $2] = $5; tests[$1, $2] = $6 }
  function less(p, way, base) {
    if (code[p, way] + 0 == 0 || code[p, base] + 0 == 0) return "-"
    return sprintf("%d (%+.1f %%)", code[p, way], 100 * (code[p, way] - code[p, base]) / code[p, base])
  }
  function verdict(p,   way, all) {
    all = "pass"
    for (way in ways) if ((p, way) in tests && tests[p, way] != "pass") all = way ": " tests[p, way]
    return all
  }
  END {
    split("oz os gcc-os fixed cc cc-gcc", list, " ")
    for (i in list) ways[list[i]] = 1
    print "| project | clang -Oz | clang -Os | gcc -Os | fixed set | assay cc, clang -Oz | assay cc, gcc -Os, against gcc -Os | loaded, -Oz to assay cc | build: clang, cold, warm (s) | tests |"
    print "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for (k = 1; k <= n; k++) {
      p = order[k]
      if (!((p, "cc") in code)) continue
      change = loaded[p, "oz"] ? sprintf("%+.1f %%", 100 * (loaded[p, "cc"] - loaded[p, "oz"]) / loaded[p, "oz"]) : "-"
      printf "| %s | %d | %s | %s | %s | %s | %s | %s | %s, %s, %s | %s |\n", p, code[p, "oz"], less(p, "os", "oz"),
        less(p, "gcc-os", "oz"), less(p, "fixed", "oz"), less(p, "cc", "oz"), less(p, "cc-gcc", "gcc-os"), change,
        time[p, "oz"], time[p, "cc"], time[p, "cc-warm"], verdict(p)
    }
  }' "$1"
