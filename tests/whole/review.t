#!/usr/bin/perl
# What reviewers see in the PDF of a draft and no reader of the final does: annexes of evidence and of coverage.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

skip_all('needs poppler-utils') unless have('pdftotext');

my $dir = scratch();
my $folder = "$dir/a-68-277";
copy_tree(root() . '/submissions/a-68-277', $folder);
my $manifest = slurp("$folder/report.yaml");
$manifest =~ s/^conclusions: .*$/conclusions: {evidence: yes, coverage: yes}/m or die;
spew("$folder/report.yaml", $manifest);

my ($draft, $status, $messages) = build($folder, "$dir/draft");
ok($status == 0, 'a draft with annexes for reviewers is built', $messages);
my ($final, $final_status, $final_messages) = build($folder, "$dir/final", '--final');
ok($final_status == 0, 'and the final', $final_messages);

# ---- The draft is the final, page by page, and the annexes behind it

sub page_words {
    my ($text) = @_;
    my @lines = grep { !/^\s*(?:DRAFT [0-9a-f]{8}|\d+\/\d+|13-40913)\s*$/ } split /\n/, $text;
    return join ' ', map { split ' ' } @lines;
}

my @draft = pdf_text($draft);
my @final = pdf_text($final);
ok(@draft > @final, 'the annexes stand on pages of their own', scalar(@draft) . ' and ' . scalar(@final));
my @differ = grep { page_words($draft[$_]) ne page_words($final[$_]) } 0 .. $#final;
ok(!@differ, 'every page of the final has the same words in the draft', "pages @{[map { $_ + 1 } @differ]}");
my $annexes = join "\f", @draft[@final .. $#draft];
ok($annexes =~ /Evidence of the conclusions/ && $annexes =~ /Coverage of the replies/, 'then come the annexes');
ok(join('', @final) !~ /Evidence of|Coverage of/, 'of which the final knows nothing');

# ---- The tables say what the command says

my ($code, $said) = run('coverage', $folder);
my $flat = join ' ', map { split ' ' } `pdftotext -layout -enc UTF-8 '$draft' -`;
my %words;
for (split /\n/, $said) {
    next unless /^  (\w+) +(\d+) words  position (\d+) concern (\d+) proposal (\d+) practice (\d+) commitment (\d+) information (\d+) recognition (\d+); (\d+) statements used, (\d+) sentences/;
    my ($id, $row) = ($1, join ' ', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
    $words{$id} = 1;
    ok(scalar($flat =~ /(?<!\d)\Q$row\E(?!\d)/ && $flat =~ /\($id\)/), "the row of $id is that of the command", $row);
}
ok(keys %words == 11, 'each respondent has one');
ok(scalar($flat =~ /Member States 12 of 12 United Nations entities 3 of 3/), 'proposals carried, by kind of respondent');
my ($bahrain) = join("\n", `pdftotext -layout -enc UTF-8 '$draft' -`) =~ /^ +the media as a means[^\n]*?\n/m ? $& : '';
ok(scalar($bahrain =~ / P\s*$/), 'the point of one respondent has one mark in its row', $bahrain);
ok(scalar($flat =~ /the politicization of human rights C/), 'a concern is marked C');

# ---- Both sides of what is contested

my $text = slurp("$folder/replies/qatar.yaml");
$text .= "        - The Government\n        - statement: {act: concern, claim: politicization, stance: against, text: saw no politicization}\n        - .\n";
spew("$folder/replies/qatar.yaml", $text);
($draft, $status, $messages) = build($folder, "$dir/contested");
$flat = join ' ', map { split ' ' } `pdftotext -layout -enc UTF-8 '$draft' -`;
ok(scalar($flat =~ /Contested claims: all sides/), 'contested claims have a table', $messages);
ok(scalar($flat =~ /raised concern about the politicization of.{0,15} 2 of 9 Belarus/), 'with the side of concern');
ok(scalar($flat =~ /did not share the concern about the.{0,20} 1 of 9 Qatar/), 'and the other');
ok(scalar($flat =~ /C−/), 'and a mark of the stance');

done();
