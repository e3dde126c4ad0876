#!/usr/bin/perl
# Nothing that is for the house alone leaves it: words planted in originals, notes to staff, initials, reasons of editors and
# comments are looked for in every product of a document that is issued: in its bytes, in each stream, in every form a
# string of PDF can have.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

my $dir = scratch();
my $folder = "$dir/showcase";
copy_tree(root() . '/submissions/showcase', $folder);
system('chmod', '-R', 'u+w', $folder);

sub plant {
    my ($file, $change) = @_;
    local $_ = slurp("$folder/$file");
    my $before = $_;
    $change->();
    ok($_ ne $before, "$file: planted");
    spew("$folder/$file", $_);
}

my %secrets = map { $_ => 1 } qw(SECRETCOMMENT SECRETYAML SECRETBY SECRETREASON SECRETTAGGER SECRETORIGINAL);
plant('replies/argentina.xml', sub { s/(<reply)/<!-- SECRETCOMMENT -->$1/ });
plant('report.yaml', sub { $_ = "# SECRETYAML\n$_" });
plant('overrides.yaml', sub { s/by: EK/by: SECRETBY/g; s/reason: /reason: SECRETREASON /g });
plant('replies/kenya-2.xml', sub { s/tagged-by="EK"/tagged-by="SECRETTAGGER"/g });
# The checksum of an original is in the reply; a comment of the same folder that no checksum guards is as good.
spew("$folder/originals/memo.txt", "SECRETORIGINAL\n");

# Every way the bytes of a product may say a word.
sub forms {
    my ($word) = @_;
    my $wide = join '', map { "\0$_" } split //, $word;
    return ($word, $wide, unpack('H*', $word), uc unpack('H*', $word), unpack('H*', $wide), uc unpack('H*', $wide));
}

sub leaks {
    my ($file) = @_;
    my $bytes = slurp($file);
    if ($file =~ /\.pdf$/) {
        system('qpdf', '--stream-data=uncompress', '--decode-level=all', '--object-streams=disable', $file, "$dir/plain.pdf") <= 768 or die;
        $bytes .= slurp("$dir/plain.pdf") . `pdftotext '$file' -` . `pdfinfo '$file'`;
    }
    return grep { my $word = $_; grep { index($bytes, $_) >= 0 } forms($word) } sort keys %secrets;
}

for my $how (['a-2a'], ['a-3a'], ['none'], ['a-3a', '--linearize'], ['a-2a', '--format=text'], ['a-2a', '--format=png']) {
    my ($standard, @more) = @$how;
    my $out = "$dir/out" . join '-', @$how;
    my ($status, $said, $messages) = run('build', '--final', "--pdf-standard=$standard", @more, '-o', $out, $folder);
    my @products = glob("$out/*/*");
    ok($status == 0 && scalar(@products), "issued as @$how", $messages);
    my @found = map { my $file = $_; map { "$_ in $file" } leaks($file) } @products;
    ok(!@found, "nothing leaves with @$how", @found);
}

# The search finds what is there: the initials and reasons stand in the trace of a draft.
my ($pdf) = build($folder, "$dir/draft");
my $trace = $pdf =~ s/\.pdf$/.trace.json/r;
is(join(' ', leaks($trace)), 'SECRETBY SECRETREASON', 'the trace of a draft has what the house decided');
ok(!leaks($pdf), 'the pages of a draft have not');

# A public original is embedded, and only that.
my ($name) = glob("$folder/replies/*.xml");
my $public = join '', map { slurp($_) } glob("$folder/replies/*");
my @public = $public =~ /file(?:="|: )originals\/([\w.-]+)[^>}]*public(?:="|: )yes/g;
my ($sealed) = glob("$dir/outa-3a/*/*.pdf");
my @embedded = `qpdf --list-attachments '$sealed'` =~ /^(\S+) ->/mg;
is(join(' ', sort @embedded), join(' ', sort @public), 'attachments are what is marked public');
done();
