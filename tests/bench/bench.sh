#!/bin/sh
# CPU time, memory and size of reports of 11, 100, 1,000 and 5,000 replies, stage by stage, and of the same words set by
# other programs where they are installed, with the ratio of their CPU time to ours; then of what is done with 20,000
# statements of 1,000 replies: conclusions, trace and editorial findings; and how often inferred tags are those of staff.
# SIZES chooses other numbers of replies, RIVALS other programs (none: RIVALS=), STATEMENTS another number of statements
# (none: STATEMENTS=).
here=$(dirname "$0")
SGREPORT=${SGREPORT:-$here/../../out/bin/sgreport}
SIZES=${SIZES-11 100 1000 5000}
STATEMENTS=${STATEMENTS-20000}
RIVALS=${RIVALS-pdftex typst groff lualatex weasyprint fop}
SLOW_RIVALS="lualatex weasyprint fop" # take minutes
SLOW_LIMIT=${SLOW_LIMIT:-1000}          # replies that these are still given
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# measure NAME FILE COMMAND...: runs it as a whole process; a line of CPU seconds, ratio to ours, seconds on the clock, peak
# memory, pages, bytes.
measure() {
    name=$1 made=$2; shift 2
    status=0
    env time -q -o "$scratch/figures" -f '%U %S %M %e' "$@" >"$scratch/said" 2>&1 || status=$?
    set -- $(tail -1 "$scratch/figures")
    pages=$(pdfinfo "$made" 2>/dev/null | awk '$1 == "Pages:" { print $2 }')
    bytes=$(wc -c <"$made" 2>/dev/null)
    [ "$status" -le 1 ] && [ -n "$pages" ] || { echo "$name: failed with status $status"; tail -3 "$scratch/said"; return; }
    cpu=$(echo "$1 $2" | awk '{ print $1 + $2 }')
    ours=${ours:-$cpu}
    echo "$name $cpu $ours $3 $pages $bytes $4" | awk '{
        printf "%-20s %8.2f s CPU %7.2f of ours %7.2f s %6.0f MB peak %5d pages %6.1f KB a page\n", $1, $2, $2 / $3, $7, $4 / 1024, $5, $6 / 1024 / $5 }'
}

source_of() { # PROGRAM ENDING
    perl "$here/rivals.pl" "$1" "$words" >"$scratch/rival.$2"
}

rival() { # PROGRAM
    pdf=$scratch/rival.pdf
    rm -f "$scratch"/rival.*
    case $1 in
    pdftex)
        source_of pdftex tex
        measure pdftex "$pdf" pdftex -interaction=batchmode -output-directory="$scratch" "$scratch/rival.tex"
        measure pdftex-two-passes "$pdf" sh -c 'for pass in 1 2; do pdftex -interaction=batchmode -output-directory="$0" "$0/rival.tex"; done' "$scratch" ;;
    typst)
        source_of typst typ
        measure typst "$pdf" typst compile "$scratch/rival.typ" "$pdf" ;;
    groff)
        source_of groff ms
        measure groff "$pdf" sh -c 'groff -Tpdf -P-pletter -ms "$0/rival.ms" >"$0/rival.pdf"' "$scratch" ;;
    lualatex)
        source_of lualatex tex
        measure lualatex "$pdf" lualatex -interaction=batchmode -output-directory="$scratch" "$scratch/rival.tex" ;;
    weasyprint)
        source_of weasyprint html
        measure weasyprint "$pdf" weasyprint "$scratch/rival.html" "$pdf" ;;
    fop)
        source_of fop fo
        measure fop "$pdf" fop -q "$scratch/rival.fo" "$pdf" ;;
    *)
        echo "$1: no such rival" ;;
    esac
}

for n in $SIZES; do
    perl "$here/generate.pl" "$n" "$scratch/r$n" || exit 1
    words=$scratch/r$n.words
    echo "== $n replies, $(wc -w <"$words") words"
    "$SGREPORT" build --force --threads 1 --timings -o "$scratch/out" "$scratch/r$n" 2>&1 | grep -v '^ '
    pdf=$(echo "$scratch/out/r$n"/*.pdf)
    ours=
    measure sgreport "$pdf" "$SGREPORT" build --force -o "$scratch/out" "$scratch/r$n"
    measure sgreport-unsealed "$pdf" "$SGREPORT" build --force --pdf-standard none -o "$scratch/out" "$scratch/r$n"
    measure sgreport-one-thread "$pdf" "$SGREPORT" build --force --threads 1 -o "$scratch/out" "$scratch/r$n"
    measure sgreport-two-threads "$pdf" "$SGREPORT" build --force --threads 2 -o "$scratch/out" "$scratch/r$n"
    "$SGREPORT" build --force -q --cache -o "$scratch/out" "$scratch/r$n" >"$scratch/said" 2>&1
    reply=$(ls "$scratch/r$n"/replies/* | head -7 | tail -1)
    sed -i '0,/<paragraph>/s//<paragraph>Indeed, /' "$reply"
    echo "one reply changed, with a cache:"
    "$SGREPORT" build --force --threads 1 --timings --cache -o "$scratch/out" "$scratch/r$n" 2>&1 | grep -E '^(read|check|compose|layout) '
    for program in $RIVALS; do
        case " $SLOW_RIVALS " in *" $program "*) [ "$n" -le "$SLOW_LIMIT" ] || continue ;; esac
        if command -v "$program" >/dev/null; then rival "$program"; else echo "$program: not installed"; fi
    done
done

echo "== Lines"
perl "$here/lines.pl"

for n in $STATEMENTS; do
    perl "$here/generate.pl" 1000 "$scratch/statements" "$n" || exit 1
    echo "== 1000 replies with $n statements"
    "$SGREPORT" check --timings "$scratch/statements" 2>&1 | grep '^conclusions'
done

echo "== Tags inferred from the words of the samples, against those of staff"
(cd "$here/../.." && "${INFER:-out/.build/release/unit/infer}" -p /infer/scores) | sed -n '/suggestions where\|statements, precision/s/^# //p'
