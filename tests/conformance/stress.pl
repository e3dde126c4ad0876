#!/usr/bin/perl
# Writes a report of 49 paragraphs and 90 notes, up to nine in a paragraph, some of 300 to 1,100 words: stress.pl PROGRAM FOLDER
use strict;
use warnings;

my ($program, $folder) = @ARGV;
system($program, 'init', $folder) == 0 or die;
unlink glob("$folder/replies/*");
my $state = 1945;
sub pick { my ($from, $to) = @_; $state = ($state * 1103515245 + 12345) % 2147483648; return $from + int($state / 65536) % ($to - $from + 1) }
my @words = qw(dialogue of Governments with civil society on the rights that are held by all and the means to respect them);
sub words { return join ' ', map { $words[pick(0, $#words)] } 1 .. $_[0] }

my ($notes, $body) = (90, '');
for my $paragraph (1 .. 49) {
    my $left = 49 - $paragraph;
    my $here = $paragraph % 7 == 0 ? 9 : $notes > $left ? pick(0, 2) : 0;
    $here = $notes if $here > $notes || $left == 0;
    $notes -= $here;
    $body .= '<paragraph>' . words(pick(60, 160));
    for my $note (1 .. $here) { $body .= '.<note>' . words($note == 1 && $paragraph % 5 == 0 ? pick(300, 1100) : pick(6, 90)) . '.</note> ' . words(pick(3, 9)) }
    $body .= ".</paragraph>\n";
}
open my $file, '>', "$folder/replies/finland.xml" or die "$folder: $!";
print $file qq(<reply id="FIN-1" respondent="FIN" received="2025-04-14" language="en">\n$body</reply>\n);
close $file or die;
