#!/bin/sh
# The same bytes, RUNS times (50) each: in one thread and in two, without a cache and with one, for a report of 100 replies and
# the showcase. Ends with status 1 at the first PDF or trace that differs.
here=$(cd "$(dirname "$0")" && pwd)
SGREPORT=${SGREPORT:-$here/../../out/bin/sgreport}
RUNS=${RUNS:-50}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
perl "$here/generate.pl" 100 "$scratch/bench" prose || exit 1

# sum OUT OPTIONS... FOLDER: of all products of a build
sum() {
    out=$1; shift
    "$SGREPORT" build --force -q -o "$scratch/$out" "$@" >"$scratch/said" 2>&1
    [ $? -le 1 ] || { cat "$scratch/said" >&2; echo "failed"; return; }
    cat "$scratch/$out"/*/*.pdf "$scratch/$out"/*/*.trace.json | sha256sum
}

for folder in "$scratch/bench" "$here/../../submissions/showcase"; do
    name=$(basename "$folder")
    rm -rf "$scratch/first" "$scratch/cached" "$scratch/other"
    expected=$(sum first --threads=1 "$folder")
    for options in "--threads=1" "--threads=2" "--threads=1 --cache" "--threads=2 --cache"; do
        case $options in *--cache) out=cached ;; *) out=other ;; esac
        run=0
        while [ "$run" -lt "$RUNS" ]; do
            run=$((run + 1))
            # shellcheck disable=SC2086
            [ "$(sum "$out" $options "$folder")" = "$expected" ] || { echo "$name, $options, run $run: other bytes"; exit 1; }
        done
        echo "$name, $options: the same bytes in $RUNS runs"
    done
done
