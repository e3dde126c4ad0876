#!/bin/sh
# CPU time, memory and size of reports of 11, 100, 1,000 and 5,000 replies, stage by stage, and of the same words set by
# other programs where they are installed. SIZES chooses others.
here=$(dirname "$0")
SGREPORT=${SGREPORT:-$here/../../out/bin/sgreport}
SIZES=${SIZES:-11 100 1000 5000}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

measure() { # name, command...: a line of CPU seconds, peak memory
    name=$1; shift
    line=$( { /usr/bin/env perl -e '
        use Time::HiRes; my $name = shift; my $start = Time::HiRes::time();
        my $status = system(@ARGV); my ($u, $s, $cu, $cs) = times;
        printf STDERR "%-12s %8.2f s CPU %8.2f s wall, status %d\n", $name, $cu + $cs, Time::HiRes::time() - $start, $status >> 8' \
        "$name" "$@" >/dev/null 2>"$scratch/error"; tail -1 "$scratch/error"; } )
    echo "$line"
}

for n in $SIZES; do
    perl "$here/generate.pl" "$n" "$scratch/r$n" || exit 1
    echo "== $n replies, $(wc -w <"$scratch/r$n.txt") words"
    "$SGREPORT" build --force --timings -o "$scratch/out" "$scratch/r$n" 2>&1 | grep -v '^ '
    ls -l "$scratch/out/r$n"/*.pdf | awk '{ print $5 " bytes" }'
    words=$scratch/r$n.txt
    if command -v typst >/dev/null; then
        cp "$words" "$scratch/w.typ"
        measure typst typst compile "$scratch/w.typ" "$scratch/w.pdf"
    fi
    for tex in pdftex lualatex; do
        command -v $tex >/dev/null || continue
        case $tex in
        pdftex) { echo '\hsize=125mm \vsize=190mm'; cat "$words"; echo '\bye'; } >"$scratch/w.tex" ;;
        *) { echo '\documentclass{article}\begin{document}'; cat "$words"; echo '\end{document}'; } >"$scratch/w.tex" ;;
        esac
        measure $tex $tex -interaction=batchmode -output-directory="$scratch" "$scratch/w.tex"
    done
    if command -v groff >/dev/null; then
        { echo '.nr PO 1i'; echo '.PP'; sed 's/^$/.PP/' "$words"; } >"$scratch/w.ms"
        measure groff groff -Tpdf -ms "$scratch/w.ms"
    fi
    if command -v weasyprint >/dev/null && [ "$n" -le 1000 ]; then
        { echo '<html lang="en"><body>'; awk -v RS= '{ print "<p>" $0 "</p>" }' "$words"; echo '</body></html>'; } >"$scratch/w.html"
        measure weasyprint weasyprint "$scratch/w.html" "$scratch/w.pdf"
    fi
    if command -v fop >/dev/null; then
        { echo '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set><fo:simple-page-master master-name="p" page-width="216mm" page-height="279mm" margin="25mm"><fo:region-body/></fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body">'
          awk -v RS= '{ print "<fo:block>" $0 "</fo:block>" }' "$words"; echo '</fo:flow></fo:page-sequence></fo:root>'; } >"$scratch/w.fo"
        measure fop fop "$scratch/w.fo" "$scratch/w.pdf"
    fi
done
