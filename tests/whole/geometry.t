#!/usr/bin/perl
# The geometry of each kind of document, against what was measured on issued documents: every figure below is one of those, in
# points from the top-left corner. How they are asked for is in Measure.pm.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use Measure;

binmode STDOUT, ':utf8';

# ---- New York

sub new_york_page {
    my ($pdf, $symbol, $job, %with) = @_;
    my $n = pages();
    paper($pdf, 612, 792);
    at(1, 'United Nations', x => 123.4, x2 => 123.4 + 0.975 * 85.16, base => 57.8, size => 14); # 85.16: its natural width
    at(1, 'A', base => 56.5, size => 20);
    at(1, substr($symbol, 1), x2 => 552, base => 56.5, size => 10);
    shape(1, 'rule', 59.8, 64.8, 491.8, 0.48);
    shape(1, 'figure emblem', 64.4, 71.3, 56.1, 47);
    at(1, 'General Assembly', x => 123.4, x2 => 123.4 + 0.95 * 156.09, base => 86.4, size => 20);
    at(1, 'Distr.:', x => 397, base => 86.7, size => 10);
    at(1, $with{date}, x => 397, base => 98.4, size => 10);
    at(1, 'Original: English', x => 397, base => 122.4, size => 10) unless $with{without_language};
    ok(!found(1, 'Original'), "$name: no line on its language") if $with{without_language};
    shape(1, 'rule', 59.8, 208.9, 491.8, 1.44);
    at(1, 'Eightieth session', x => 60, base => 222.3, size => 10);
    at(1, 'Second Committee', x => 60, base => 235.5, size => 12) if $with{committee};
    at(1, $with{committee} || $with{without_language} ? 'Agenda item 18 (c)' : 'Item 18 (c) of the provisional agenda', x => 60, base => $with{committee} ? 247.7 : 234.3, size => 10);
    gap($with{committee} || $with{without_language} ? 'Agenda item' : 'Item 18', 'Sustainable development', 12);
    at(1, "$job (E)", x => 65.4, base => 747.6, size => 10);
    shape(1, 'figure barcode', 65.4, 751.2, 101.2, 11);
    shape(1, 'figure qr', 497.9, 709.3, 54.7, 54.7);
    ok(!grep({ $_->{page} == 1 && $_->{text} =~ m{^1/\d+$} } @lines), "$name: no page number on page 1");
    return if $n < 3;
    at(2, $symbol, x => 60, base => 59, size => 8.5);
    at(3, $symbol, x2 => 552.1, base => 59, size => 8.5);
    shape(2, 'rule', 60, 65, 492.1, 0.24);
    at(2, "2/$n", x => 60, base => 755.3, size => 8.5);
    at(2, $job, x2 => 552.1, base => 753.8, size => 7);
    at(3, "3/$n", x2 => 552.1, base => 755.3, size => 8.5);
    at(3, $job, x => 60, base => 753.8, size => 7);
}

sub new_york_resolution {
    at(0, 'The General Assembly', x => 147.1, size => 10);
    at(0, 'Recalling its', x => 147.1);
    goes_on_at('Recalling its', 123.4, 12);
    gap('Noting also', 'Bearing in mind', 18);
    at(0, '1. Calls', x => 147.1);
    within('1. Calls', 'Calls', 170.9);
    goes_on_at('1. Calls', 123.4, 12);
    lists(147.1, 170.9, 123.4, 147.1);
    new_york_notes('A/HRC/58/21, a report');
}

sub new_york_notes { notes($_[0], text => 123.4, size => 8.5, leading => 10.5, mark => 5.5, mark_end => 119.8, separator => 99.6, width => 72) }

sub new_york_end {
    my ($last) = @_;
    my $line = found(0, $last);
    shape($line->{page}, 'rule', 270, $line->{base} + 24, 72, 0.25);
}

