#!/usr/bin/perl
# Justification without hyphens, on the words of a generated report: how wide the spaces are that nobody should notice.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

my $dir = scratch();
system('perl', root() . '/tests/bench/generate.pl', 40, "$dir/r") == 0 or die 'generate.pl';
my ($pdf) = build("$dir/r", "$dir/out");
my @words = pdf_words($pdf);
my $natural = 2.5 + 2 * 0.3; # a space of 10 points, tracked, after a tracked letter
my (@ratios, $count);
for my $page (2 .. $words[-1]{page}) {
    my @page = grep { $_->{page} == $page && $_->{y2} - $_->{y} > 10 && $_->{y2} > 70 && $_->{y2} < 745 } @words;
    my %lines;
    push @{$lines{sprintf '%.1f', $_->{y2}}}, $_ for @page;
    for my $line (values %lines) {
        my @line = sort { $a->{x} <=> $b->{x} } @$line;
        $count += @line;
        shift @line if $line[0]{text} =~ /^(\d+\.|\([a-z]\))$/;
        next if @line < 5 || $line[-1]{x2} < 487.5; # the last line of a paragraph
        my $white = 0;
        $white += $line[$_]{x} - $line[$_ - 1]{x2} + 0.3 for 1 .. $#line;
        push @ratios, $white / $#line / $natural;
    }
}
my ($mean, $square) = (0, 0);
$mean += $_ / @ratios for @ratios;
$square += ($_ - $mean)**2 / @ratios for @ratios;
my $share = sub { my $limit = shift; 100 * grep({ $_ > $limit } @ratios) / @ratios };
printf "# %d words, %d justified lines, mean %.2f, deviation %.2f, over 1.5: %.1f %%, over 2: %.1f %%\n", $count, scalar @ratios, $mean,
    sqrt $square, $share->(1.5), $share->(2);
ok(@ratios > 500, 'there is enough text to judge', scalar @ratios);
ok(!grep({ $_ > 3 } @ratios), 'no space is over three times the natural one', grep { $_ > 3 } @ratios);
ok($share->(2) < 7, 'fewer than 7 % of the lines have spaces over twice the natural one', $share->(2));
ok(!grep({ $_ < 0.6 } @ratios), 'no space is under three fifths of it');
done();
