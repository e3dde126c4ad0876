#!/usr/bin/perl
# Word spaces of 12,000 words of prose on a measure of 125 mm: ours with and without hyphens and, where it is installed,
# LuaTeX's in the same face. One measure for all: the PDF.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../whole";
use Lines;
use Whole;

my $dir = scratch();
system('perl', "$FindBin::Bin/generate.pl", 24, "$dir/r", 'prose') == 0 or die "generate.pl\n";

sub row { my ($name, $pdf) = @_; printf "%-20s %s\n", $name, $pdf ? space_row(space_figures(space_lines($pdf))) : 'failed' }

sub ours {
    my ($name, @changes) = @_;
    row($name, (build("$dir/r", "$dir/out", '--force', '--templates', layout_change("$dir/$name", 'new-york', map { @{$CHANGES{$_}} } @changes)))[0]);
}

ours('sgreport', 'measure');
ours('sgreport-hyphens', 'measure', 'hyphens');
if (have('lualatex')) {
    system("cd '$dir' && perl '$FindBin::Bin/rivals.pl' lualatex r.words | sed 's/^.begin{document}/&\\\\frenchspacing/' > lines.tex && lualatex -interaction=batchmode lines.tex >/dev/null");
    row('lualatex', -e "$dir/lines.pdf" ? "$dir/lines.pdf" : undef);
} else {
    print "lualatex: not installed\n";
}
