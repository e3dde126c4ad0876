#!/usr/bin/perl
# What reviewers see in the PDF of a draft and no reader of the final does: annexes of evidence and of coverage, links of every
# sentence to its evidence, marks in the margin beside what nobody reviewed.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use JSON::PP;
use Whole;

skip_all('needs poppler-utils and qpdf') unless have('pdftotext') && have('qpdf');

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

# ---- Every sentence leads to its entry of the annex, and the entry to the paragraphs it rests on

# Named places: {name => "page x y"}.
sub places {
    my %places;
    for (`pdfinfo -dests '$_[0]'`) {
        $places{$3} = "$1 $2" if /^ *(\d+) \[ XYZ +(-?[\d.]+ +-?[\d.]+) .*\] "(.*)"/;
    }
    s/ +/ /g for values %places;
    return %places;
}

# Links inside the file: [words, "page x y"].
sub links {
    my $objects = decode_json(scalar `qpdf --json=2 --json-key=qpdf '$_[0]'`)->{qpdf}[1];
    my $pages = decode_json(scalar `qpdf --json=2 --json-key=pages '$_[0]'`)->{pages};
    my %number;
    $number{$pages->[$_]{object}} = $_ + 1 for 0 .. $#$pages;
    my @links;
    for my $key (sort keys %$objects) {
        my $value = $objects->{$key}{value};
        next unless ref $value eq 'HASH' && ($value->{'/Subtype'} // '') eq '/Link' && ref $value->{'/Dest'} eq 'ARRAY';
        my ($page, undef, $x, $y) = @{$value->{'/Dest'}};
        (my $words = $value->{'/Contents'}) =~ s/^u://;
        push @links, [$words, "$number{$page} $x $y"];
    }
    return @links;
}

my %places = places($draft);
my @links = links($draft);
my ($trace_file) = glob("$dir/draft/*/*.trace.json");
my $trace = decode_json(slurp($trace_file));
my (%to, @unlinked, @unproved);
push @{$to{$_->[1]}}, $_->[0] for @links;
my $generated = 0;
for my $sentence (@{$trace->{sentences}}) {
    my $place = $places{"conclusions-evidence.$sentence->{id}"};
    $generated++;
    push @unlinked, $sentence->{id} unless $place && grep { index($sentence->{text}, $_) >= 0 } @{$to{$place} || []};
    for my $paragraph (@{$sentence->{paragraphs}}) {
        my $number = $paragraph->{number};
        push @unproved, "$sentence->{id}: $paragraph->{id}" unless grep { /\b$number\b/ } @{$to{$places{$paragraph->{id}} // ''} || []};
    }
}
ok($generated > 40, 'the trace has the generated sentences', $generated);
ok(!@unlinked, 'each links to its entry', @unlinked);
ok(!@unproved, 'and there are links to each paragraph it rests on', @unproved);
ok(!grep({ /^conclusions-evidence/ } keys %{{places($final)}}), 'the final has no such place');

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

# ---- Tags that nobody reviewed

sub margin { my $page = 0; return grep { $_->{x2} < 115 && $_->{text} =~ /^(?:inferred|edited)$/ } pdf_words($_[0]) }

ok(!margin($draft), 'nothing is marked where staff has tagged everything');
$folder = "$dir/inferred";
copy_tree(root() . '/submissions/a-68-277', $folder);
$text = slurp("$folder/replies/belarus.xml");
$text =~ s/(<statement [^>]*claim="politicization")/$1 tag="inferred" score="0.9"/ or die;
spew("$folder/replies/belarus.xml", $text);
spew("$folder/overrides.yaml", "- {key: position/fairness, quantifier: number, reason: agreed wording, by: AB, on: 2013-07-18}\n");
($draft, $status, $messages) = build($folder, "$dir/marked");
my @marks = margin($draft);
ok(2 == grep({ $_->{text} eq 'inferred' } @marks), 'the paragraph of the tag is marked in the margin, and the conclusion that rests on it', map { "$_->{page} $_->{text}" } @marks);
ok(1 == grep({ $_->{text} eq 'edited' } @marks), 'so is a sentence that an editor decided over');
my @words = pdf_words($draft);
my ($mark) = grep { $_->{text} eq 'inferred' } reverse @marks;
my ($beside) = grep { $_->{page} == $mark->{page} && abs($_->{y2} - $mark->{y2}) < 3 && $_->{text} eq '19.' } @words;
ok($beside, 'on the line of its number', "$mark->{page} $mark->{y2}");
@draft = map { join "\n", grep { !/^(?:inferred|edited)$/ } split /\n/ } pdf_text($draft);
@differ = grep { page_words($draft[$_]) ne page_words($final[$_]) } grep { $final[$_] !~ /Argentina and Bahrain|fairness/ } 0 .. $#final;
ok(!@differ, 'and no line moves for it', "pages @{[map { $_ + 1 } @differ]}");
($trace_file) = glob("$dir/marked/*/*.trace.json");
my ($concern) = grep { $_->{id} eq 'concern/politicization' } @{decode_json(slurp($trace_file))->{sentences}};
ok($concern->{provenance} eq 'inferred', 'the trace says that it was inferred');
ok(1 == grep({ $_->{provenance} eq 'inferred' } @{$concern->{statements}}), 'and which of its statements');

my $no_pdf;
($no_pdf, $status, $messages) = build($folder, "$dir/refused", '--final');
ok($status == 3 && !$no_pdf, 'a final is refused', $status);
ok(scalar($messages =~ m{replies/belarus\.xml:\d+:\d+: error: .* \[SG3104\]}), 'with the place of the tag', $messages);
unlink "$folder/overrides.yaml";
($final, $status, $messages) = build($folder, "$dir/reviewed", '--final', '--reviewed-only');
ok($status == 0 && $final, 'and written of reviewed tags alone', $messages);
ok(scalar($messages =~ m{replies/belarus\.xml:\d+:\d+: note: .* \[SG3105\]}), 'with a list of the rest', $messages);
$text = join ' ', split ' ', join ' ', pdf_text($final);
ok($text !~ /Two of the nine States \(Belarus and the Syrian/ && $text =~ /the politicization of human rights \(the Syrian/, 'which does not count the tag');
ok(!margin($final), 'and marks nothing');

done();
