#!/usr/bin/perl
# Resolutions in the manner of issued ones: "sgreport check" says nothing of any of them; with one defect put in, it says that one thing, at
# that place, and nothing else.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use File::Path qw(make_path);

# ---- Clean ones: folder -> file -> content

my %council = (
    'report.yaml' => <<'', 'parts/1.yaml' => <<'', 'parts/2.yaml' => <<'');
kind: council-draft-resolution
language: en
symbol: A/HRC/60/L.91
distribution: limited
date: 2025-10-01
organ: human-rights-council
session: 60
session-dates: 8 September–8 October 2025
agenda: {item: "3", list: none, title: "Promotion and protection of all human rights, civil, political, economic, social and cultural rights"}
title: Public reading rooms and the right to take part in cultural life
sponsors:
  - {respondent: BOL}
  - {respondent: CIV}
  - {respondent: CUB, note: group}
  - {respondent: IRN, note: outside}
  - {respondent: PSE, note: outside}
sponsor-notes:
  - {id: outside, text: State not a member of the Human Rights Council.}
  - {id: group, text: On behalf of the States members of the group.}

place: preamble
body:
  - Guided by the purposes and principles of the Charter of the United Nations,
  - paragraph: {text: ["Recalling its resolutions 10/23 of 26 March 2009, 14/9 of 18 June 2010 and 58/99 of 4 April 2025 and all previous resolutions on cultural rights,", {note: "See also A/HRC/58/97, chap. II."}]}
  - Recalling also General Assembly resolution 60/251 of 15 March 2006, in which the Assembly established the Human Rights Council,
  - Recalling further its resolutions 5/1, on institution-building of the Council, and 5/2, on the Code of Conduct for special procedures, of 18 June 2007,
  - Recalling the outcome of the seminar on reading rooms held in Geneva on 3 and 4 March 2025,
  - Reaffirming the Universal Declaration of Human Rights,
  - paragraph: {text: ["Reaffirming also the ", {emphasis: Programme for Reading}, " adopted in 1998,", {note: "A/CONF.991/24 (Part I), chap. III."}, " in particular its articles 3 (a) and 7,"]}
  - Noting with appreciation the work of the Special Rapporteur in the field of cultural rights,
  - Noting also with concern that one reading room in five had been closed by 2024,
  - Deeply concerned at the loss of collections through floods,
  - Deeply concerned also at fires,
  - Having considered the report of the Office of the United Nations High Commissioner for Human Rights on the subject,

place: operative
body:
  - Reaffirms that everyone has the right to take part in cultural life;
  - Recognizes that reading rooms are places of learning, trust and dialogue;
  - Also recognizes that 12 per cent of them hold records that exist nowhere else;
  - paragraph:
      text:
        - "Calls upon States:"
        - list:
            - "To keep reading rooms open and, in particular:"
            - To lend books across borders;
  - Invites States to exchange the catalogues of their reading rooms, as set out in paragraph 6 (b) of resolution 58/99;
  - Requests the United Nations High Commissioner for Human Rights to convene, in 2026, a seminar on reading rooms, with the participation of States and all relevant stakeholders;
  - "Also requests the High Commissioner to submit to the Human Rights Council at its sixty-sixth session a report that should: (a) describe the state of reading rooms; (b) set out good practices; and (c) identify what remains to be done;"
  - Decides to continue its consideration of the matter at its sixty-sixth session.

$council{'parts/2.yaml'} =~ s/            - "To keep reading rooms open and, in particular:"\n/            - text: "To keep reading rooms open and, in particular:"\n              list: [On working days;, For children;]\n/;

my %assembly = (
    'report.yaml' => <<'', 'parts/1-preamble.xml' => <<'', 'parts/2-operative.xml' => <<'', 'parts/3-annex.yaml' => <<'');
kind: adopted-resolution
language: en
symbol: A/RES/80/998
date: 2026-01-06
job-number: 25-20998
organ: general-assembly
committee: second
session: 80
agenda: {item: 18 (b), list: none, title: Sustainable development}
title: Measurement of public wells
fields: {number: 80/998, adopted: 2025-12-18, meeting: 69, report: "A/80/990, para. 15"}