my $ny = <<'';
language: en
distribution: limited
date: 2025-11-07
original-language: en
job-number: 25-17001
organ: general-assembly
session: 80
title: Public wells

my $drafted = "committee: second\nagenda: {item: 18 (c), list: none, title: Sustainable development}\n";
my $reported = "agenda: {item: 18 (c), list: provisional, document: A/80/150, title: Sustainable development}\n";

sub draft_titles {
    at(1, 'Cuba,* Fiji', x => 123.4, size => 10);
    gap_between('Sustainable development', 'Cuba,*', 30, 33.5);
    gap('Cuba,*', 'Public wells', 25.2);
    at(1, 'Public wells', x => 123.4, size => 12);
}

my $sponsors = <<'';
sponsors: [{respondent: FJI}, {respondent: CUB, note: friends}, {respondent: PSE, note: observer}]
sponsor-notes:
  - {id: friends, text: On behalf of the friends of wells.}
  - {id: observer, text: An observer State.}

{
    $name = 'draft-resolution';
    my $pdf = measure(sample('resolution', "kind: draft-resolution\nsymbol: A/C.2/80/L.98\n$ny$drafted$sponsors", without => qr/annex/));
    new_york_page($pdf, 'A/C.2/80/L.98', '25-17001', date => '7 November 2025', committee => 1);
    column(left => 123.4, right => 488.7, first => 84.5, last => 732.5);
    draft_titles();
    gap('Public wells', 'The General Assembly', 24.4);
    new_york_resolution();
    raised(1, 'Recalling its', 6.5, 3.5);
    keep_width('Noting also the importance of buckets,', 'Sustainable development', 'of the districts', 'Public wells');
    at(1, 'On behalf', x => 123.4, size => 8.5);
    star_ends(119.8, 8.5);
    new_york_end('27. Decides');
}
for my $addition ('addendum', 'corrigendum') {
    $name = "draft-resolution-$addition";
    my $sample = $addition eq 'addendum' ? 'note' : 'corrigendum';
    my $pdf = measure(sample($sample, "kind: $name\nsymbol: A/C.2/80/L.98/Add.1\n$ny$drafted$sponsors", short => 1));
    new_york_page($pdf, 'A/C.2/80/L.98/Add.1', '25-17001', date => '7 November 2025', committee => 1);
    draft_titles() if $addition eq 'corrigendum';
    gap_between('Sustainable development', 'Public wells', 30, 33.5) if $addition eq 'addendum';
    gap('Public wells', ucfirst $addition, 25.8);
    at(1, ucfirst $addition, x => 123.4, size => 12);
}

sub adopted_titles {
    at(1, 'Resolution adopted by the General Assembly', x => 123.4, size => 14);
    gap_between('Sustainable development', 'Resolution adopted', 30, 33.5);
    gap('Resolution adopted', 'on 18 December', 15);
    gap('on 18 December', '[on the report', 24.6);
    at(1, '[on the report of the Second Committee (A/80/545, para. 5)]', x => 123.4, size => 10);
    at(1, '80/99. Public wells', size => 12);
    gap('[on the report', '80/99.', 25.2);
    within('80/99.', 'Public', 123.4);
    my ($number) = grep { $_->{text} eq '80/99.' } map { @{$_->{words}} } @lines;
    ok($number && close_to($number->{x2}, 110.7), "$name: the number ends at 110.5 to 111", $number && $number->{x2});
}

