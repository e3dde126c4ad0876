#!/usr/bin/perl
# The sample A/68/277 as a document: its page as measured on official ones, its numbers, notes, links, bookmarks.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use JSON::PP;
use Encode qw(decode_utf8);

binmode STDOUT, ':utf8';
my $dir = scratch();
my ($pdf, $status, $messages) = build(root() . '/submissions/a-68-277', "$dir/out", '--final');
ok($status == 0 && $pdf && $pdf =~ m{/A_68_277-EN\.pdf$}, 'builds as a final', "status $status", $messages);
$_->{text} = decode_utf8($_->{text}) for my @words = pdf_words($pdf);
my $pages = $words[-1]{page};

# Baseline of a word of Liberation Serif: its box ends 0.216 of the size below.
sub near { return abs($_[0] - $_[1]) <= 0.5 }
sub find { my ($page, $text) = @_; return grep { $_->{page} == $page && $_->{text} eq $text } @words }

# [page, word, edge, its x, baseline, size]
my @places = (
    [1, 'United', 'x', 123.4, 57.8, 14], [1, 'A', 'x', undef, 56.5, 20], [1, '/68/277', 'x2', 552.0, 56.5, 10],
    [1, 'General', 'x', 123.4, 86.4, 20], [1, 'Distr.:', 'x', 397.0, 86.7, 10], [1, 'Original:', 'x', 397.0, 122.4, 10],
    [1, 'Sixty-eighth', 'x', 60.0, 222.3, 10], [1, 'Item', 'x', 60.0, 234.3, 10],
    [2, 'A/68/277', 'x', 60.0, 59.0, 8.5], [3, 'A/68/277', 'x2', 552.1, 59.0, 8.5],
    [2, "2/$pages", 'x', 60.0, 755.3, 8.5], [3, "3/$pages", 'x2', 552.1, 755.3, 8.5],
    [2, '13-40913', 'x2', 552.1, 753.8, 7], [3, '13-40913', 'x', 60.0, 753.8, 7],
    [1, '13-40913', 'x', 65.4, 747.6, 10],
);
for my $p (@places) {
    my ($page, $text, $edge, $x, $baseline, $size) = @$p;
    my @all = find($page, $text);
    my @there = grep { (!defined $x || near($_->{$edge}, $x)) && near($_->{y2} - 0.216 * $size, $baseline) } @all;
    ok(@there, "\"$text\" on page $page at " . ($x // 'any') . ", $baseline",
        map { sprintf 'found at %.2f..%.2f, baseline %.2f', $_->{x}, $_->{x2}, $_->{y2} - 0.216 * $size } @all);
}

# The body: its column, its leading, its first and last lines on full pages.
my ($left, $right, $leading, $top) = (0, 0, 0, 0);
my @first;
for my $page (2 .. $pages - 1) {
    my @lines = grep { $_->{y2} > 70 && $_->{y2} < 745 } pdf_lines($page, @words);
    push @first, $lines[0]{y2} - 0.216 * 10;
    my @full = grep { near($_->{x}, 123.4) && $_->{x2} > 480 } @lines;
    $left++ if @full;
    my @ends = map { $_->{x2} + 0.3 } @full; # 0.3: what is tracked after the last letter
    $right++ if 3 < grep({ near($_, 488.7) } @ends) && !grep { $_ > 489.2 } @ends;
    $leading++ if grep { near($lines[$_]{y2} - $lines[$_ - 1]{y2}, 12) } 1 .. $#lines;
}
my $inner = $pages - 2;
ok($left == $inner && $right == $inner, "the body stands from 123.4 to 488.7 on pages 2 to @{[$pages - 1]}", "left on $left, right on $right of $inner");
ok($leading == $inner, 'its leading is 12');
ok(@first && !grep({ $_ < 82 || $_ > 94.5 } @first), 'its first baseline is 84.5, or that of a heading', "@first");
my $outside = join ' ', map { "$_->{page}:$_->{text}" } grep { $_->{x} < 59.5 || $_->{x2} > 553 || $_->{y} < 20 || $_->{y2} > 780 } @words;
ok($outside eq '', 'no word stands outside the page\'s edges', $outside);

# Numbers, sections, respondents.
my @text = map { decode_utf8($_) } pdf_text($pdf);
my $all = join "\n", @text;
my @numbers = map { $_->{text} =~ /^(\d+)\.$/ ? $1 : () } grep { near($_->{x}, 123.4) } @words;
ok(@numbers >= 18, 'at least 18 numbered paragraphs', scalar @numbers);
ok(!grep({ $numbers[$_] != $_ + 1 } 0 .. $#numbers), 'their numbers run through', "@numbers");
my @sections = map { $_->{text} } grep { $_->{text} =~ /^[IVX]+\.$/ && $_->{x} < 123 } @words;
is("@sections", 'I. II. III. IV.', 'sections I to IV');
my @names = ('Argentina', 'Azerbaijan', 'Bahrain', 'Belarus', 'Ecuador', 'Guatemala', 'Mexico', 'Qatar', 'Syrian Arab Republic',
    'United Nations Office on Drugs and Crime', 'World Meteorological Organization');
my @found = map { $all =~ /^\s*(?:[A-Z]\.\s+)?\Q$_\E\s*$/m ? $-[0] : -1 } @names;
ok(!grep({ $found[$_] < 0 || ($_ && $found[$_] < $found[$_ - 1]) } 0 .. $#found), 'nine Governments and two organizations in their order', "@found");
ok($all !~ /\p{L}\x{AD}|[a-z]-\n[a-z]/, 'no word is hyphenated');
ok($all !~ /\x{FFFD}/ && $all !~ /[a-z]\.[A-Z][a-z]{2}/, 'no character is lost');
my %printed = map { $_ => 1 } $all =~ /\p{L}+/g;
my %glued;
for my $reply (glob(root() . '/submissions/a-68-277/replies/*.xml')) {
    my $written = decode_utf8(slurp($reply));
    $written =~ s/<!--.*?-->|<source.*?<\/source>|<[^>]*>/ /gs;
    $glued{$_} = 1 for grep { !$printed{$_} } $written =~ /\p{L}+/g;
}
ok(!%glued, 'each word of the replies stands as a word of its own', join ' ', sort keys %glued);

# Notes: each mark in the text on the page of its note.
my @note_problems;
for my $page (1 .. $pages) {
    my @marks = grep { $_->{page} == $page && $_->{text} =~ /^\d+$/ && near($_->{x2}, 119.8) && $_->{y2} - $_->{y} < 8 } @words;
    for my $mark (@marks) {
        my $calls = grep { $_->{page} == $page && $_->{y2} < $mark->{y} && $_->{text} =~ /(?:^|\D)$mark->{text}$/ } @words;
        push @note_problems, "note $mark->{text} on page $page" unless $calls;
    }
}
ok(!@note_problems, 'each note stands on the page of its call', @note_problems);
ok($text[0] =~ /^\s*\*\s+A\/68\/\d+/m, 'the star note of the agenda stands on page 1');

# Links, bookmarks, metadata, soundness.
my $qpdf = decode_json(scalar `qpdf --json=1 '$pdf'`);
my @uris;
for my $object (values %{$qpdf->{objects}}) {
    next unless ref $object eq 'HASH' && ref $object->{'/A'} eq 'HASH';
    push @uris, $object->{'/A'}{'/URI'} if $object->{'/A'}{'/URI'};
}
my %cited = map { $_ => 1 } $all =~ m{\b(A/(?:HRC/|RES/|CONF\.\d+/)?\d+(?:/\d+)*)\b}g;
delete $cited{'A/68/277'};
my @unlinked = grep { my $s = $_; !grep { index($_, $s) >= 0 } @uris } sort keys %cited;
ok(@uris && !@unlinked, 'each symbol cited is a link', @unlinked, @uris);
ok(!grep({ !m{^(https?|mailto):} } @uris), 'links are http, https or mailto');
ok(@{$qpdf->{outlines} // []} >= 4, 'bookmarks for the sections');
my $info = decode_utf8(scalar `pdfinfo '$pdf'`);
ok($info =~ /^Title:\s+\S.*United Nations/m && $info =~ /^Author:\s+\S/m && $info =~ /^Keywords:\s+\S/m, 'title, author, keywords', $info);
ok($info =~ /^Page size:\s+612 x 792/m, 'the paper is Letter');
my ($root) = grep { ref $_ eq 'HASH' && ($_->{'/Type'} // '') eq '/Catalog' } values %{$qpdf->{objects}};
ok($root && $root->{'/Lang'} && $root->{'/Lang'} =~ /^(?:u:)?en/, 'language of the document', $root && $root->{'/Lang'});
ok(system("qpdf --check '$pdf' >$dir/check 2>&1") == 0, 'qpdf --check is clean', slurp("$dir/check"));
my $fonts = `pdffonts '$pdf'`;
ok($fonts !~ /\bno\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/m, 'every face is embedded', $fonts);

# Every word of each reply once: what the report says, the PDF says, in the same order.
my (undef, undef, $said) = run('build', '-q', '--format', 'text', '--final', '-o', "$dir/text", root() . '/submissions/a-68-277');
my ($file) = glob("$dir/text/*/*.txt");
my $body = decode_utf8(slurp($file));
$body =~ s/\[\d+\]//g;
(my $flat = $all) =~ s/\s+//g;
my @lost = grep { my $p = $_; $p =~ s/^(?:\d+\.|\([a-z]+\))\s//; $p =~ s/[\s]+//g; my ($start, $end) = (substr($p, 0, 40), substr($p, -20)); index($flat, $start) < 0 }
    grep { length > 60 } split /\n/, $body;
ok(!@lost, 'each paragraph of the text stands in the PDF', map { substr $_, 0, 100 } @lost[0 .. ($#lost > 4 ? 4 : $#lost)]);
done();
