#!/usr/bin/perl
# Writes a consultation of N replies into a folder: the same N, the same bytes.
#   generate.pl N FOLDER [STATEMENTS] [prose]
# Government by government (the register is used again when N is larger), one to four paragraphs a reply, a note in
# every fifth paragraph, a statement in each, on twelve claims. STATEMENTS: so many in all, spread over the replies, on a claim
# for each hundred of them. "prose": the sentences are those of the showcase, in another order, so that lines are judged by
# words that people write. FOLDER.words holds the same words for rivals.pl.
use strict;
use warnings;
use FindBin;

my $prose = grep { $_ eq 'prose' } @ARGV;
my ($count, $folder, $statements) = grep { $_ ne 'prose' } @ARGV;
die "usage: generate.pl N FOLDER [STATEMENTS] [prose]\n" unless $count && $folder;
my $root = "$FindBin::Bin/../..";

my $state = 20130722;
sub pick($) { $state = ($state * 1103515245 + 12345) % 2147483648; return int($state / 65536) % $_[0] }

my @nouns = qw(government legislation commission programme policy authority community institution committee parliament
    assembly council ministry region province school university network centre population);
my @verbs = qw(adopted strengthened supported established reviewed promoted implemented monitored improved coordinated);
my @tails = ('in accordance with international human rights law', 'at the national and local levels', 'with civil society',
    'through regular dialogue', 'on the basis of equality', 'for all persons under its jurisdiction',
    'within the limits of available resources', 'by means of education and training');

sub read_file { open my $f, '<', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$f> }

# Whole sentences of the showcase, of letters and plain punctuation.
sub sentences {
    my @found;
    for my $path (sort glob "$root/submissions/showcase/replies/*.xml $root/submissions/showcase/parts/*.xml") {
        for my $paragraph (read_file($path) =~ m{<paragraph[^>]*>(.*?)</paragraph>}gs) {
            $paragraph =~ s{<(note|list|table|quotation|source)\b.*?</\1>}{}gs;
            $paragraph =~ s/<[^>]*>//g;
            $paragraph =~ s/\s+/ /g;
            push @found, grep { /^[A-Z][\w ,;:().-]{30,}\.$/ } split /(?<=[a-z)]\.) (?=[A-Z])/, $paragraph =~ s/^ | $//gr;
        }
    }
    return @found;
}

my @sentences = $prose ? sentences() : ();
die "no sentences found in the showcase\n" if $prose && @sentences < 50;

sub sentence {
    return $sentences[pick(@sentences)] if $prose;
    return ucfirst(join ' ', 'the', $nouns[pick(@nouns)], $verbs[pick(@verbs)], 'the', $nouns[pick(@nouns)], 'and the',
        $nouns[pick(@nouns)], $tails[pick(@tails)], 'and', $verbs[pick(@verbs)], 'its', $nouns[pick(@nouns)],
        $tails[pick(@tails)]) . '.';
}

sub paragraph { return join ' ', map { sentence() } 1 .. 3 + pick(5) }

sub write_file {
    my ($path, $text) = @_;
    open my $f, '>', $path or die "$path: $!\n";
    print $f $text;
    close $f or die "$path: $!\n";
}

# Ids of Member States, from the register.
sub members {
    return read_file("$root/templates/registers/states.yaml") =~ /^  - id: (\w+)\n    kind: government$/mg;
}

my @members = members();
die "no Member States found in the register\n" if @members < 150;

mkdir $folder;
mkdir "$folder/replies";
my $manifest = read_file("$root/templates/init/report.yaml");
$manifest =~ s{A/80/999}{A/80/$count};
write_file("$folder/report.yaml", $manifest);
my $claims = $statements && $statements >= 1200 ? int($statements / 100) : 12;
my @claims = map { "claim-$_" } 1 .. $claims;
sub phrase { my $i = shift; return "the $nouns[$i % @nouns] and the $nouns[($i + 1 + int($i / @nouns)) % @nouns]" }
write_file("$folder/themes.yaml", "themes:\n  - {id: one, title: First theme}\n  - {id: two, title: Second theme}\nclaims:\n" . join '',
    map { my $t = $_ % 2 ? 'one' : 'two'; "  - {id: claim-$_, theme: $t, phrase: @{[phrase($_)]}}\n" } 1 .. $claims);

my @acts = qw(concern proposal practice position);
my $words = '';
my $left = $statements // 0;

# What a paragraph says beside its text, as written and as read: one statement, or its share of STATEMENTS.
sub statements_of {
    my ($paragraphs_left, $replies_left) = @_;
    my $many = $statements ? int($left / ($paragraphs_left + 4 * $replies_left)) : 1;
    $many = $left if $statements && $paragraphs_left + $replies_left == 1;
    $left -= $many;
    my ($marked, $read) = ('', '');
    for (1 .. $many) {
        my ($act, $claim) = ($acts[pick(@acts)], $claims[pick(@claims)]);
        my $said = "said so about the $nouns[pick(@nouns)]";
        $marked .= " It <statement act=\"$act\" claim=\"$claim\">$said</statement>.";
        $read .= " It $said.";
    }
    return ($marked, $read);
}

for my $i (0 .. $count - 1) {
    my $respondent = $members[$i % @members];
    my $turn = int($i / @members);
    my $id = sprintf '%s-%d', $respondent, $turn + 1;
    my $relation = $turn ? sprintf ' relation="supplement" supersedes="%s-1"', $respondent : '';
    my $body = '';
    $words .= "= $respondent\n" unless $turn;
    my $paragraphs = 3 + pick(4);
    for my $p (1 .. $paragraphs) {
        my $text = paragraph();
        my $note = pick(5) == 0 ? sentence() : '';
        my ($marked, $read) = statements_of($paragraphs - $p + 1, $count - $i - 1);
        $body .= "  <paragraph>$text$marked" . ($note ? "<note>$note</note>" : '') . "</paragraph>\n";
        $words .= "$text$read" . ($note ? "[[$note]]" : '') . "\n";
    }
    write_file(sprintf('%s/replies/%05d-%s.xml', $folder, $i, $id),
        "<reply id=\"$id\" respondent=\"$respondent\" dated=\"2025-04-01\" received=\"2025-04-02\" language=\"en\"$relation>\n$body</reply>\n");
}
write_file("$folder.words", $words);