my $adopted = $ny =~ s/limited/general/r =~ s/Public wells/Public wells, their ropes, buckets and wheels, and the right of everybody to draw water from them/r . $drafted . "fields: {number: 80/99, adopted: 2025-12-18, meeting: 69, report: \"A/80/545, para. 5\"}\n";
{
    $name = 'adopted-resolution';
    my $pdf = measure(sample('resolution', "kind: adopted-resolution\nsymbol: A/RES/80/99\n$adopted"));
    new_york_page($pdf, 'A/RES/80/99', '25-17001', date => '7 November 2025', without_language => 1);
    column(left => 123.4, right => 488.7, first => 84.5, last => 732.5);
    adopted_titles();
    gap('everybody to draw', 'The General Assembly', 24.4);
    new_york_resolution();
    goes_on_at('80/99.', 123.4, 13.5);
    at(2, 'Public wells', base => 49.2, size => 8.5);
    at(2, 'everybody to draw', x2 => 552.1, base => 59, size => 8.5);
    at(3, 'Public wells', x => 60, base => 49.2, size => 8.5);
    at(3, 'everybody to draw', x => 60, base => 59, size => 8.5);
    at(0, '69th plenary meeting', x2 => 488.3, size => 10);
    at(0, '18 December 2025', x2 => 488.3, size => 10);
    gap('27. Decides', '69th plenary', 24);
    gap('69th plenary', '18 December', 12);
    my $last = pages();
    at($last, 'Annex', x => 60, size => 14);
    at($last, 'Guidelines on public wells', x => 123.4, size => 14);
    at($last, '1. A well', x => 123.4);
    within('1. A well', 'A', 147.1);
    ok(!grep({ $_->[1] eq 'rule' && close_to($_->[4], 72) && close_to($_->[2], 270) } @shapes), "$name: no rule at its end");
}
for my $addition ('addendum', 'corrigendum') {
    $name = "adopted-resolution-$addition";
    my $pdf = measure(sample($addition eq 'addendum' ? 'note' : 'corrigendum', "kind: $name\nsymbol: A/RES/80/99/Add.1\n$adopted", short => 1));
    new_york_page($pdf, 'A/RES/80/99/Add.1', '25-17001', date => '7 November 2025', without_language => 1);
    adopted_titles();
    gap('everybody to draw', ucfirst $addition, 25.8);
}

sub report_titles {
    my ($author) = @_;
    at(1, 'Public wells', x => 123.4, size => 14);
    gap_between('Sustainable development', 'Public wells', 30, 33.5);
    gap('Public wells', $author, 25.8);
    at(1, $author, x => 123.4, size => 12);
}

my $report = "${ny}author: secretary-general\n" =~ s/limited/general/r . $reported;
my $asked = <<'';
mandate: {body: general-assembly, resolution: 79/99, date: 2024-12-17, request: seek views on public wells, report-session: 80, invites: [government]}
topic: public wells
requests: [{date: 2025-02-03, sender: OHCHR, addressees: all permanent missions, kinds: [government]}]
cut-off: 2025-05-30

sub headings {
    my (%h) = @_;
    at(0, 'II. Background', size => 14);
    within('II. Background', 'Background', $h{text});
    my ($roman) = grep { $_->{text} eq 'II.' && $_->{size} > 13 } map { @{$_->{words}} } @lines;
    ok($roman && close_to($roman->{x2}, $h{number}), "$name: the number of a heading ends at $h{number}", $roman && $roman->{x2});
    at(0, 'A. The first wells', size => 12);
    within('A. The first', 'The', $h{text});
    at(0, '1. Wells of stone', size => 10);
    within('1. Wells of stone', 'Wells', $h{text});
    at(0, 'In the hills', x => $h{text}, size => 10);
    gap('II. Background', 'A. The first wells', $h{first_second});
    gap('A. The first wells', '1. Wells of stone', $h{second_third});
    gap('1. Wells of stone', 'In the hills', $h{third_fourth});
    my ($number) = map { $_->{text} =~ /^(\d+\.) Wells of stone are old/ ? "$1 Wells of stone are" : () } @lines;
    gap('In the hills', $number, 18);
    at(0, $number, x => $h{text});
    within($number, 'Wells', $h{paragraph});
}

