#!/usr/bin/perl
# Hostile folders, each a small good report with one thing changed. Whatever it is: a right verdict, clean messages, a
# sound PDF without anything active in it, no word lost in silence, nothing read or written elsewhere.
use strict;
use warnings;
use utf8;
use Encode qw(encode_utf8 decode);
use FindBin;
use lib $FindBin::Bin;
use File::Path qw(make_path);
use Time::HiRes qw(time);
use Whole;

my $dir = scratch();
run('init', "$dir/base");
spew("$dir/secret", "CANARY\n");
my $manifest = slurp("$dir/base/report.yaml");

sub changed {
    my ($from, $to) = @_;
    my $text = $manifest;
    $text =~ s/^(\s*)\Q$from\E.*$/$1$to/m or die "no $from";
    return $text;
}

sub reply { '<reply id="NOR-1" respondent="NOR" dated="2025-04-10" received="2025-04-14" language="en">' . encode_utf8($_[0]) . '</reply>' }
sub paragraph { reply("<paragraph>ALPHA $_[0] OMEGA</paragraph>") }
sub yaml { "id: NOR-1\nrespondent: NOR\ndated: 2025-04-10\nreceived: 2025-04-14\nlanguage: en\nbody:\n" . encode_utf8($_[0]) }

my $norway = 'replies/norway.xml';
# name, files, status, codes that must be given, words that must stand in the PDF
my @cases = (
    ['text that looks like markup', {$norway => paragraph('&lt;b&gt;BETA&lt;/b&gt; &lt;em&gt;GAMMA&lt;/em&gt; &amp;amp;')}, 0, '', '<b>BETA</b>', '<em>GAMMA</em>', '&amp;'],
    ['text that looks like a pattern', {$norway => paragraph("{symbol} {0} '{' it''s {k, plural, one {x}}")}, 0, '', '{symbol}', "'{'", "it''s"],
    ['text that looks like PDF', {$norway => paragraph(') Tj ET (BETA \\) &gt;&gt; endobj')}, 0, '', 'BETA', 'endobj'],
    ['script in a link', {$norway => paragraph('<link href="javascript:alert(1)">BETA</link>')}, 1, 'SG2', 'BETA'],
    ['data in a link', {$norway => paragraph('<link href="data:text/html,x">BETA</link>')}, 1, 'SG2', 'BETA'],
    ['file in a link', {$norway => paragraph('<link href="file:///etc/passwd">BETA</link>')}, 1, 'SG2', 'BETA'],
    ['dictionary in a link', {$norway => paragraph('<link href="https://x/)&gt;&gt;/JS(app.alert(1))">BETA</link>')}, '0|1', '', 'BETA'],
    ['quotes in a link', {$norway => paragraph('<link href="https://x/\'\\">BETA</link>')}, '0|1', '', 'BETA'],
    ['empty link', {$norway => paragraph('<link href="">BETA</link>')}, 1, 'SG2', 'BETA'],
    ['title with PDF in it', {'report.yaml' => changed('title: Access', 'title: "ALPHA) >> /JS (x) \\\\ <em>BETA</em> {symbol}"')}, '0|1', '', 'ALPHA)', '{symbol}'],
    ['title of two lines', {'report.yaml' => changed('title: Access', 'title: "ALPHA\n\n\nBETA"')}, '0|1', '', 'ALPHA', 'BETA'],
    ['long title', {'report.yaml' => changed('title: Access', 'title: ' . 'word ' x 20000)}, '0|1', ''],
    ['symbol that leads out', {'report.yaml' => changed('symbol:', 'symbol: ../../../escaped')}, '1|3', 'SG2'],
    ['symbol with a line end', {'report.yaml' => changed('symbol:', 'symbol: "A/80/1\n/../x"')}, '1|3', 'SG2'],
    ['kind that leads out', {'report.yaml' => changed('kind:', 'kind: ../../secret')}, 3, 'SG'],
    ['kind that is a path', {'report.yaml' => changed('kind:', 'kind: /etc')}, 3, 'SG'],
    ['layout that leads out', {'report.yaml' => $manifest . "layout: ../../..\n"}, '1|3', 'SG'],
    ['language that is none', {'report.yaml' => changed('language: en', 'language: "../en"')}, '1|3', 'SG2'],
    ['emblem that leads out', {'report.yaml' => $manifest . "emblem: ../secret\n"}, 1, 'SG1001'],
    ['emblem that is a path', {'report.yaml' => $manifest . "emblem: /etc/passwd\n"}, 1, 'SG1001'],
    ['emblem with a file in it', {'report.yaml' => $manifest . "emblem: e.svg\n", 'e.svg' => '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" xmlns:xlink="http://www.w3.org/1999/xlink"><image width="9" height="9" xlink:href="../secret"/><image width="9" height="9" xlink:href="file:///etc/passwd"/></svg>'}, '0|1', ''],
    ['emblem that swells', {'report.yaml' => $manifest . "emblem: e.svg\n", 'e.svg' => '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">' . join('', map { my ($n, $p) = ($_, chr(ord($_) - 1)); "<!ENTITY $n \"" . "&$p;" x 10 . '">' } 'b' .. 'j') . ']><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>&j;</text></svg>'}, 1, 'SG1042'],
    ['emblem that is no SVG', {'report.yaml' => $manifest . "emblem: e.svg\n", 'e.svg' => "\x89PNG\0\0"}, 0, 'SG5003'],
    ['attachment that leads out', {$norway => reply('<attachment file="../secret"/><paragraph>ALPHA OMEGA</paragraph>')}, '0|1', 'SG2'],
    ['attachment that is a path', {$norway => reply('<attachment file="/etc/passwd" public="yes"/><paragraph>ALPHA OMEGA</paragraph>')}, '0|1', 'SG2'],
    ['attachment of another checksum', {$norway => reply('<attachment file="originals/a" sha256="00"/><paragraph>ALPHA OMEGA</paragraph>'), 'originals/a' => 'x'}, '0|1', 'SG2'],
    ['respondent that leads out', {$norway => reply('<paragraph>lost</paragraph>') =~ s/"NOR"/"..\/..\/x"/r}, 1, 'SG2'],
    ['broken reply', {$norway => '<reply><paragraph>lost</reply>'}, 1, 'SG1041'],
    ['reply with a DOCTYPE', {$norway => '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' . paragraph('&x;')}, 1, 'SG1042'],
    ['reply with a NUL', {$norway => paragraph('x') . "\0<x/>"}, 1, 'SG1022'],
    ['reply in another encoding', {$norway => "<?xml version='1.0' encoding='latin1'?><reply>\xE9</reply>"}, 1, 'SG1020'],
    ['reply that is a picture', {$norway => "\x89PNG\r\n\x1A\n" . join('', map { chr } 0 .. 255)}, 1, 'SG102'],
    ['reply with an alias', {'replies/n.yaml' => yaml("  - &a [*a]\n")}, 1, 'SG1061'],
    ['reply of many depths', {'replies/n.yaml' => '[' x 100000}, 1, 'SG1014'],
    ['reply of another root', {$norway => '<html><body>ALPHA</body></html>'}, 1, 'SG2'],
    ['reply that is a text', {'replies/n.yaml' => "ALPHA\n"}, 1, 'SG2'],
    ['manifest that is broken', {'report.yaml' => "kind: [report\n"}, 3, 'SG1060'],
    ['manifest that is empty', {'report.yaml' => ''}, 3, 'SG1013'],
    ['manifest that is a list', {'report.yaml' => "- kind: report\n"}, 3, 'SG'],
    ['manifest that is a text', {'report.yaml' => "report\n"}, 3, 'SG'],
    ['themes that are broken', {'themes.yaml' => "themes: {{{\n"}, '1|3', 'SG1060'],
    ['overrides that are broken', {'overrides.yaml' => "\tx\n"}, 1, 'SG1060'],
    ['overrides that are a list of numbers', {'overrides.yaml' => "- 1\n- 2\n"}, 1, 'SG'],
    ['claims that oppose themselves', {'themes.yaml' => "themes:\n  - {id: aid, question: measures, title: Aid}\nclaims:\n  - {id: free-aid, theme: aid, phrase: x, opposite: free-aid}\n  - {id: interpreters, theme: aid, phrase: y, opposite: nowhere}\n"}, 1, 'SG2'],
    ['replies that replace each other', {$norway => reply('<paragraph>old</paragraph>') =~ s/id=/relation="replacement" supersedes="NOR-2" id=/r, 'replies/n2.xml' => reply('<paragraph>BETA</paragraph>') =~ s/id="NOR-1"/relation="replacement" supersedes="NOR-1" id="NOR-2"/r}, 1, 'SG2', 'BETA'],
    ['two replies of one id', {$norway => paragraph(''), 'replies/n2.xml' => paragraph('BETA')}, 1, 'SG2'],
    ['numbers without measure', {'report.yaml' => changed('session:', 'session: 99999999999999999999')}, '1|3', 'SG2'],
    ['negative numbers', {'report.yaml' => changed('session:', 'session: -1')}, '1|3', 'SG2'],
    ['dates without measure', {'report.yaml' => changed('cut-off:', 'cut-off: 99999-01-01')}, '1|3', 'SG2'],
    ['first day of all', {'report.yaml' => changed('cut-off:', 'cut-off: 0001-01-01')}, '0|1', ''],
    ['columns without measure', {$norway => reply('<table><column weight="-5"/><column weight="1e308"/><column weight="99999999999"/><row><cell>ALPHA</cell><cell>BETA</cell><cell>OMEGA</cell></row></table>')}, '0|1', 'SG2', 'BETA'],
    ['many columns', {$norway => reply('<paragraph>ALPHA</paragraph><table>' . '<column/>' x 300 . '<row>' . '<cell>c</cell>' x 300 . '</row></table><paragraph>OMEGA</paragraph>')}, '0|1', ''],
    ['more cells than columns', {$norway => reply('<table><column/><row><cell>ALPHA</cell><cell>left out</cell></row><row/><row><cell>OMEGA</cell></row></table>')}, 1, 'SG2021'],
    ['row higher than a page', {$norway => reply('<table><column/><row><cell>ALPHA ' . 'word ' x 3000 . ' OMEGA</cell></row></table>')}, '0|1', ''],
    ['lists in lists', {$norway => reply('<paragraph>ALPHA ' . '<list><item>x' x 28 . '</item></list>' x 28 . ' OMEGA</paragraph>')}, '0|1', ''],
    ['quotations in quotations', {$norway => reply('<quotation>' x 30 . '<paragraph>lost</paragraph>' . '</quotation>' x 30)}, 1, 'SG2001'],
    ['emphasis in emphasis', {$norway => paragraph('<emphasis><strong>' x 25 . 'BETA' . '</strong></emphasis>' x 25)}, '0|1', '', 'BETA'],
    ['note in a note', {$norway => paragraph('<note>BETA<note>GAMMA</note></note>')}, '0|1', 'SG2', 'BETA'],
    ['empty elements', {$norway => reply('<paragraph>ALPHA OMEGA</paragraph><paragraph/><paragraph> </paragraph><heading/><list/><quotation/><table/><paragraph><note/><list/><list><item/></list></paragraph>')}, '0|1', ''],
    ['reference to itself', {$norway => reply('<paragraph id="p1">ALPHA <reference to="NOR-1.p1"/> <reference to="nowhere"/> OMEGA</paragraph>')}, 1, 'SG2'],
    ['word without a break', {$norway => paragraph('x' x 5000)}, '0|1', ''],
    ['many marks on a letter', {$norway => paragraph('e' . "\x{301}" x 2000)}, '0|1', ''],
    ['overrides of direction', {$norway => paragraph("\x{202E}BETA\x{202C}")}, 0, 'SG1025'],
    ['isolate without an end', {$norway => paragraph("\x{2067}BETA")}, 0, 'SG1026', 'BETA'],
    ['invisible characters', {$norway => paragraph("BE\x{200B}TA \x{2028} \x{2060} \x{E0041}")}, '0|1', 'SG1027'],
    ['joiners alone', {$norway => paragraph("\x{200D}" x 3000)}, '0|1', ''],
    ['noncharacter', {$norway => paragraph("\x{FDD0}")}, 1, 'SG1024'],
    ['characters of no face', {$norway => paragraph("\x{1F600}\x{10330}")}, '0|1', 'SG4'],
    ['private characters', {$norway => paragraph("\x{E000}")}, '0|1', 'SG1029'],
    ['scripts of all directions', {$norway => paragraph("العربية עברית 漢字 ไทย हिन्दी")}, '0|1', ''],
    ['tabs and line ends', {$norway => paragraph("\t\tBETA\r\n\r\n\x{A0}\x{A0}GAMMA")}, 0, '', 'BETA', 'GAMMA'],
    ['paragraph over the limit', {$norway => reply('<paragraph>ALPHA ' . 'word ' x 60000 . '</paragraph>')}, 1, 'SG2018', 'ALPHA'],
    ['many notes in a line', {$norway => paragraph('x<note>n</note>' x 300)}, '0|1', ''],
    ['note longer than pages', {$norway => paragraph('x<note>ALPHA ' . 'word ' x 4000 . 'OMEGA</note>')}, '0|1', ''],
    ['many paragraphs', {$norway => reply('<paragraph>ALPHA OMEGA</paragraph>' . '<paragraph>x</paragraph>' x 3000)}, '0|1', ''],
    ['foreign elements', {$norway => reply('<paragraph>ALPHA <svg xmlns="http://www.w3.org/2000/svg"><script>BETA</script></svg> OMEGA</paragraph>')}, 1, 'SG1048'],
    ['included files', {$norway => reply('<paragraph>ALPHA OMEGA</paragraph><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../../secret" parse="text"/>')}, 1, 'SG1048'],
    ['job number of other signs', {'report.yaml' => changed('job-number:', encode_utf8("job-number: \"é'(x)\""))}, '0|1|3', ''],
    ['keywords of other signs', {'report.yaml' => changed('keywords:', encode_utf8('keywords: ["a) /JS (x", "]]>", "é"]'))}, '0|1', ''],
);

