#!/bin/sh
# Measures a GPU in one run: what is there, the encoder on the GPU and on the CPU, a short training.
#
#   benchmarks/gpu/run.sh [ASSAY] BUNDLE CODES OUT
#
#   ASSAY   the launcher; ./assay of this checkout unless given
#   BUNDLE  a bundle of major version 2 or newer (assay train export)
#   CODES   a folder of assay train codebooks
#   OUT     a folder for what is made; the report goes to standard output
#
# CUDA 13's libraries and cuDNN 9 have to be where the loader looks; those of Python's nvidia packages are found here.
# STEPS (300) and BATCH (1024) change the training; UNITS the batches. Nothing here changes the card's settings.
set -u
[ $# -eq 4 ] || set -- "$(dirname "$0")/../../assay" "$@"
[ $# -eq 4 ] || { sed -n '2,9p' "$0" >&2; exit 2; }
ASSAY=$1 BUNDLE=$2 CODES=$3 OUT=$4
mkdir -p "$OUT"

packages=$(python3 -c 'import glob, nvidia
print(":".join(sorted({d for p in nvidia.__path__ for d in glob.glob(p + "/*/lib")})))' 2>/dev/null)
[ -z "$packages" ] || export LD_LIBRARY_PATH="$packages${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

FAILED=0
run() {
  echo
  echo "\$ $*"
  started=$(date +%s)
  "$@"
  status=$?
  echo "[exit status $status, $(($(date +%s) - started)) s]"
  [ $status -eq 0 ] || FAILED=1
}

nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv 2>&1
echo "LD_LIBRARY_PATH=${LD_LIBRARY_PATH:-}"
run "$ASSAY" gpu --bundle "$BUNDLE"
run "$ASSAY" bench encode --bundle "$BUNDLE" --device cuda --units "${UNITS:-1,64,256,1024}"
run "$ASSAY" bench encode --bundle "$BUNDLE" --device cpu --repeat 3 --units "${UNITS:-1,64,256}"
run "$ASSAY" train encoder --codes "$CODES" --out "$OUT/encoder" --encoder-device cuda --encoder-bf16 \
  --encoder-batch "${BATCH:-1024}" --steps "${STEPS:-300}"
echo
[ $FAILED -eq 0 ] && echo "all of it ran" || echo "some of it failed; see above"
exit $FAILED