{
    $name = 'report';
    my $pdf = measure(sample('report', "kind: report\nsymbol: A/80/98\n$report$asked"));
    new_york_page($pdf, 'A/80/98', '25-17001', date => '7 November 2025');
    column(left => 123.4, right => 488.7, first => 84.5, last => 732.5);
    report_titles('Report of the Secretary-General');
    at(1, 'A/80/150.', x => 123.4, size => 8.5);
    star_ends(119.8, 8.5);
    headings(text => 123.4, number => 111, first_second => 24.4, second_third => 24.4, third_fourth => 18, paragraph => 147.1);
    new_york_notes('A/78/53, where the age');
    lists(147.1, 170.9, 123.4, 147.1);
    at(0, 'Annex', x => 60, size => 14);
    at(0, 'List of wells', x => 123.4, size => 14);
    at(0, 'District', size => 7);
    at(0, 'Coast', size => 8.5);
    at(0, 'Dry in summer.', x => 135.4, size => 7);
    at(0, 'See A/78/53, where each well', x => 135.4, size => 7);
    goes_on_at('See A/78/53, where each well', 135.4, 8.5);
    new_york_end('2. Nothing else');
}
{
    $name = 'written-report';
    my $pdf = measure(sample('report', "kind: written-report\nsymbol: A/80/98\n$report", edit => sub { s/after-introduction/before-replies/ }));
    new_york_page($pdf, 'A/80/98', '25-17001', date => '7 November 2025');
    column(left => 123.4, right => 488.7, first => 84.5, last => 732.5);
    report_titles('Report of the Secretary-General');
}
for my $kind ('report-addendum', 'report-corrigendum', 'secretariat-note', 'secretariat-note-addendum', 'secretariat-note-corrigendum') {
    $name = $kind;
    my $note = $kind =~ /^secretariat/;
    my $head = $note ? $report =~ s/author: secretary-general/author: secretariat/r : $report;
    my $pdf = measure(sample($kind =~ /corrigendum/ ? 'corrigendum' : 'note', "kind: $kind\nsymbol: A/80/98/Add.1\n$head"));
    new_york_page($pdf, 'A/80/98/Add.1', '25-17001', date => '7 November 2025');
    column(left => 123.4, right => 488.7, first => 84.5, last => 732.5);
    report_titles($note ? 'Note by the Secretariat' : 'Report of the Secretary-General');
    my ($addition) = $kind =~ /-(addendum|corrigendum)$/ or next;
    gap($note ? 'Note by' : 'Report of', ucfirst $addition, 25.8);
}

# The table of contents: columns, numbers, how an entry of two lines goes on.
sub contents {
    my (%c) = @_;
    at(2, 'Contents', size => 14);
    my ($head) = grep { $_->{page} == 2 && $_->{text} eq 'Paragraphs' } map { @{$_->{words}} } @lines;
    ok($head && close_to($head->{x2}, $c{range}) && close_to($head->{size}, $c{head}), "$name: \"Paragraphs\" of $c{head} points ends at $c{range}", $head && $head->{x2});
    at(2, 'Page', x2 => $c{page}, size => $c{head});
    for (['I.', 'Introduction', 0], ['II.', 'Background', 0], ['A.', 'The', 1], ['1.', 'Wells', 2]) {
        my ($label, $word, $level) = @$_;
        my ($line) = grep { $_->{page} == 2 && $_->{words}[0]{text} eq $label && $_->{words}[1]{text} eq $word } @lines;
        ok($line && close_to($line->{words}[0]{x2}, $c{label} + $c{step} * $level) && close_to($line->{words}[1]{x}, $c{text} + $c{step} * $level),
            "$name: \"$label $word\" ends at @{[$c{label} + $c{step} * $level]}, its text starts $c{step} further a level", $line && "$line->{words}[0]{x2} $line->{words}[1]{x}");
    }
    my %at = map { $_->{text} => $_->{page} } grep { $_->{page} > 2 } @lines; # where the headings are
    my $page = $at{'II. Background'};
    my ($line) = grep { $_->{page} == 2 && $_->{text} =~ /^II\. Background/ } @lines;
    my $y = $line ? $line->{base} : 0;
    my @columns = grep { $_->{page} == 2 && close_to($_->{base}, $y) && $_->{x} > 430 && $_->{text} !~ /^\.+$/ } map { @{$_->{words}} } @lines;
    ok(@columns == 2 && $columns[0]{text} =~ /^3–\d+$/ && close_to($columns[0]{x2}, $c{range}), "$name: paragraphs end at $c{range}", map { "$_->{text} $_->{x2}" } @columns);
    ok(@columns == 2 && $columns[1]{text} eq $page && close_to($columns[1]{x2}, $c{page}), "$name: the page ends at $c{page}, and is that of the heading",
        map { "$_->{text} $_->{x2}" } @columns);
    goes_on_at('2. Wells of brick and of mud', $c{text} + 2 * $c{step}, 12);
    ok(found(3, 'I. Introduction'), "$name: the text begins on a page of its own");
}

