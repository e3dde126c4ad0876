#!/usr/bin/perl
# Originals kept beside replies: what a reply quotes of them is looked up in text, in the text layer of a PDF and in Word
# files, and what nobody quoted is listed.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use Docx;

my $room = scratch();
my $folder = "$room/consultation";

# A PDF of two pages and more: the sample itself.
my ($pdf) = build(root() . '/submissions/a-68-277', "$room/pdf");
ok($pdf, 'a PDF to quote from');

my $manifest = <<'YAML';
kind: report
symbol: A/99/1
date: 2025-07-22
title: Wells
author: secretary-general
mandate: {body: general-assembly, resolution: 79/1, date: 2024-12-19, invites: [government]}
lint: {off: [short-notice, single-respondent, paragraph-unattributed]}
YAML

# Replaces the folder by one with this reply of Finland, whose statements and blocks are given, and with this original.
sub consultation {
    my ($file, $body) = @_;
    system('rm', '-rf', "$folder/replies");
    system('mkdir', '-p', "$folder/replies", "$folder/originals");
    spew("$folder/report.yaml", $manifest);
    spew("$folder/replies/FIN.xml", "<reply id=\"FIN-1\" respondent=\"FIN\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">\n"
        . "<attachment file=\"originals/$file\" sha256=\"" . checksum("$folder/originals/$file") . "\" pages=\"9\" language=\"en\" public=\"no\"/>\n$body</reply>\n");
}

sub statement {
    my ($quote, $attributes) = @_;
    return "<paragraph>Finland <statement act=\"position\"><source $attributes>$quote</source>said so</statement>.</paragraph>\n";
}

# The findings about quotations: "SG7050 FIN.xml:3".
sub findings {
    my ($status, $said, $messages) = run('check', $folder);
    my @found = map { /FIN\.xml:(\d+):\d+: \w+: (.*) \[(SG705\d)\]/ ? "$3 line $1 $2" : () } split /\n/, $messages;
    return @found;
}

sub expect {
    my ($name, @patterns) = @_;
    my @found = findings();
    my $well = @found == @patterns;
    $well &&= $found[$_] =~ /$patterns[$_]/ for 0 .. $#patterns;
    ok($well, $name, @found);
}

# ---- Plain text

system('mkdir', '-p', "$folder/originals");
spew("$folder/originals/FIN.txt", "Permanent Mission of Finland\n\nWe hold that \xE2\x80\x9Cpublic wells\xE2\x80\x9D must be kept open by the auth-\norities. Caf\xC3\xA9s too.\n\fWells are public. They are \xEF\xAC\x81ne.\n");
consultation('FIN.txt', statement('public wells&quot; must be kept open by the authorities', 'file="originals/FIN.txt" page="1"')
    . statement('WELLS ARE PUBLIC.', 'file="originals/FIN.txt" page="2"') . statement('they are fine', 'file="originals/FIN.txt"')
    . statement("Cafe\xCC\x81s", '') . statement('We hold [...] must be kept open … Wells', 'file="originals/FIN.txt" page="1"'));
expect('quotations are found whatever their line breaks, hyphens, marks, ligatures, accents and case, with words left out');

consultation('FIN.txt', statement('private wells must be kept', 'file="originals/FIN.txt"') . statement('Wells are public', 'file="originals/FIN.txt" page="1"')
    . statement('Wells are public … must be kept open', 'file="originals/FIN.txt"'));
expect('what is not there is found out, with the place of the statement', 'SG7050 line 3 .*private wells', 'SG7051 line 4 .*on page 2, not 1', 'SG7050 line 5');

consultation('FIN.txt', "<paragraph>Finland recalled:<quotation><source file=\"originals/FIN.txt\"/><paragraph>Wells are public.</paragraph><paragraph>They are fine.</paragraph></quotation></paragraph>\n"
    . "<paragraph>Finland recalled:<quotation><source file=\"originals/FIN.txt\"/><paragraph>Wells are deep.</paragraph></quotation></paragraph>\n"
    . "<paragraph>Finland recalled:<quotation><source file=\"originals/FIN.txt\">Wells are public</source><paragraph>Kaivot ovat julkisia.</paragraph></quotation></paragraph>\n");
expect('so is a quotation set apart, or the words that its source gives', 'SG7050 line 4 .*Wells are deep');

my ($status, $said) = run('coverage', '--passages', $folder);
ok($said eq "originals/FIN.txt: 2 of 5 passages are quoted; the others:\n  page 1: Permanent Mission of Finland\n  page 1: We hold that \xE2\x80\x9Cpublic wells\xE2\x80\x9D must be kept open by the auth- orities.\n  page 1: Caf\xC3\xA9s too.\n",
    'passages that nobody quoted are listed', $said);
($status, $said) = run('coverage', '--passages', '--csv', $folder);
ok($said =~ /^file,page,passage\r\n"originals\/FIN\.txt",1,/ && 4 == ($said =~ tr/\n//), 'also for a spreadsheet', $said);

# ---- PDF

spew("$folder/originals/FIN.pdf", slurp($pdf));
consultation('FIN.pdf', statement('raised concern about the politicization of human rights', 'file="originals/FIN.pdf" page="3"') . statement('a web page, to be called', 'file="originals/FIN.pdf" page="1"')
    . statement('the politicization of wells', 'file="originals/FIN.pdf"'));
expect('the text layer of a PDF is read page by page', 'SG7051 line 4 .*on page [3-9]', 'SG7050 line 5');
($status, $said) = run('coverage', '--passages', $folder);
ok($said =~ /FIN\.pdf: \d+ of \d+ passages/ && $said =~ /^  page 2: .*/m, 'and its passages are listed', substr $said, 0, 300);

# ---- Word

docx("$folder/originals/FIN.docx", body => word_p('Note verbale') . word_p(word_r('Wells are ', '<w:i/>') . word_r('public.')) . word_p('They stay open.'));
consultation('FIN.docx', statement('Wells are public. They stay open', 'file="originals/FIN.docx" page="1"') . statement('Wells are closed', 'file="originals/FIN.docx"'));
expect('a Word file is read as Word shows it, and has no pages', 'SG7050 line 4');

# ---- Others

spew("$folder/originals/FIN.png", "\x89PNG\r\n\x1A\n" . "\0" x 50 . "\xFF");
consultation('FIN.png', statement('anything', 'file="originals/FIN.png"'));
expect('what has no text is told', 'SG7052 line 3 .*FIN\.png" is neither text');
spew("$folder/originals/FIN.pdf", '%PDF-1.7 cut off');
consultation('FIN.pdf', statement('anything', 'file="originals/FIN.pdf"'));
expect('a PDF that is broken, too', 'SG7052 line 3 .*a PDF that is broken');
($status, $said) = run('coverage', '--passages', $folder);
ok($said =~ /FIN\.pdf is a PDF that is broken/ ? 1 : 0, 'also in the list', $said);

done();
