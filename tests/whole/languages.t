#!/usr/bin/perl
# The same consultation in the six official languages (tests/cases/languages): each built as a final, read back, on its page. What
# the wording says is held by the text beside each folder; here is what the pages make of it.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use Encode qw(decode decode_utf8);
use Unicode::Normalize qw(NFD NFC);

binmode STDOUT, ':utf8';
my $dir = scratch();
my @languages = qw(en fr es ru zh ar);
my %faces = (zh => 'LiberationSerif|NotoSerifCJKSC', ar => 'LiberationSerif|Amiri');
my %own = (zh => 'NotoSerifCJKSC', ar => 'Amiri');

sub flat { my $text = join '', @_; $text =~ s/[\s\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]+//g; return $text }

# A part of a page between two heights, in lines: as they lie on the page, or as the file has them. Chinese punctuation that gives
# its white away looks like words one upon another to who goes by places.
sub part {
    my ($pdf, $page, $top, $bottom) = @_;
    my ($height, $way) = ($bottom - $top, $pdf =~ /-ZH/ ? '-raw' : '-layout');
    return decode_utf8(scalar `pdftotext $way -nopgbrk -enc UTF-8 -r 72 -f $page -l $page -x 0 -y $top -W 612 -H $height '$pdf' -`);
}

# The document as text: what stands in fixed places, the notes by their marks, and all else.
sub said {
    my ($text) = @_;
    my ($slots, $rest) = split /\n\n/, $text, 2;
    my (%notes, @body);
    for (split /\n/, $rest) {
        if (/^\[(\S+?)\] (.*)$/ && !/^\[\D*\d{4}\D*\]$/) { $notes{$1} = $2 }
        elsif (/^(\*+) (.*)$/) { $notes{$1} = $2 }
        else { s/\[(\(?\d+\)?)\]/$1/g; push @body, $_ }
    }
    return ([split /\n/, $slots], \%notes, join "\n", @body);
}

sub tokens { return sort map { NFC($_) } map { my $t = NFD($_); $t =~ s/\p{Mn}//g; $t =~ /[\p{L}]+|\d+/g } @_ }

# The folder without what is expected of it.
sub folder {
    my ($l) = @_;
    my $copy = "$dir/folders/$l";
    copy_tree(root() . "/tests/cases/languages/$l", $copy);
    unlink map { "$copy/$_" } qw(messages status text);
    return $copy;
}

mkdir "$dir/folders";
my (%pdf, %text);
for my $l (@languages) {
    my $folder = folder($l);
    my ($pdf, $status, $messages) = build($folder, "$dir/$l", '--final', '-q');
    ok($pdf && $status == 0 && $messages eq '', "$l: a final without a message", $messages);
    ok($pdf =~ m{/A_81_996-\U$l\E\.pdf$}, "$l: its name bears its language", $pdf);
    $pdf{$l} = $pdf;
    ok(system("qpdf --check '$pdf' >$dir/check 2>&1") == 0, "$l: qpdf --check is clean", slurp("$dir/check"));
    my (undef, undef, $wrong) = run('check', '-q', $pdf);
    is($wrong, '', "$l: the sealed file reads back");
    for my $threads (1, 2) {
        for my $time (1, 2) {
            my ($again) = build($folder, "$dir/$l-$threads-$time", '--final', '-q', '--threads', $threads);
            is(checksum($again), checksum($pdf), "$l: the same bytes with $threads thread(s), time $time");
        }
    }
    run('build', '-q', '--final', '--format', 'text', '-o', "$dir/$l-text", $folder);
    my ($file) = glob("$dir/$l-text/*/*.txt");
    $text{$l} = decode_utf8(slurp($file));

    my @fonts = map { /^(?:[A-Z]{6}\+)?([A-Za-z]+)/ ? $1 : () } grep { !/^(?:name|---)/ } split /\n/, `pdffonts '$pdf'`;
    my $expected = $faces{$l} // 'LiberationSerif';
    my @strange = grep { !/^(?:$expected)/ } @fonts;
    ok((@fonts && !@strange), "$l: its faces and no others", "@fonts");
    ok(!$own{$l} || grep({ /^$own{$l}/ } @fonts), "$l: the face of its script", "@fonts");
    my $root = `qpdf --json=1 '$pdf'`;
    ok(scalar($root =~ m{"/Lang": "(?:u:)?$l"}), "$l: the language of the document");
}

# What a draft has beside that.
for my $l (@languages) {
    my $manifest = "$dir/folders/$l/report.yaml";
    spew($manifest, slurp($manifest) . "conclusions: {coverage: yes, evidence: yes, short: yes}\n");
    my (undef, $status, $messages) = build("$dir/folders/$l", "$dir/$l-draft", '-q');
    ok($status == 0 && $messages eq '', "$l: a short draft with its evidence and coverage, without a message", $messages);
}

# Notes verbales of the same manifests, and drafts of the resolutions.
for my $l (@languages) {
    my $note = "$dir/note-$l";
    mkdir $note;
    my $manifest = slurp(root() . "/tests/cases/languages/$l/report.yaml");
    $manifest =~ s/^kind: report$/kind: note-verbale/m;
    $manifest =~ s/^(?:symbol|job-number|release-date|late-replies|arrange|fields):.*\n//mg;
    spew("$note/report.yaml", "${manifest}fields: {reference: NV/2026/7, reply-to: water\@example.org, word-limit: 1500}\n");
    my ($pdf, $status, $messages) = build($note, "$dir/note-$l-out", '--final', '-q');
    ok($pdf && $status == 0 && $messages eq '', "$l: a note verbale without a message", $messages);
    next if $l eq 'en';
    my $draft = "$dir/draft-$l";
    copy_tree(root() . "/tests/cases/languages/resolution-$l", $draft);
    unlink map { "$draft/$_" } qw(messages status text);
    $manifest = slurp("$draft/report.yaml");
    $manifest =~ s/adopted-resolution/draft-resolution/;
    $manifest =~ s{A/RES/80/999}{A/C.2/80/L.99};
    $manifest =~ s/^fields:.*\n//m;
    spew("$draft/report.yaml", "${manifest}sponsors: [{respondent: EGY}, {respondent: VEN}, {respondent: CHN}, {respondent: RUS}]\n");
    ($pdf, $status, $messages) = build($draft, "$dir/draft-$l-out", '--final', '-q');
    ok($pdf && $status == 0 && $messages eq '', "$l: a draft resolution without a message", $messages);
}

# What the document says, word for word and in order, and nothing else.
for my $l (@languages) {
    my ($pdf, ($slots, $notes, $body)) = ($pdf{$l}, said($text{$l}));
    my ($pages) = `pdfinfo '$pdf'` =~ /^Pages:\s+(\d+)/m;
    my $read = join "\n", part($pdf, 1, 212, 715), map { part($pdf, $_, 68, 745) } 2 .. $pages;
    my $masthead = flat(part($pdf, 1, 0, 212), part($pdf, 1, 715, 792));
    my @missing = grep { my $slot = flat($_); index($masthead, $slot) < 0 } @$slots;
    ok(!@missing, "$l: the masthead", @missing, $masthead) if $l ne 'ar';
    if ($l eq 'ar') { # words as a whole: lines are turned, signs stand beside their letters
        my @want = tokens($body, %$notes);
        my @got = tokens(flat_lines($read));
        is(join(' ', @got), join(' ', @want), 'ar: each word is found in the PDF, and no other');
        next;
    }
    $read = flat($read);
    for my $mark (sort keys %$notes) {
        my $note = flat($mark, $notes->{$mark});
        ok($read =~ s/\Q$note\E//, "$l: note $mark stands on its page");
    }
    $body =~ s/ \| //g;
    is($read, flat($body), "$l: the words of the pages are the words of the document, in its order");
}

sub flat_lines { my ($text) = @_; $text =~ s/[\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]//g; return $text }

# Arabic: the page is turned round. [page, word, edge, place from the left, tolerance]
{
    $_->{text} = decode_utf8($_->{text}), $_->{text} =~ s/[\x{200e}\x{200f}\x{202a}-\x{202e}]//g for my @words = pdf_words($pdf{ar});
    $_->{text} = reverse $_->{text} for grep { $_->{text} =~ /\p{Arabic}/ } @words; # as they are drawn
    my @places = (
        [1, 'A', 'x', 60, 'the symbol stands at the left'], [1, 'Distr.:', 'x', 59.9, 'the column of the date at the left, in English'],
        [1, '20', 'x', 59.9, 'the day before the month'], [1, 'موجز', 'x2', 488.6, 'the summary begins at the right'],
        [2, 'A/81/996', 'x2', 552, 'the head of an even page is at the right'], [3, 'A/81/996', 'x', 59.9, 'that of an odd page at the left'],
        [2, '2/4', 'x2', 552, 'its number too'], [3, '3/4', 'x', 59.9, 'that of an odd page at the left'],
        [2, '26-00996', 'x', 59.9, 'the job number on the other side'], [2, ')1(', 'x', 492.2, 'marks of notes hang at the right'],
        [2, '“Toda', 'x', 147.1, 'a quotation in Spanish begins at the left'],
    );
    for (@places) {
        my ($page, $text, $edge, $x, $name) = @$_;
        my @there = grep { $_->{page} == $page && $_->{text} eq $text && abs($_->{$edge} - $x) < 1.2 } @words;
        ok(scalar(@there), "ar: $name", map { "$_->{x} $_->{x2} $_->{y}" } grep { $_->{page} == $page && $_->{text} eq $text } @words);
    }
    my @body = grep { $_->{page} == 2 && $_->{y} > 80 && $_->{y2} < 745 && $_->{x} < 489 } @words;
    ok(!grep({ $_->{x} < 122 } @body), 'ar: the text keeps its column');
    my ($guillemets) = grep { $_->{page} == 2 && $_->{text} =~ /Ауыл/ } @words;
    ok($guillemets && $guillemets->{text} =~ /^«Ауыл/, 'ar: words in another language keep their marks', $guillemets && $guillemets->{text});
}

# Paragraphs of other languages in an English document: each in its direction and its face, numbered as the document numbers.
{
    my $mixed = "$dir/mixed";
    mkdir $mixed;
    mkdir "$mixed/replies";
    spew("$mixed/report.yaml", "kind: report\nlanguage: en\nsymbol: A/81/995\ndistribution: general\ndate: 2026-07-20\n"
        . "organ: general-assembly\nsession: 81\ntitle: Mixed\nauthor: secretary-general\n");
    spew("$mixed/replies/egypt.xml", Encode::encode_utf8(<<'XML'));
<reply id="EGY-1" respondent="EGY" dated="2026-05-03" received="2026-05-06" language="ar">
  <paragraph><foreign language="ar">عرضت مصر التدابير المتخذة في محافظات الصعيد.</foreign></paragraph>
  <paragraph><foreign language="zh">埃及介绍了“措施”。</foreign></paragraph>
  <paragraph><foreign language="ru">Египет описал «меры».</foreign></paragraph>
  <paragraph>Egypt said: <foreign language="ar">“ماء”</foreign>.</paragraph>
</reply>
XML
    my ($pdf, $status, $messages) = build($mixed, "$dir/mixed-out", '--final', '-q');
    ok($pdf && $status == 0 && $messages eq '', 'mixed: a final without a message', $messages);
    my (undef, $dump) = run('build', '-q', '--final', '--dump=pages', $mixed);
    my @runs = map { /^  ([\d.]+) ([\d.]+) \+([\d.]+)  (.*?) [\d.]+(?: x[\d.]+)?  (\w+) (\S+).*  "(.*)"$/
        ? {x => $1, y => $2, x2 => $1 + $3, face => $4, kind => $5, id => $6, text => $7} : () } split /\n/, decode_utf8($dump);
    for (['EGY-1.p1', '2.', 'Amiri Regular'], ['EGY-1.p2', '3.', 'Noto Serif CJK SC Regular'], ['EGY-1.p3', '4.', 'Liberation Serif Regular']) {
        my ($id, $number, $face) = @$_;
        my @label = grep { $_->{id} eq $id && $_->{kind} eq 'label' } @runs;
        my @text = grep { $_->{id} eq $id && $_->{kind} eq 'block' } @runs;
        ok(@label && $label[0]{x} == 123.4 && $label[0]{text} =~ /^\Q$number\E/ && $label[0]{face} =~ /Liberation/,
            "mixed: $number stands at the left, as all numbers", map { "$_->{x} $_->{text} $_->{face}" } @label);
        ok(@text && !grep({ $_->{face} ne $face } @text), "mixed: $id in $face", map { "$_->{face}: $_->{text}" } @text);
    }
    my @arabic = grep { $_->{id} eq 'EGY-1.p1' && $_->{kind} eq 'block' } @runs;
    ok(@arabic && abs($arabic[0]{x2} - 488.7) < 0.1, 'mixed: Arabic begins at the right', map { "$_->{x} $_->{x2}" } @arabic);
    my @quoted = sort { $a->{x} <=> $b->{x} } grep { $_->{id} eq 'EGY-1.p4' && $_->{face} =~ /Amiri/ } @runs;
    ok(@quoted == 1 && $quoted[0]{text} =~ /^”.*“$/, 'mixed: its marks go with it', map { $_->{text} } @quoted);
}

# Chinese: what may not begin or end a line.
{
    my (undef, $dump) = run('build', '-q', '--final', '--dump=pages', "$dir/folders/zh");
    my ($page, %line) = 0;
    for (split /\n/, decode_utf8($dump)) {
        $page = $1 if /^page (\d+)/;
        push @{$line{"$page $2"}}, [$1, $3] if /^  ([\d.]+) ([\d.]+) \+.*  (?:block|note) \S+ .*?run \d+.*  "(.*)"$/;
    }
    my @lines = grep { /\p{Han}/ } map { join '', map { $_->[1] } sort { $a->[0] <=> $b->[0] } @$_ } values %line;
    my @wrong = grep { /^[，。、；：！？）》”\]]/ || /[（《“\[]$/ } @lines;
    ok(@lines > 30 && !@wrong, 'zh: no line begins or ends with the wrong mark', @wrong);
    my ($split) = grep { /第$/ || /^[段号]/ } @lines;
    ok(!$split, 'zh: numbers keep their words', $split);
}

# What the text cites is a link in every language, to the document in that language.
{
    my %links;
    for my $l (@languages) {
        my @uris = sort(scalar(`qpdf --json=1 '$pdf{$l}'`) =~ m{"/URI": "(?:u:)?https://docs\.un\.org/$l/([^"]+)"}g);
        $links{$l} = join ' ', grep { $_ ne 'A/HRC/RES/45/8' } @uris;
    }
    ok($links{en} =~ m{A/RES/64/292.*A/RES/70/1} && $links{en} =~ m{A/81/150}, 'en: what is cited is a link', $links{en});
    is($links{$_}, $links{en}, "$_: the same links") for @languages[1 .. 5];
}

# Marks of notes stand before punctuation where the language wants it.
for (['en', 'pipes.1'], ['fr', 'canalisations1.'], ['es', 'tuberías1.'], ['ru', 'водопроводов1.'], ['zh', '关切。1']) {
    my ($l, $text) = @$_;
    my (undef, undef, $body) = said($text{$l});
    ok(index($body, $text) >= 0, "$l: the mark of a note as $text");
}

# Who hears a text that runs from right to left hears it in its order: the structure says it, whatever the order of its marks.
{
    my $objects = `qpdf --qdf --object-streams=disable '$pdf{ar}' -`;
    my %said;
    $said{$_}++ for map { /(?:(?=\p{Arabic})[\p{L}\p{M}])+/g } map { decode('UTF-16BE', pack 'H*', $_) } $objects =~ m{/ActualText <feff([0-9a-f]+)>}g;
    my %wanted;
    $wanted{$_}++ for $text{ar} =~ /(?:(?=\p{Arabic})[\p{L}\p{M}])+/g;
    my @lost = grep { ($said{$_} // 0) < $wanted{$_} } sort keys %wanted;
    ok(keys %wanted > 200, 'ar: words to be heard', scalar keys %wanted);
    ok(!@lost, 'ar: each word of the report is heard in its order', @lost);
    ok(`qpdf --qdf --object-streams=disable '$pdf{fr}' -` !~ m{/ActualText}, 'fr: what runs from left to right needs no other text');
}

# What an editor decided over a sentence stands in every edition: the evidence is the same in another order.
for my $l (@languages[1 .. 5]) {
    my $copy = "$dir/edition-$l";
    copy_tree(root() . '/submissions/showcase', $copy);
    system('chmod', '-R', 'u+w', $copy);
    my $manifest = slurp("$copy/report.yaml");
    $manifest =~ s/^language: \w+/language: $l/m or die;
    spew("$copy/report.yaml", $manifest);
    my (undef, undef, $messages) = run('check', $copy);
    ok($messages !~ /SG3114/, "$l: no override is stale", grep { /SG3114/ } split /\n/, $messages);
}

# Every word that the English templates have, the others have too.
{
    my %optional = map { $_ => 1 } 'conclusions.side.and', 'conclusions.joint'; # a language may do without
    my $kinds = root() . '/templates/kinds';
    for my $english (grep { -f } glob("$kinds/*.en.yaml"), glob("$kinds/*/wording.en.yaml")) {
        my %keys = map { $_ => 1 } decode_utf8(slurp($english)) =~ /^  ([a-z][\w.-]*):/mg;
        (my $name = $english) =~ s{^\Q$kinds\E/}{};
        for my $l (@languages[1 .. 5]) {
            (my $other = $english) =~ s/\.en\.yaml$/.$l.yaml/;
            my $text = slurp($other);
            next unless ok(defined $text, "$l: $name");
            my %has = map { $_ => 1 } decode_utf8($text) =~ /^  ([a-z][\w.-]*):/mg;
            my @lacks = grep { !$has{$_} && !$optional{$_} && !/^(?:words-below|list-locale|months|bare-names)$/ } sort keys %keys;
            ok(!@lacks, "$l: all words of $name", @lacks);
        }
    }
}
done();