my $long = 'Wells of brick and of mud that there are in the plains but not in the hills that give stone which lasts longer than any brick';
{
    $name = 'report with contents';
    measure(sample('report', "kind: report\nsymbol: A/80/98\n$report${asked}fields: {contents: yes}\n", edit => sub { s/Wells of brick(?=\})/$long/ }));
    contents(range => 516, page => 552.1, label => 111, text => 123.4, step => 23.7, head => 8.5);
}

# ---- Geneva: the later template, and the earlier one, which stands 14.2 lower

my $lower; # 0 or 14.2

sub geneva_page {
    my ($pdf, $symbol, $date, %with) = @_;
    my $early = $lower > 0;
    paper($pdf, 595.32, 842.04);
    at(1, 'United Nations', x => 119.7, base => 49.7 + $lower, size => 14);
    at(1, 'A', base => 52.1 + $lower, size => 20);
    at(1, substr($symbol, 1), x2 => 538.6, base => 52.1 + $lower, size => 10);
    shape(1, 'rule', 56.64, 56.64 + $lower, 482.01, 0.48);
    at(1, 'General Assembly', x => 119.7, base => 80.1 + $lower, size => 20);
    my $right = $early ? 396.9 : 392.1;
    at(1, 'Distr.:', x => $right, base => 78.9 + $lower, size => 10);
    at(1, $date, x => $right, base => 90.9 + $lower, size => 10);
    at(1, 'Original: English', x => $right, base => 114.9 + $lower, size => 10);
    shape(1, 'rule', 56.64, 199 + $lower, 482.01, 1.44);
    at(1, 'Human Rights Council', x => 56.64, base => 217.6 + $lower, size => 12);
    at(1, 'Sixtieth session', x => 56.64, base => 230 + $lower, size => 10);
    at(1, '8 September–8 October 2025', x => 56.64, base => 242 + $lower, size => 10);
    at(1, 'Agenda item 4', x => 56.64, base => 254 + $lower, size => 10);
    at(1, 'Sustainable development', x => 56.64, base => 266 + $lower, size => 10);
    at(1, 'GE.25-17001(E)', x => 56.64, size => 10, $early ? () : (base => 783.4));
    my ($job) = grep { $_->{text} =~ /^GE/ && $_->{page} == 1 } @lines;
    ok($job && $job->{base} >= 740.5 && $job->{base} <= 754.5, "$name: the job line from 741 to 754", $job && $job->{base}) if $early;
    return if $with{short};
    at(2, $symbol, x => 56.64, base => 51 + $lower + ($early ? -0.1 : 0), size => 9);
    at(3, $symbol, x2 => 538.65, base => 51 + $lower + ($early ? -0.1 : 0), size => 9);
    shape(2, 'rule', 55.2, $early ? 71.3 : 56.9, 484.9, 0.48);
    my $foot = $early ? 769.7 : 811.8;
    at(2, '2', x => 56.64, base => $foot, size => 9);
    at(3, '3', x2 => 538.65, base => $foot, size => 9);
    at(2, 'GE.25-17001', x2 => 538.65, base => $foot, size => 8) if $early;
    at(3, 'GE.25-17001', x => 56.64, base => $foot, size => 8) if $early;
    my @jobs = grep { $_->{text} =~ /GE\.25/ && $_->{page} > 1 } @lines;
    ok(!@jobs, "$name: no job number on later pages", map { $_->{text} } @jobs) if !$early;
    column(left => 113.3, right => 481.9, first => 80.5 + $lower, last => $early ? 742 : 784);
}

