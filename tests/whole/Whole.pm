# What the tests of whole documents share: the program, scratch folders, TAP, and readers of a PDF.
package Whole;
use strict;
use warnings;
use Exporter 'import';
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use FindBin;

our @EXPORT = qw(ok is done skip_all run build slurp spew copy_tree scratch pdf_text pdf_words pdf_lines checksum have root program);

my $root = "$FindBin::Bin/../..";
my $program = $ENV{SGREPORT} || "$root/out/bin/sgreport";
my ($count, $failed) = (0, 0);

sub root { $root }
sub program { $program }
sub scratch { tempdir(CLEANUP => 1) }

sub ok {
    my ($well, $name, @notes) = @_;
    $count++;
    $failed++ unless $well;
    print $well ? '' : 'not ', "ok $count - $name\n";
    if (!$well) { print "# $_\n" for map { split /\n/ } map { $_ // 'undef' } @notes }
    return $well;
}

sub is {
    my ($got, $expected, $name) = @_;
    return ok(defined $got && $got eq $expected, $name, 'got:      ' . ($got // 'undef'), "expected: $expected");
}

sub done { print "1..$count\n"; exit($failed ? 1 : 0) }
sub skip_all { print "1..0 # SKIP $_[0]\n"; exit 0 }
sub have { return system("command -v $_[0] >/dev/null 2>&1") == 0 }

sub slurp { open my $f, '<:raw', $_[0] or return undef; local $/; return scalar <$f> }
sub spew { open my $f, '>:raw', $_[0] or die "$_[0]: $!"; print $f $_[1]; close $f or die }

sub copy_tree {
    my ($from, $to) = @_;
    system('cp', '-R', $from, $to) == 0 or die "cp $from $to";
}

# The program: (exit status, standard output, standard error).
sub run {
    my $dir = scratch();
    my $quoted = join ' ', map { my $a = $_; $a =~ s/'/'\\''/g; "'$a'" } $program, @_;
    my $wait = system("$quoted >$dir/out 2>$dir/err");
    return ($wait & 127 ? -($wait & 127) : $wait >> 8, slurp("$dir/out"), slurp("$dir/err"));
}

# Builds a folder; the path of the one PDF, status and messages.
sub build {
    my ($folder, $out, @arguments) = @_;
    my ($status, $said, $messages) = run('build', '-o', $out, @arguments, $folder);
    my ($pdf) = glob("$out/*/*.pdf");
    return ($pdf, $status, $messages, $said);
}

sub checksum { my $line = `sha256sum '$_[0]'`; return substr $line, 0, 64 }

# Each page as text, in reading order.
sub pdf_text {
    my ($pdf, @arguments) = @_;
    my $text = `pdftotext -enc UTF-8 @arguments '$pdf' -`;
    my @pages = split /\f/, $text;
    return @pages;
}

# Words with their boxes: {page, x, y, x2, y2, text}; points from the top left.
sub pdf_words {
    my ($pdf) = @_;
    my ($page, @words) = (0);
    open my $f, '-|', 'pdftotext', '-enc', 'UTF-8', '-bbox', $pdf, '-' or die;
    while (<$f>) {
        $page++ if /<page /;
        next unless m{<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>};
        my ($x, $y, $x2, $y2, $text) = ($1, $2, $3, $4, $5);
        $text =~ s/&lt;/</g; $text =~ s/&gt;/>/g; $text =~ s/&quot;/"/g; $text =~ s/&#39;/'/g; $text =~ s/&amp;/&/g;
        push @words, {page => $page, x => $x, y => $y, x2 => $x2, y2 => $y2, text => $text};
    }
    return @words;
}

# Words of one page grouped by line (equal bottom): {y2, x, x2, text}.
sub pdf_lines {
    my ($page, @words) = @_;
    my %lines;
    push @{$lines{sprintf '%.1f', $_->{y2}}}, $_ for grep { $_->{page} == $page } @words;
    return map {
        my @line = sort { $a->{x} <=> $b->{x} } @{$lines{$_}};
        {y => $line[0]{y}, y2 => $_, x => $line[0]{x}, x2 => $line[-1]{x2}, text => join(' ', map { $_->{text} } @line), words => \@line}
    } sort { $a <=> $b } keys %lines;
}

1;
