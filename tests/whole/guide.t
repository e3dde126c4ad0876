#!/usr/bin/perl
# The author's guide: each file that submissions/README.md shows is taken out and built, in both ways of writing. The kind of document that
# its last section adds is added to a copy of the templates by nothing but its two files.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use File::Basename qw(dirname);
use File::Path qw(make_path);

# A file of the guide belongs to the report that most of it is about, or to the folder that its name begins with.
my $guide = slurp(root() . '/submissions/README.md');
my (%files, %instead); # folder -> name -> content; folder -> name -> [name, content]
sub place { return $_[0] =~ m{^(?!replies/|parts/|originals/|resolutions/)([\w-]+)/(.*)} ? ($1, $2) : ('report', $_[0]) }
while ($guide =~ /^```\w+ (\S+\.\w+)(?: instead of (\S+))?\n(.*?)^```$/msg) {
    my ($written, $other, $content) = ($1, $2, $3);
    my ($folder, $name) = place($written);
    if ($other) { $instead{$folder}{(place($other))[1]} = [$name, $content] }
    else { $files{$folder}{$name} = $content }
}
ok(keys %{$files{report}} >= 12 && keys %{$instead{report}} && keys %{$instead{resolution}}, 'the guide shows files', map { join ' ', $_, sort keys %{$files{$_}} } sort keys %files);

sub folder {
    my ($name, %content) = @_;
    my $folder = scratch() . "/$name";
    for my $file (keys %content) {
        make_path(dirname("$folder/$file"));
        spew("$folder/$file", $content{$file});
    }
    return $folder;
}

sub as_text {
    my ($folder, $name, @arguments) = @_;
    my $out = scratch();
    my ($status, $said, $messages) = run('build', '-q', '--final', '--format=text', @arguments, '-o', $out, $folder);
    is($status, 0, "$name builds as a final, nothing wrong") or print map { "# $_\n" } split /\n/, $messages;
    my ($text) = glob("$out/*/*.txt");
    return $text ? slurp($text) : undef;
}

for my $document ('report', 'resolution') {
    my %same = my %shown = %{$files{$document}};
    for my $file (keys %{$instead{$document}}) {
        delete $same{$file};
        $same{$instead{$document}{$file}[0]} = $instead{$document}{$file}[1];
    }
    my $text = as_text(folder($document, %shown), "the $document of the guide");
    my $other = as_text(folder($document, %same), "the $document with YAML for XML");
    ok(defined $text && defined $other && $text eq $other, "$document: XML and YAML give the same words");
    for ($document eq 'report' ? ('Finland', 'Legal Aid Worldwide') : ("Cuba* and Fiji:** draft resolution", "60/... Access", "Grateful to", "(ii) Witnesses", "2. It is given")) {
        ok(defined $text && index($text, $_) >= 0, "$document: \"$_\" is in it", $text);
    }
}

# The mandate read from the resolution that the guide keeps gives the words of the one that is written out.
my %read = %{$files{report}};
$read{'report.yaml'} =~ s/^(mandate:\n  file: \S+)[^\n]*\n(?:  .*\n)+/$1\n/m or die 'the guide has no mandate';
my ($written_out, $read_out) = (as_text(folder('written', %{$files{report}}), 'the mandate written out'), as_text(folder('read', %read), 'the mandate read'));
ok(defined $read_out && $read_out eq $written_out && $read_out =~ /In paragraph 2 of its resolution 79\/997 of 17 December 2024, entitled “Legal aid”/, 'the same words', $read_out);
my (undef, undef, $findings) = run('check', folder('found', %{$files{report}}));
ok($findings !~ /SG7[23]/, 'and nothing to say against it', $findings);

# A new kind: the templates and, beside them, two files of the guide.
my $copy = scratch();
copy_tree(root() . "/$_", "$copy/$_") for 'templates', 'fonts';
ok(keys %{$files{templates}} == 2 && !grep({ -e "$copy/templates/$_" } keys %{$files{templates}}), 'the kind that the guide adds is not there yet');
for my $file (keys %{$files{templates}}) {
    make_path(dirname("$copy/templates/$file"));
    spew("$copy/templates/$file", $files{templates}{$file});
}
my $decision = folder('decision', %{$files{decision}});
my ($before) = run('build', '-q', '-o', scratch(), $decision);
ok($before != 0, 'without its files the new kind is not known');
my $text = as_text($decision, 'a document of the new kind', "--templates=$copy/templates") // '';
my $wanted = join '.*', map { quotemeta } 'General Assembly', 'Human Rights Council', 'Sixtieth session', 'Decision adopted by the Human Rights Council',
    '60/101. Panel discussion on legal aid', 'At its 43rd meeting, on 8 October 2025, the Human Rights Council decided as set out below. The decision was taken without a vote.',
    'The panel discussion';
ok($text =~ /$wanted/s, 'it says what its words say', $text);
my ($pdf, $status, $messages) = build($decision, scratch(), '--final', "--templates=$copy/templates");
ok($status == 0 && $pdf && system("qpdf --check '$pdf' >/dev/null 2>&1") == 0, 'its PDF is sound', $messages);
my ($heading) = grep { $_->{text} eq 'Decision' } pdf_words($pdf);
ok($heading && abs($heading->{x} - 113.3) < 0.5, 'on the page that it names', $heading && $heading->{x});
done();