sub geneva_notes { notes($_[0], text => 113.3, size => 9, leading => 11, mark => 6, mark_end => 107.7, separator => 90.6, width => 73.8) }

sub geneva_end {
    my ($last) = @_;
    my $line = found(0, $last);
    shape($line->{page}, 'rule', 255.05, $line->{base} + 24, 85.1, 0.48);
}

sub geneva_resolution {
    at(0, 'The Human Rights Council', x => 141.65, size => 10);
    at(0, 'Recalling its', x => 141.65);
    goes_on_at('Recalling its', 113.3, 12);
    at(0, '1. Calls', x => 141.65);
    within('1. Calls', 'Calls', 170);
    goes_on_at('1. Calls', 113.3, 12);
    lists(141.65, 170, 113.3, 141.65);
    geneva_notes('A/HRC/58/21, a report');
    raised(1, 'Recalling its', 6, 3);
}

my $council = <<'';
language: en
distribution: limited
date: 2025-10-02
original-language: en
job-number: GE.25-17001
organ: human-rights-council
session: 60
session-dates: 8 September–8 October 2025
agenda: {item: 4, list: none, title: Sustainable development}
title: Public wells

my %additions = (addendum => 'note', corrigendum => 'corrigendum');

sub council_draft {
    my ($layout) = @_;
    $name = "council-draft-resolution on $layout";
    my $pdf = measure(sample('resolution', "kind: council-draft-resolution\nlayout: $layout\nsymbol: A/HRC/60/L.98\n$council$sponsors"));
    geneva_page($pdf, 'A/HRC/60/L.98', '2 October 2025');
    at(1, 'Cuba,* Fiji', x => 113.3, size => 10);
    gap('Sustainable development', 'Cuba,*', 32);
    within('60/...', 'Public', 113.3);
    at(1, '60/... Public wells', size => 12);
    my ($number) = grep { $_->{text} eq '60/...' } map { @{$_->{words}} } @lines;
    ok($number && close_to($number->{x2}, 99.3), "$name: the number ends at 99.3", $number && $number->{x2});
    gap('60/...', 'The Human Rights Council', 24.1);
    star_ends(107.7, 10);
    geneva_resolution();
    wider('Noting also the importance of buckets,', 1.074);
    wider('Sustainable development', 1.049);
    wider('of the districts', 1.07);
    wider('Public wells', 1.06);
    at(0, 'Annex', x => 56.64, size => 14);
    geneva_end('2. Its depth');
    for my $addition (sort keys %additions) {
        $name = "council-draft-resolution-$addition on $layout";
        my $pdf = measure(sample($additions{$addition}, "kind: council-draft-resolution-$addition\nlayout: $layout\nsymbol: A/HRC/60/L.98/Add.1\n$council$sponsors", short => 1));
        geneva_page($pdf, 'A/HRC/60/L.98/Add.1', '2 October 2025', short => 1);
        at(1, ucfirst $addition, x => 113.3, size => 12);
        gap('60/...', ucfirst $addition, 32);
    }
}

my $taken = $council =~ s/limited/general/r
    . "fields: {number: 60/98, adopted: 2025-10-01, meeting: 38, report: A/HRC/60/2, chapter: chap. I, vote: Adopted without a vote.}\n";