sub clean {
    my ($messages) = @_;
    my $text = eval { decode('UTF-8', $messages, Encode::FB_CROAK) };
    return 'not UTF-8' unless defined $text;
    return 'control or bidi characters' if $text =~ /[\x00-\x09\x0B-\x1F\x7F-\x9F\x{202A}-\x{202E}\x{2066}-\x{2069}\x{E0000}-\x{E007F}]/;
    return 'a line over 4,096 bytes' if grep { length > 4200 } split /\n/, $messages;
    return 'the canary' if $messages =~ /CANARY|root:x:0/;
    return '';
}

sub sound {
    my ($pdf) = @_;
    my $check = `qpdf --check '$pdf' 2>&1`;
    return "qpdf: $check" if $? || $check =~ /WARNING/;
    my $plain = `qpdf --qdf --object-streams=disable '$pdf' - 2>/dev/null`;
    my @active = $plain =~ m{^\s*(/(?:JS|JavaScript|Launch|OpenAction|AA|SubmitForm|GoToR|GoToE|ImportData|RichMedia))\b}mg;
    return "active: @active" if @active;
    my @links = grep { !m{^\((?:https?:|mailto:)} } $plain =~ m{/URI (\(.*)}g;
    return "links: @links" if @links;
    return '';
}

for my $case (@cases) {
    my ($name, $files, $status, $code, @words) = @$case;
    # A leak of Cairo at some CJK faces, in a build=sanitize; only the slow unwinder sees that it is Cairo's.
    local $ENV{LSAN_OPTIONS} = 'print_suppressions=0:suppressions=' . root() . '/tests/lsan.supp';
    local $ENV{ASAN_OPTIONS} = $name =~ /^scripts/ ? 'fast_unwind_on_malloc=0' : '';
    my ($folder, $out) = ("$dir/report", "$dir/out");
    system('rm', '-rf', $folder, $out);
    copy_tree("$dir/base", $folder);
    for my $file (sort keys %$files) {
        make_path("$folder/originals") if $file =~ /^originals/;
        spew("$folder/$file", $files->{$file});
    }
    my $start = (times)[2] + (times)[3];
    my ($pdf, $got, $messages) = build($folder, $out);
    my $seconds = (times)[2] + (times)[3] - $start; # of the processor: other programs do not count
    my @wrong;
    push @wrong, "status $got" unless $got =~ /^(?:$status)$/;
    push @wrong, "no message $code" unless $messages =~ /\[$code/ || $code eq '';
    push @wrong, sprintf('%.1f seconds', $seconds) if $seconds > 60;
    push @wrong, clean($messages) || ();
    push @wrong, 'a file elsewhere' if grep { !m{/(?:base|report|out|secret)$} } glob("$dir/*");
    if ($got == 0 || $got == 1) {
        push @wrong, sound($pdf) || ();
        my $text = join ' ', pdf_text($pdf, '-raw');
        $text =~ s/\s+/ /g;
        push @words, qw(ALPHA OMEGA) if grep { /ALPHA/ && /OMEGA/ && !/SG10(?:24|42|22)/ } values %$files;
        for my $word ('Finland', 'strategy', @words) {
            push @wrong, "lost: $word" if index($text, encode_utf8($word)) < 0 && $code !~ /SG10(?:24|42|22)/;
        }
        push @wrong, 'the canary' if $text =~ /CANARY|root:x:0/;
    }
    ok(!@wrong, $name, @wrong, @wrong ? substr($messages, 0, 1500) : ());
}

# What lies outside is not even asked for: no file, no socket, no program.
if (have('strace')) {
    my ($folder, $out) = ("$dir/report", "$dir/out");
    system('rm', '-rf', $folder, $out);
    copy_tree("$dir/base", $folder);
    spew("$folder/report.yaml", $manifest . "emblem: e.svg\n");
    spew("$folder/e.svg", '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image width="9" height="9" ' .
        "xlink:href=\"$dir/secret\"/><image width=\"9\" height=\"9\" xlink:href=\"http://127.0.0.1/x\"/></svg>");
    spew("$folder/$norway", reply("<attachment file=\"../secret\"/><attachment file=\"$dir/secret\" public=\"yes\"/><paragraph>x</paragraph>"));
    spew("$folder/replies/a.xml", "<!DOCTYPE r SYSTEM \"file://$dir/secret\" [<!ENTITY x SYSTEM \"http://127.0.0.1/x\">]><r>&x;</r>");
    spew("$folder/replies/b.xml", '<?oasis-xml-catalog catalog="http://127.0.0.1/x"?>' . paragraph('') =~ s/NOR/SWE/gr);
    symlink "$dir/secret", "$folder/replies/c.xml";
    my $status = system("strace -f -o $dir/trace -e trace=open,openat,openat2,connect,socket,execve " . program() . " build -q -o $out $folder 2>/dev/null") >> 8;
    my @calls = split /\n/, slurp("$dir/trace");
    my @wrong = grep { /secret|AF_INET/ } @calls;
    my @programs = grep { /execve\(/ } @calls;
    ok($status == 1 && !@wrong && @programs == 1, 'nothing outside is opened, asked or started', "status $status", @wrong, @programs);
}
done();
