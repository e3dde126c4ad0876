#!/bin/sh
# Golden cases: tests/cases/STAGE/NAME/ is the folder of a report, and beside its files stands what is expected of it.
# The presence of an expected file is the test:
#
#   messages   what the program says when it builds the folder     node, dossier, report, pages   the dumps
#   status     its exit status                                     text                           the document as text
#   findings   what "sgreport check" says of it
#   folder     the files that "sgreport import" makes of source.txt; messages and status are then those of the import
#
# "arguments" holds further arguments of the program, templates/ other templates. The program sees a copy of the folder
# without these, so that paths in messages begin with NAME. Speaks TAP.
#   tests/run.sh [PATTERN]            runs the cases whose path holds PATTERN
#   tests/run.sh --accept [PATTERN]   writes what is there as expected, for a person to look at
cd "$(dirname "$0")/.." || exit 1
SGREPORT=${SGREPORT:-$PWD/out/bin/sgreport}
expected="messages status findings folder node dossier report pages text"

run() { # the program on the case, with its arguments
    set -- "$@" $(cat "$case/arguments" 2>/dev/null)
    [ -d "$case/templates" ] && set -- "$@" --templates "$PWD/$case/templates"
    (cd "$scratch/in" && $WRAP "$SGREPORT" build "$@" --force -q -o "$scratch/out" "$(basename "$case")")
}

prepare() { # the folder alone
    mkdir "$scratch/in"
    cp -R "$case" "$scratch/in/"
    for beside in $expected arguments templates; do
        rm -rf "$scratch/in/$(basename "$case")/$beside"
    done
}

make_actual() { # what the case gives for one expected file
    case $1 in
    messages) [ -f "$scratch/status" ] || build; cat "$scratch/messages" ;;
    status) [ -f "$scratch/status" ] || build; cat "$scratch/status" ;;
    folder) [ -f "$scratch/status" ] || build
        (cd "$scratch/made" 2>/dev/null && find . -type f | LC_ALL=C sort | while read -r f; do echo "==== $f"; cat "$f"; done) ;;
    findings) (cd "$scratch/in" && $WRAP "$SGREPORT" check -q "$(basename "$case")") 2>&1 ;;
    text) run --format text 2>/dev/null >/dev/null; cat "$scratch"/out/*/*.txt 2>/dev/null ;;
    *) run --dump="$1" 2>/dev/null ;;
    esac
}

build() {
    if [ -f "$case/source.txt" ]; then
        (cd "$case" && $WRAP "$SGREPORT" import -q -o "$scratch/made" source.txt)
    else
        run
    fi 2>"$scratch/messages" >/dev/null
    echo $? >"$scratch/status"
}

one() { # a case: a line "ok"/"not ok" for each of its expected files
    case=$1
    scratch=$(mktemp -d)
    prepare
    for what in $expected; do
        [ -f "$case/$what" ] || continue
        make_actual "$what" >"$scratch/actual"
        if [ -n "$accept" ]; then
            cmp -s "$case/$what" "$scratch/actual" || { cp "$scratch/actual" "$case/$what"; echo "recorded $case/$what"; }
        elif diff -u "$case/$what" "$scratch/actual" >"$scratch/difference"; then
            echo "ok - $case $what"
        else
            echo "not ok - $case $what"
            sed 's/^/# /' "$scratch/difference"
        fi
    done
    rm -rf "$scratch"
}

if [ "$1" = --one ]; then
    accept=$2
    one "$3"
    exit
fi
accept=
[ "$1" = --accept ] && { accept=yes; shift; }
results=$(mktemp)
find tests/cases -mindepth 2 -maxdepth 2 -type d | LC_ALL=C sort | grep -F -e "${1:-}" |
    xargs -r -n 1 -P "$(nproc)" "$0" --one "$accept" >"$results"
cat "$results"
[ -n "$accept" ] || echo "1..$(grep -c -E '^(not )?ok ' "$results")"
! grep -q '^not ok' "$results"
status=$?
rm -f "$results"
exit $status