sub council_titles {
    at(1, 'Resolution adopted by the Human Rights Council', x => 113.3, size => $lower ? 17 : 14);
    gap('Sustainable development', 'Resolution adopted', 32);
    at(1, '60/98.', x => 113.3, size => 12);
    gap('Resolution adopted', '60/98.', 32);
    at(1, 'Public wells', x => 113.3, size => 12);
    gap('60/98.', 'Public wells', 13.5);
    my ($star) = grep { $_->[0] == 1 && $_->[1] eq 'mark *' && $_->[3] < 400 } @shapes;
    ok($star && abs($star->[4] - 10) < 0.01, "$name: the star of the title has 10 points", $star && $star->[4]);
}

sub council_resolution {
    my ($layout) = @_;
    $name = "council-resolution on $layout";
    my $pdf = measure(sample('resolution', "kind: council-resolution\nlayout: $layout\nsymbol: A/HRC/RES/60/98\n$taken", without => qr/annex/));
    geneva_page($pdf, 'A/HRC/RES/60/98', '2 October 2025');
    council_titles();
    star_ends(107.7, 10);
    geneva_resolution();
    at(0, '38th meeting', x2 => 481.9, size => 10);
    at(0, '1 October 2025', x2 => 481.9, size => 10);
    gap('27. Decides', '38th meeting', 24);
    gap('38th meeting', '1 October 2025', 12);
    at(0, '[Adopted without a vote.]', x => 141.65, size => 10);
    geneva_end('[Adopted without');
    for my $addition (sort keys %additions) {
        $name = "council-resolution-$addition on $layout";
        my $pdf = measure(sample($additions{$addition}, "kind: council-resolution-$addition\nlayout: $layout\nsymbol: A/HRC/RES/60/98/Add.1\n$taken", short => 1));
        geneva_page($pdf, 'A/HRC/RES/60/98/Add.1', '2 October 2025', short => 1);
        council_titles();
        gap('Public wells', ucfirst $addition, 32);
    }
}

sub council_report {
    my ($layout) = @_;
    my $head = "${council}author: secretary-general\n" =~ s/limited/general/r;
    $name = "report on $layout";
    my $pdf = measure(sample('report', "kind: report\nlayout: $layout\nsymbol: A/HRC/60/98\n${head}subtitle: Fourth report\n$asked"));
    geneva_page($pdf, 'A/HRC/60/98', '2 October 2025');
    at(1, 'Public wells', x => 113.3, size => $lower ? 17 : 14);
    gap('Sustainable development', 'Public wells', 32);
    at(1, 'Fourth report', x => 113.3, size => 12);
    gap('Public wells', 'Fourth report', 32);
    at(1, 'Summary', x => 74.3, size => 12);
    my $summary = under('Summary');
    ok($summary && close_to($summary->{base} - found(1, 'Summary')->{base}, 18.5), "$name: the summary 18.5 under its heading");
    my @wide = grep { $_->{page} == 1 && close_to($_->{x}, 110.5) && close_to($_->{x2}, 481.5) } @lines;
    ok(@wide, "$name: the summary stands from 110.5 to 481.5");
    my @frame = grep { $_->[0] == 1 && $_->[1] eq 'rule' && $_->[3] > 300 && close_to($_->[2], 56.4) && close_to($_->[4], 482.5) } @shapes;
    ok(@frame >= 2, "$name: its frame from 56.4 to 538.9", map { "@$_" } @shapes);
    headings(text => 113.3, number => 99.3, first_second => 32, second_third => 24.3, third_fourth => 24, paragraph => 141.65);
    gap('The wells of today' , 'Wells of today are drilled', 24.1);
    geneva_notes('A/78/53, where the age');
    lists(141.65, 170, 113.3, 141.65);
    geneva_end('2. Nothing else');
    $name = "report with contents on $layout";
    measure(sample('report', "kind: report\nlayout: $layout\nsymbol: A/HRC/60/98\n$head${asked}fields: {contents: yes}\n", edit => sub { s/Wells of brick(?=\})/$long/ }));
    contents(range => 503, page => 538.65, label => 99.1, text => 113.3, step => 21.3, head => 9);
    for my $addition (sort keys %additions) {
        $name = "report-$addition on $layout";
        my $pdf = measure(sample($additions{$addition}, "kind: report-$addition\nlayout: $layout\nsymbol: A/HRC/60/98/Add.1\n$head"));
        geneva_page($pdf, 'A/HRC/60/98/Add.1', '2 October 2025');
        gap('Report of', ucfirst $addition, 32);
    }
}

