#!/usr/bin/perl
# Word files: what Word shows becomes the text, what is marked stays marked; and archives that are none, or more than they
# seem, leave nothing behind.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use Docx;

my $room = scratch();
my $styles = join '',
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Single Txt"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="Op"><w:name w:val="Operative"/><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>',
    '<w:style w:type="character" w:styleId="Lean"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>';
sub level { "<w:lvl w:ilvl=\"$_[0]\"><w:start w:val=\"1\"/><w:numFmt w:val=\"$_[1]\"/><w:lvlText w:val=\"$_[2]\"/></w:lvl>" }
my $numbering = '<w:abstractNum w:abstractNumId="7">' . level(0, 'decimal', '%1.') . level(1, 'lowerLetter', '(%2)') . level(2, 'lowerRoman', '(%3)') . '</w:abstractNum>'
    . '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    . '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
sub item { my ($level, $text, $list) = @_; word_p($text, "<w:numPr><w:ilvl w:val=\"$level\"/><w:numId w:val=\"" . ($list || 1) . '"/></w:numPr>') }
my $footnotes = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>' . word_r(' See ') . word_r('Records of Wells', '<w:i/>') . word_r(', chap. III.') . '</w:p></w:footnote>'
    . '<w:footnote w:id="3"><w:p>' . word_r('* On behalf of the Thirsty.') . '</w:p></w:footnote>'
    . '<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r>' . word_r(' A/CONF.999/12.') . '</w:p></w:footnote>';
