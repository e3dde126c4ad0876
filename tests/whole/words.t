#!/usr/bin/perl
# A report of unique words, 200 respondents and 1,000 notes: each word of each reply stands in the PDF exactly once and
# in order, each note begins on the page of its call, and no page ends or begins badly.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

my $dir = scratch();
my ($replies, $notes_wanted) = (200, 1000);
run('init', "$dir/words");
unlink glob("$dir/words/replies/*");

my $state = 68277;
sub pick($) { $state = ($state * 1103515245 + 12345) % 2147483648; return int($state / 65536) % $_[0] }
my $count = 0;
sub word { # a different word each time, with vowels, of five to nine letters
    my ($n, $word) = ($count++, '');
    for (1 .. 4) { $word .= (qw(b d f g k l m n p r s t v z))[$n % 14] . (qw(a e i o u))[($n * 7 + $_) % 5]; $n = int($n / 14) }
    return $word . (qw(n rt l st m))[pick(5)];
}
sub words { return join ' ', map { word() } 1 .. $_[0] }

my @ids = slurp(root() . '/templates/registers/states.yaml') =~ /^  - id: (\w+)\n    kind: government$/mg;
ok(@ids == 193, 'the register has the Member States', scalar @ids);

my $notes = 0;
my (@paragraphs, @notes, @calls); # calls: the word each note is called after
for my $i (0 .. $replies - 1) {
    my $respondent = $ids[$i % @ids];
    my $turn = int($i / @ids) + 1;
    my $body = '';
    for my $p (1 .. 5) {
        my $text = words(10 + pick(60));
        my $note = '';
        if ($notes < $notes_wanted) { $notes++; my $n = words(4 + pick(40)); push @notes, $n; push @calls, $text =~ /(\w+)$/; $note = "<note>$n.</note>" }
        my $rest = words(5 + pick(20));
        push @paragraphs, "$text $rest";
        $body .= "<paragraph>$text,$note $rest.</paragraph>\n";
    }
    my $relation = $turn > 1 ? " relation=\"supplement\" supersedes=\"$respondent-1\"" : '';
    spew("$dir/words/replies/" . sprintf('%04d', $i) . '.xml',
        "<reply id=\"$respondent-$turn\" respondent=\"$respondent\" dated=\"2025-04-01\" received=\"2025-04-02\" language=\"en\"$relation>\n$body</reply>\n");
}
my ($pdf, $status, $messages) = build("$dir/words", "$dir/out");
ok($pdf && $status <= 1, 'it is built', "status $status", substr($messages, 0, 2000));
my @pages = pdf_text($pdf);
my (%at, %times);
for my $page (0 .. $#pages) {
    for my $w ($pages[$page] =~ /[a-z]+/g) { $times{$w}++; $at{$w} //= $page }
}
my (@lost, @doubled);
for my $text (@paragraphs, @notes) {
    for my $w (split / /, $text) {
        push @lost, $w unless $times{$w};
        push @doubled, $w if ($times{$w} // 0) > 1;
    }
}
ok(!@lost, "none of $count words is lost", scalar(@lost) . ' lost', "@lost[0 .. ($#lost > 9 ? 9 : $#lost)]");
ok(!@doubled, 'none stands twice', scalar(@doubled) . ' doubled', "@doubled[0 .. ($#doubled > 9 ? 9 : $#doubled)]");

# A note begins where it is called: its first word stands on the page of the word before the mark.
my @off = grep { my ($first) = $notes[$_ - 1] =~ /^(\w+)/; ($at{$first} // -1) != ($at{$calls[$_ - 1]} // -2) } 1 .. @notes;
ok(@notes == $notes_wanted && !@off, "each of $notes_wanted notes begins on the page of its call", scalar(@off) . " off: @off[0 .. ($#off > 9 ? 9 : $#off)]");
my (undef, $dump) = run('build', '--dump=pages', "$dir/words");
my ($line) = $dump =~ /^(.*widows.*)$/m;
ok($line && $line =~ /\bwidows[ =:]+0\b/ && $line =~ /\borphans[ =:]+0\b/ && $line =~ /\bstranded[ =:]+0\b/, 'no widow, no orphan, no stranded heading', $line // 'no such line');
ok(system("qpdf --check '$pdf' >/dev/null 2>&1") == 0, 'qpdf --check is clean');
done();