for (['geneva-2018', 0], ['geneva-2009', 14.2]) {
    (my $layout, $lower) = @$_;
    council_draft($layout);
    council_resolution($layout);
    council_report($layout);
}
# ---- What stays together, and in its order

{
    $name = 'contents from right to left';
    my $head = "${council}author: secretary-general\n" =~ s/^language: en/language: ar/mr =~ s/limited/general/r;
    measure(sample('report', "kind: report\nsymbol: A/HRC/60/98\nlayout: geneva-2018\n$head${asked}fields: {contents: yes}\n"));
    my @numbers = grep { $_->{page} == 2 && $_->{text} =~ /^\d+$/ && close_to($_->{x}, 595.32 - 538.65) && $_->{base} < 400 } map { @{$_->{words}} } @lines;
    ok(@numbers >= 8, "$name: the pages stand at the left edge", scalar @numbers);
    my ($wells) = grep { $_->{page} == 2 && $_->{text} =~ /Wells of stone$/ } map { holding(2, $_->{text}) } @lines;
    ok($wells && close_to($wells->{x2}, 595.32 - 155.9), "$name: entries start at the right", $wells && $wells->{x2});
}

{
    $name = 'tables and their notes';
    my $tables = join '', map { "  - table: {header: [Well, Depth], rows: [[Well $_, 9], [Last $_, {text: [\"8\", {note: Under $_ as measured from the rim of the well by the same rope in each of the two years.}]}]]}\n" } 1 .. 40;
    measure(sample('note', "kind: secretariat-note\nsymbol: A/80/98\n$report" =~ s/secretary-general/secretariat/r, edit => sub { s/FILLER\n/$tables/ }));
    my @parted = grep { my ($row, $note) = (found(0, "Last $_"), found(0, "Under $_ as")); !$row || !$note || $row->{page} != $note->{page} || $note->{base} < $row->{base} } 1 .. 40;
    ok(pages() > 3 && !@parted, "$name: each stands under its table, on its page", "@parted");
    gap("Last 1", "Under 1 as", 16);
}
{
    $name = 'stars over two lines';
    my $states = join ', ', map { "{respondent: $_}" } qw(AZE BLR BDI KHM CHN CUB PRK IRN MYS MOZ MMR PAK RUS SOM SYR THA VEN YEM);
    my $list = $sponsors =~ s/\{respondent: FJI\}, \{respondent: CUB, note: friends\}, \{respondent: PSE, note: observer\}/{respondent: ARG, note: observer}, $states, {respondent: ZWE, note: friends}/r;
    measure(sample('resolution', "kind: draft-resolution\nsymbol: A/C.2/80/L.98\n$ny$drafted$list"));
    my ($one, $two) = (found(1, 'On behalf of the friends'), found(1, 'An observer'));
    ok(found(1, 'Argentina,** Azerbaijan') && found(1, 'Zimbabwe:* draft'), "$name: the second star is cited first");
    ok($one && $two && $one->{base} < $two->{base}, "$name: its note stands second");
}

my @kinds = map { m{([^/]+)/kind.yaml$} } glob(root() . '/templates/kinds/*/kind.yaml');
my @unmeasured = grep { !$measured{$_} && $_ ne 'note-verbale' } @kinds; # a letter: none was there to be measured
ok(!@unmeasured, 'every kind was measured', @unmeasured);
done();