<part place="preamble">
  <paragraph>Recalling its resolutions 77/991 of 14 December 2022 and 79/992 of 19 December 2024,</paragraph>
  <paragraph>Recalling also Economic and Social Council resolution 2024/31 of 22 July 2024,</paragraph>
  <paragraph>Reaffirming its resolution 70/1 of 25 September 2015, entitled “Transforming our world: the 2030 Agenda for Sustainable
    Development”,</paragraph>
  <paragraph>Recognizing that access to water, which “knows no borders”, is a matter of cooperation,<note>See <emphasis>Official Records of the
    General Assembly, Seventy-ninth Session, Supplement No. 53</emphasis> (A/79/53), chap. V, sect. A.</note></paragraph>
  <paragraph>Bearing in mind the letter dated 3 June 2025 from the Permanent Representative of Fiji to the United Nations,<note>A/79/993-S/2025/999.</note></paragraph>
  <paragraph>Expressing its appreciation to the Government of Malta for the symposium held in Valletta from 4 to 6 May 2025,</paragraph>
</part>

<part place="operative">
  <paragraph>Takes note of the report of the Secretary-General;<note>A/80/994.</note></paragraph>
  <paragraph>Encourages Governments to measure each public well of more than 10 m³ once a year;</paragraph>
  <paragraph>Also encourages Governments:
    <list><item>To publish what was measured, including:
        <list><item>The depth of each well;</item><item>Its yield;</item></list></item>
      <item>To keep the measurements for 25 years;</item></list></paragraph>
  <paragraph>Further encourages the United Nations system, within existing mandates, to lend instruments;</paragraph>
  <paragraph>Encourages donors to contribute to the fund;</paragraph>
  <paragraph>Approves the guidelines contained in the annex to the present resolution;</paragraph>
  <paragraph>Requests the Secretary-General to submit to it at its eighty-second session a report on the implementation of the present
    resolution;</paragraph>
  <paragraph>Decides to include in the provisional agenda of its eighty-second session, under the item entitled “Sustainable development”, the
    sub-item entitled “Measurement of public wells”.</paragraph>
</part>

place: annex
id: guidelines
heading: Guidelines for the measurement of public wells
body:
  - paragraph: Each well is measured in the dry season.
  - paragraph: A well that is dry is reported as dry.

my %committee = (
    'report.yaml' => <<'', 'parts/a.xml' => <<'', 'parts/b.xml' => <<'');
kind: draft-resolution
language: en
symbol: A/C.3/80/L.91
distribution: limited
date: 2025-11-03
organ: general-assembly
committee: third
session: 80
agenda: {item: 71 (b), list: none, title: Promotion and protection of human rights}
title: Bridges between archives
sponsors: [{respondent: FJI, note: group}]
sponsor-notes: [{id: group, text: "On behalf of the States Members of the United Nations that are members of the group, and of the State of Palestine."}]

<part place="preamble">
  <paragraph>Reaffirming the Charter,</paragraph>
  <paragraph>Reaffirming also that archives are kept for all,</paragraph>
  <paragraph>Reaffirming further its resolution 217 A (III) of 10 December 1948,</paragraph>
  <paragraph>Recalling Security Council resolution 2347 (2017) of 24 March 2017 and Human Rights Council decision 60/101,</paragraph>
  <paragraph>Taking note with appreciation of the work of the International Council on Archives,</paragraph>
  <paragraph>Taking note also of the replies of Governments,</paragraph>
  <paragraph>Convinced that archives build trust,</paragraph>
</part>

<part place="operative">
  <paragraph>Welcomes the bridges that were built;</paragraph>
  <paragraph>Re-emphasizes the need for care;</paragraph>
  <paragraph>Also re-emphasizes the need for patience;</paragraph>
  <paragraph>Urges all States to build bridges between their archives, bearing in mind resolution 2347 (2017);</paragraph>
  <paragraph>Decides to remain seized of the matter.</paragraph>
</part>

my %clean = (council => \%council, assembly => \%assembly, committee => \%committee);

# ---- One defect each: what is looked for, what stands there instead, what is said

