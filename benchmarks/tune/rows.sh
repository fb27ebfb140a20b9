# What cross.sh and bare.sh share; they source it. Both say how a program is made and run:
#
#   make_program TARGET PROGRAM WAY FOLDER   its objects and FOLDER/program
#   run_program TARGET PROGRAM WAY FOLDER    prints what it prints in QEMU

row() { # a line of $work/results.tsv for TARGET, PROGRAM and WAY: bytes of code, and whether it prints what it should
  grep -q "^$1	$2	$3	" "$work/results.tsv" && return
  local made=$work/$1-$2-$3 code=- verdict=NOT-BUILT
  if make_program "$@" "$made" >"$made.log" 2>&1; then
    code=$(size -A "$made"/*.o | awk '$1 ~ /^\.text/ { code += $2 } END { print code }')
    run_program "$@" "$made" 2>>"$made.log" | cmp - "$work/expected-$2" >>"$made.log" && verdict=same || verdict=DIFFERENT
  fi
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$code" "$verdict" | tee -a "$work/results.tsv"
}
