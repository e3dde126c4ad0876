#!/usr/bin/perl
# Justification, on 12,000 words of prose: how wide the spaces are that nobody should notice. The layout as it is shipped,
# its text on a measure of 125 mm without tracking, and that hyphenated with the weights that suit hyphens.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Lines;
use Whole;

my $dir = scratch();
system('perl', root() . '/tests/bench/generate.pl', 24, "$dir/r", 'prose') == 0 or die 'generate.pl';

sub judge {
    my ($name, @arguments) = @_;
    my ($pdf, $status, $messages) = build("$dir/r", "$dir/out", '--force', '--pdf-standard=none', @arguments);
    ok(defined $pdf, "$name: built", $messages);
    my $figures = space_figures(space_lines($pdf));
    print "# $name: " . space_row($figures) . "\n";
    ok($figures->{lines} > 700, "$name: there is enough text to judge", $figures->{lines});
    ok($figures->{most} <= 3, "$name: no space is over three times the natural one", $figures->{most});
    ok($figures->{over2} < 7, "$name: fewer than 7 % of the lines have spaces over twice the natural one", $figures->{over2});
    ok($figures->{least} >= 0.6, "$name: no space is under three fifths of it", $figures->{least});
    return $figures;
}

judge('as shipped');
judge('125 mm', '--templates', layout_change("$dir/plain", 'new-york', @{$CHANGES{measure}}));

if (-e '/usr/share/hyphen/hyph_en_US.dic') {
    my $hyphenated = judge('125 mm, hyphens', '--templates',
        layout_change("$dir/hyphens", 'new-york', @{$CHANGES{measure}}, @{$CHANGES{hyphens}}));
    ok($hyphenated->{deviation} <= 0.245, 'hyphens: deviation of the spaces', $hyphenated->{deviation});
    ok($hyphenated->{over15} <= 5.3, 'hyphens: lines over 1.5 times the natural space', $hyphenated->{over15});
    ok($hyphenated->{hyphens} > 1 && $hyphenated->{hyphens} <= 15.9, 'hyphens: lines that end in one', $hyphenated->{hyphens});
    ok($hyphenated->{run} <= 3 && $hyphenated->{consecutive} <= $hyphenated->{lines} / 100, 'hyphens: lines in sequence', $hyphenated->{run});
}
done();