sub call { my ($id, $mark) = @_; '<w:r><w:footnoteReference w:id="' . $id . '"' . ($mark ? " w:customMarkFollows=\"1\"/><w:t>$mark</w:t>" : '/>') . '</w:r>' }
sub cells { '<w:tr>' . ($_[0] ? '<w:trPr><w:tblHeader/></w:trPr>' : '') . join('', map { '<w:tc>' . word_p($_) . '</w:tc>' } @_[1 .. $#_]) . '</w:tr>' }

my $body = join '',
    '<w:tbl>' . cells(0, 'United Nations', 'A/C.2/80/L.97') . cells(0, 'General Assembly', '<w:r><w:t>Distr.: Limited</w:t><w:br/><w:t>7 November 2025</w:t></w:r>') . cells(0, '', 'Original: English') . '</w:tbl>',
    word_p('Eightieth session', '<w:outlineLvl w:val="9"/>'), word_p('Second Committee'), word_p('Agenda item 18 (c)'), word_p('Sustainable development'),
    word_p(word_r('Cuba:', '<w:b/>') . call(3, '*') . word_r(' draft resolution', '<w:b/>')),
    word_p(word_r('Public wells', '<w:b/>'), '<w:pStyle w:val="H2"/>'),
    word_p(word_r('The General Assembly', '<w:i/>') . word_r(',')),
    word_p(word_r('Recall', '<w:i/>') . word_r('ing', '<w:rStyle w:val="Lean"/>') . word_r(' its resolution 79/998 of 19 December 2024,') . call(2)),
    word_p('<w:ins w:id="1" w:author="x">' . word_r('Noting', '<w:rStyle w:val="Lean"/>') . '</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>Regretting</w:delText></w:r></w:del>'
        . word_r(' &lt;tags&gt; &amp; the ') . '<w:hyperlink r:id="L1">' . word_r('charter') . '</w:hyperlink>' . word_r(' of wells,')),
    '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr>' . word_r('Thirsting', '<w:i/>') . word_r(' for ') . '</w:p>', word_p('more,'),
    word_p(word_r('Reaffirms', '<w:i/>') . word_r(' that wells are public;') . call(4), '<w:pStyle w:val="Op"/>'),
    item(0, word_r('Calls upon', '<w:i/>') . word_r(' all States:')), item(1, 'To keep wells open:'), item(2, 'In villages;'), item(2, 'On roads;'), item(1, 'To report;'),
    word_p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/w" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        . word_r('Decides') . '<w:r><w:fldChar w:fldCharType="end"/></w:r>' . word_r(' to stop.') . '<w:r><w:drawing/></w:r>' . word_r('Unseen', '<w:vanish/>'), '<w:pStyle w:val="Op"/>'),
    word_p('Annex'), word_p('Guidelines'), item(0, 'A well is public.', 2),
    '<w:tbl>' . cells(1, 'Well', 'Depth') . cells(0, word_r('North ') . word_r('deep', '<w:i/>'), '14 m') . '</w:tbl>';
docx("$room/draft.docx", body => $body, styles => $styles, numbering => $numbering, footnotes => $footnotes, links => {L1 => 'https://example.org/charter'});

my ($status, $said, $messages) = run('import', '-o', "$room/draft", "$room/draft.docx");
is($status, 0, 'a Word file is imported') or print map { "# $_\n" } split /\n/, $messages;
my %got = map { $_ => (slurp("$room/draft/$_") // '') =~ s/^<\?xml.*\n//r } qw(report.yaml parts/preamble.xml parts/operative.xml);
is($got{'report.yaml'}, <<'END', 'masthead, title and sponsors');
kind: draft-resolution
language: en
symbol: "A/C.2/80/L.97"
distribution: limited
date: 2025-11-07
original-language: en
organ: general-assembly
committee: second
session: 80
agenda:
  item: "18 (c)"
  list: none
  title: "Sustainable development"
title: "Public wells"
sponsors:
  - {respondent: CUB, note: star-1}
sponsor-notes:
  - {id: star-1, text: "On behalf of the Thirsty."}
END
is($got{'parts/preamble.xml'}, <<'END', 'italics, footnotes, links; changes are accepted');
<part place="preamble" id="preamble">
  <paragraph><emphasis>Recalling</emphasis> its resolution 79/998 of 19 December 2024,<note>See <emphasis>Records of Wells</emphasis>, chap. III.</note></paragraph>
  <paragraph><emphasis>Noting</emphasis> &lt;tags&gt; &amp; the <link href="https://example.org/charter">charter</link> of wells,</paragraph>
  <paragraph><emphasis>Thirsting</emphasis> for more,</paragraph>
</part>
END
is($got{'parts/operative.xml'}, <<'END', 'lists that Word counts');
<part place="operative" id="operative">
  <paragraph><emphasis>Reaffirms</emphasis> that wells are public;<note>A/CONF.999/12.</note></paragraph>
  <paragraph><emphasis>Calls upon</emphasis> all States:<list><item>To keep wells open:<list><item>In villages;</item><item>On roads;</item></list></item><item>To report;</item></list></paragraph>
  <paragraph><link href="https://example.org/w">Decides</link> to stop.</paragraph>
</part>
END
my ($annex) = glob("$room/draft/parts/*annex.xml");
is(slurp($annex // '') =~ s/^<\?xml.*\n//r, <<'END', 'a list that begins again, and a table');
<part place="annex" id="annex-3" heading="Guidelines">
  <paragraph>A well is public.</paragraph>
  <table>
    <row header="yes"><cell>Well</cell><cell>Depth</cell></row>
    <row><cell>North <emphasis>deep</emphasis></cell><cell>14 m</cell></row>
  </table>
</part>
END
ok(!!($messages =~ /draft\.docx:1:1: note: tracked changes: 3 \[SG1085\]/), 'the changes are told', $messages);
ok(!!($messages =~ /pictures and text boxes \[SG1086\]/ && $messages =~ /hidden text \[SG1086\]/), 'and what is left out', $messages);
ok(!!($messages =~ /draft\.docx:10:1: note: line was taken by its place.*agenda-title/), 'places are lines of the text', $messages);
my ($pdf, $built, $told) = build("$room/draft", "$room/out", '--final');
is($built, 0, 'the folder builds as a final') or print map { "# $_\n" } split /\n/, $told;
ok(!!(join(' ', pdf_text($pdf)) =~ /Calls upon all States:\s+\(a\)\s+To keep wells open:\s+\(i\)\s+In villages;/), 'and the PDF says the same');

# ---- A report: the summary in its frame, headings that Word numbers, replies
my $heads = '<w:abstractNum w:abstractNumId="1">' . level(0, 'upperRoman', '%1.') . level(1, 'upperLetter', '%2.') . '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    . '<w:abstractNum w:abstractNumId="2">' . level(0, 'decimal', '%1.') . '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>';
my $looks = '<w:style w:type="paragraph" w:styleId="Ch"><w:name w:val="_ H _Ch_T"/><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    . '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>'
    . '<w:style w:type="paragraph" w:styleId="Txt"><w:name w:val="Single Txt"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>';
sub chapter { word_p($_[0], '<w:pStyle w:val="Ch"/>') }
sub txt { word_p($_[0], '<w:pStyle w:val="Txt"/>') }
sub respondent { word_p(word_r($_[0], '<w:b/>'), '<w:pStyle w:val="H3"/>') }
my $report = join '', (map { word_p($_) } 'General Assembly', 'Distr.: General', '14 July 2025', 'Original: English', 'Eightieth session', 'Agenda item 72 (b)', 'Human rights'),
    word_p(word_r('Legal aid', '<w:b/>')), word_p('Report of the Secretary-General'),
    '<w:tbl><w:tr><w:tc>' . word_p(word_r('Summary', '<w:i/>')) . word_p('The present report is short.') . '</w:tc></w:tr></w:tbl>',
    chapter('Introduction'), txt('Requests were sent.'),
    chapter('Replies received from Governments'), respondent('Finland'), txt('The Government of Finland agreed.'), txt('It had a law.'),
    respondent('Ghana'), txt('The Government of Ghana agreed, too.'),
    chapter('Conclusions'), txt(word_r('Legal aid should be free.', '<w:b/>'));
docx("$room/report.docx", body => $report, styles => $looks, numbering => $heads);
($status, $said, $messages) = run('import', '-o', "$room/report", "$room/report.docx");
is($status, 0, 'a report is imported') or print map { "# $_\n" } split /\n/, $messages;
ok(!!($messages !~ /SG80(?!02|04|16)/), 'with no more guesses than kind, titles and dates', $messages);
is(join(' ', map { s{.*/report/}{}r } sort glob "$room/report/*/*"),
    'parts/02-before-replies.xml parts/03-after-replies.xml parts/summary.xml replies/fin.xml replies/gha.xml', 'parts and replies');
ok(!!((slurp("$room/report/replies/fin.xml") // '') =~ m{<paragraph>The Government of Finland agreed.</paragraph>\n  <paragraph>It had a law.</paragraph>}), 'a reply has its paragraphs');
ok(!!((slurp("$room/report/parts/03-after-replies.xml") // '') =~ m{heading="Conclusions">\n  <paragraph><strong>Legal aid should be free.</strong>}), 'what is bold stays so');
($pdf, $built, $told) = build("$room/report", "$room/out2", '--final');
is($built, 0, 'the report builds as a final') or print map { "# $_\n" } split /\n/, $told;
ok(!!(join(' ', pdf_text($pdf)) =~ /Summary\s+The present report is short\.\s+I\.\s+Introduction\s+1\.\s+Requests were sent\..*IV?I*\.\s+Conclusions\s+5\.\s+Legal aid/s), 'and reads as Word showed it');

# ---- Archives to beware of
my $plain = word_p('Distr.: General');
my $dtd = "<?xml version=\"1.0\"?>\n<!DOCTYPE w [<!ENTITY a \"aaaa\">]>\n<w:document xmlns:w=\"x\"><w:body/></w:document>";
my %bad = (
    'cut off' => [sub { docx($_[0], body => $plain); spew($_[0], substr slurp($_[0]), 0, 300) }, 'SG1080'],
    'damaged' => [sub { docx($_[0], body => $plain x 50); my $b = slurp($_[0]); my $at = index($b, 'word/document.xml', index($b, 'word/document.xml') + 1); substr($b, $at + 30, 40) = 'x' x 40; spew($_[0], $b) }, 'SG1080'],
    'bomb' => [sub { docx($_[0], body => word_p('x' x 30_000_000)) }, 'SG1082'],
    'encrypted' => [sub { docx($_[0], body => $plain); my $b = slurp($_[0]); for my $head ("PK\3\4", "PK\1\2") { my $at = 0; while (($at = index $b, $head, $at) >= 0) { my $flag = $at + ($head eq "PK\3\4" ? 6 : 8); substr($b, $flag, 1) = chr(ord(substr $b, $flag, 1) | 1); $at++ } } spew($_[0], $b) }, 'SG1081'],
    'old' => [sub { spew($_[0], "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" . "\0" x 600) }, 'SG1084'],
    'no document' => [sub { pack_parts($_[0], 'xl/workbook.xml' => '<x/>') }, 'SG1083'],
    'no XML' => [sub { docx($_[0], document => '<w:document') }, 'SG1040'],
    'a DOCTYPE' => [sub { docx($_[0], document => $dtd) }, 'SG1042'],
    'a DOCTYPE in UTF-16' => [sub { my $t = "\xFF\xFE" . join '', map { "$_\0" } split //, $dtd; docx($_[0], document => $t) }, 'SG1042'],
    'deep' => [sub { docx($_[0], body => '<w:ins>' x 5000 . '</w:ins>' x 5000) }, 'SG1040'],
    'empty' => [sub { docx($_[0], body => word_p(' ') x 0) }, 'SG1013'],
    'noncharacter' => [sub { docx($_[0], body => word_p("\xEF\xB7\x90")) }, 'SG1024']);
for my $name (sort keys %bad) {
    my ($make, $code) = @{$bad{$name}};
    $make->("$room/bad.docx");
    ($status, $said, $messages) = run('import', '-o', "$room/made", "$room/bad.docx");
    ok(!!($status == 3 && $messages =~ /\[$code\]/ && !-e "$room/made"), "$name: $code, and nothing is written", $status, $messages);
}
done();
