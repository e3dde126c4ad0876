#!/bin/sh
# An independent judge: veraPDF on every submission, on a document of every kind, on a report in each of the six languages and on
# reports of sixty replies and of notes longer than pages, as PDF/UA-1 with PDF/A-2a and with PDF/A-3a, whole and linearized. No part
# of `make test`: it needs Java and Maven, and says so when they are missing.
set -e
cd "$(dirname "$0")/../.."
SGREPORT=${SGREPORT:-$PWD/out/bin/sgreport}
version=1.28.2
tools=$PWD/out/.build/verapdf
jar=$tools/greenfield-apps-$version.jar
for tool in java mvn; do
    command -v $tool >/dev/null || { echo "conformance: $tool is missing: install default-jre-headless and maven" >&2; exit 1; }
done
if [ ! -f "$jar" ]; then
    mkdir -p "$tools"
    (cd "$tools" && mvn -q dependency:copy -Dartifact=org.verapdf.apps:greenfield-apps:$version -DoutputDirectory="$tools" >log 2>&1) ||
        { cat "$tools/log"; echo "conformance: veraPDF $version cannot be had" >&2; exit 1; }
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0 passed=0

judge() { # FLAVOUR FILE...
    flavour=$1
    shift
    java -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper --flavour "$flavour" --format text -v "$@" >"$scratch/verdict" 2>"$scratch/errors" || true
    good=$(grep -c '^PASS ' "$scratch/verdict" || true)
    passed=$((passed + good))
    if [ "$good" != $# ]; then
        failed=$((failed + $# - good))
        grep -v '^PASS ' "$scratch/verdict" || cat "$scratch/errors"
    fi
}

perl tests/bench/generate.pl 60 "$scratch/sixty" >/dev/null
perl tests/conformance/stress.pl "$SGREPORT" "$scratch/stress" >/dev/null
cp -R tests/cases/languages "$scratch/languages"
rm "$scratch"/languages/*/messages "$scratch"/languages/*/status "$scratch"/languages/*/text
for standard in a-2a a-3a; do
    for way in "" --linearize; do
        out=$scratch/$standard$way
        "$SGREPORT" build --force -q $way --pdf-standard $standard -o "$out" submissions/*/ tests/cases/compose/[!u]*/ \
            "$scratch"/languages/*/ "$scratch/sixty" \
            "$scratch/stress" 2>"$scratch/messages" || [ $? = 1 ] ||
            { cat "$scratch/messages"; exit 1; }
        judge ua1 "$out"/*/*.pdf
        judge ${standard#a-} "$out"/*/*.pdf
        for pdf in "$out"/*/*.pdf; do
            qpdf --check "$pdf" >"$scratch/check" 2>&1 || { cat "$scratch/check"; failed=$((failed + 1)); }
            "$SGREPORT" check -q "$pdf" || failed=$((failed + 1))
        done
    done
done
echo "conformance: $passed passed, $failed failed"
[ $failed = 0 ]