my $file_b = 'parts/b.xml'; # of the committee
my @defects = (
    ['council', 'parts/1.yaml', 'Recalling also General', 'Recalling General', '5:5: warning: SG7201 "Recalling"; it is "Recalling also"'],
    ['council', 'parts/1.yaml', 'Recalling further its', 'Recalling also its', '6:5: warning: SG7201 "Recalling also"; it is "Recalling further"'],
    ['council', 'parts/1.yaml', 'Reaffirming also the ', 'Reaffirming the ', '9:25: warning: SG7201 "Reaffirming"; it is "Reaffirming also"'],
    ['council', 'parts/1.yaml', 'Deeply concerned also at', 'Deeply concerned at', '13:5: warning: SG7201 "Deeply concerned"; it is "Deeply concerned also"'],
    ['council', 'parts/1.yaml', 'Noting also with concern', 'Noting further with concern', '11:5: warning: SG7201 "Noting further"; it is "Noting also"'],
    ['council', 'parts/2.yaml', 'Also recognizes', 'Further recognizes', '5:5: warning: SG7201 "Further recognizes"; it is "Also recognizes"'],
    ['council', 'parts/2.yaml', 'Also requests', 'Requests', '15:6: note: SG7202 "Requests"; it is "Also requests"'],
    ['assembly', 'parts/2-operative.xml', 'Encourages donors', 'Also encourages donors', '9:14: warning: SG7201 "Also encourages"; it is "Encourages"'],
    ['council', 'parts/1.yaml', 'of Human Rights,', 'of Human Rights;', '8:58: warning: SG7203 it ends with ";"; right is ","'],
    ['council', 'parts/2.yaml', 'in cultural life;', 'in cultural life.', '3:72: warning: SG7203 it ends with "."; right is ";"'],
    ['council', 'parts/2.yaml', 'sixty-sixth session.', 'sixty-sixth session;', '16:83: warning: SG7203 it ends with ";"; right is "."'],
    ['council', 'parts/2.yaml', 'Calls upon States:', 'Calls upon States', '8:28: warning: SG7203 it ends without a mark after "s"; right is ":"'],
    ['council', 'parts/2.yaml', 'For children;', 'For children.', '11:52: warning: SG7203 it ends with "."; right is ";"'],
    ['assembly', 'parts/2-operative.xml', 'each well;', 'each well', '6:42: warning: SG7203 it ends without a mark after "l"; right is ";"'],
    ['assembly', 'parts/2-operative.xml', '25 years;', '25 years.', '7:50: warning: SG7203 it ends with "."; right is ";"'],
    ['committee', 'parts/b.xml', "  <paragraph>Decides to remain seized of the matter.</paragraph>\n</part>",
        "  <paragraph>Decides to remain seized of the matter;</paragraph>\n  <paragraph>Requests a report.</paragraph>\n</part>", '6:14: warning: SG7204 paragraph 5'],
    ['committee', 'parts/b.xml', 'Decides to remain seized of the matter.', 'Commends the archivists.', '6:14: note: SG7205 "Commends"'],
    ['committee', 'parts/b.xml', 'Welcomes the', '1. Welcomes the', qq{2:3: warning: SG3008 1. Welcomes the bridges that were built;\n$file_b:2:14: warning: SG7206 "1."}],
    ['committee', 'parts/b.xml', 'Urges all', '5. Urges all', qq{5:3: warning: SG3008 5. Urges all States to build bridges between their archives, bearing in mind resolution \n$file_b:5:14: warning: SG7206 "5."; it is paragraph 4}],
    ['council', 'parts/2.yaml', '(c) identify', '(d) identify', '15:202: warning: SG7207 "(d)" after "(b)"'],
    ['assembly', 'parts/1-preamble.xml', '2024/31 of 22 July 2024', '2024/31', '3:68: warning: SG7208 "2024/31"'],
    ['council', 'parts/1.yaml', '60/251 of 15 March 2006', '60/251', '5:48: warning: SG7208 "60/251"'],
    ['committee', 'parts/b.xml', '2347 (2017);', '2347 (2017) of 24 April 2017;', '5:99: error: SG7209 S/RES/2347 (2017): 2017-04-24 here, 2017-03-24 elsewhere'],
    ['assembly', 'parts/2-operative.xml', 'A/80/994', 'A/80-994', '2:70: warning: SG7210 "A/80-994"'],
    ['council', 'parts/2.yaml', 'resolution 58/99;', 'resolution 58-99;', '13:115: warning: SG7210 "58-99"'],
    ['committee', 'parts/b.xml', 'resolution 2347 (2017)', 'resolution 2347', '5:99: warning: SG7210 "2347"'],
    ['assembly', 'parts/1-preamble.xml', 'of cooperation,<note>', 'of cooperation,²<note>', '6:101: warning: SG7211 "²"'],
    ['committee', 'parts/a.xml', 'Charter,</paragraph>', 'Charter,*</paragraph>', '2:38: warning: SG7211 "*"'],
    ['committee', 'parts/b.xml', "  <paragraph>Urges", "  <paragraph>¹ See A/80/995;</paragraph>\n  <paragraph>Urges", qq{5:3: warning: SG3008 ¹ See \n$file_b:5:14: warning: SG7212 "¹ "}],
    ['committee', 'parts/b.xml', 'bridges that were built', 'bridges that WMO built', '2:40: warning: SG7112 WMO'],
    ['committee', 'parts/b.xml', 'Welcomes the bridges that were built', 'Welcomes the bridges that the World Meteorological Organization (WMO) built',
        '2:79: warning: SG7114 WMO'],
    ['council', 'parts/1.yaml', '58/99 of 4 April 2025', '58/99 of 31 April 2025', '4:109: error: SG7020 "31 April 2025"'],
    ['assembly', 'parts/1-preamble.xml', 'Government of Malta', 'Government of Syria', '9:63: error: SG7002 "Syria"; the register has "Syrian Arab Republic"'],
    ['council', 'report.yaml', ', note: group}', '}', '19:6: warning: SG7213 "group"'],
    ['council', 'report.yaml', "  - {respondent: BOL}\n  - {respondent: CIV}\n", "  - {respondent: CIV}\n  - {respondent: BOL}\n", '13:6: note: SG7214 "BOL" stands before "CIV"'],
    ['council', 'report.yaml', "  - {respondent: CIV}\n", "  - {respondent: CIV}\n  - {respondent: CIV}\n", '14:6: warning: SG7215 CIV'],
);

sub folder {
    my ($name, %files) = @_;
    my $folder = scratch() . "/$name";
    make_path("$folder/parts");
    spew("$folder/$_", $files{$_}) for keys %files;
    return $folder;
}

# The findings, each on a line: file:place: severity: code detail.
sub findings {
    my ($status, $said, $messages) = run('check', '-q', folder(@_));
    my @found;
    for (split /\n/, $messages) {
        push @found, "$1:$2: $3: $5 $4" if m{^.*?/((?:parts/)?[\w.-]+\.\w+):(\d+:\d+): (\w+): .*?: (.*) \[(SG\d+)\]$};
        push @found, "?$_" if /\[SG\d+\]$/ && !m{:\d+:\d+: \w+: .*?: };
    }
    return join "\n", @found;
}

for my $name (sort keys %clean) {
    my ($status, $said, $messages) = run('check', '-q', folder($name, %{$clean{$name}}));
    ok($status == 0 && $messages eq '', "$name: nothing to say", $messages);
    my ($pdf, $built, $spoken) = build(folder($name, %{$clean{$name}}), scratch(), '--final');
    ok($pdf && $built == 0 && $spoken eq '', "$name: issued as it is", $spoken);
}

for my $defect (@defects) {
    my ($name, $file, $right, $wrong, $expected) = @$defect;
    my %files = %{$clean{$name}};
    my $at = index $files{$file}, $right;
    die "$name has no \"$right\"" if $at < 0;
    substr($files{$file}, $at, length $right) = $wrong;
    my $found = findings($name, %files);
    my ($shown) = $expected =~ /([^\n]*)$/;
    ok($found eq "$file:$expected", "$name: $shown", "got:\n$found");
}
done();
