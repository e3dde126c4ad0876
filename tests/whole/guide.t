#!/usr/bin/perl
# The author's guide: each file that submissions/README.md shows is taken out and built, in both ways of writing.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use File::Basename qw(dirname);
use File::Path qw(make_path);

my $guide = slurp(root() . '/submissions/README.md');
my (%files, %instead);
while ($guide =~ /^```\w+ (\S+\.\w+)(?: instead of (\S+))?\n(.*?)^```$/msg) {
    $files{$1} = $3 unless $2;
    $instead{$2} = [$1, $3] if $2;
}
ok(keys %files >= 12 && %instead, 'the guide shows files', join ' ', sort keys %files);

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
    my ($folder, $name) = @_;
    my $out = scratch();
    my ($status, $said, $messages) = run('build', '-q', '--final', '--format=text', '-o', $out, $folder);
    is($status, 0, "$name builds as a final, nothing wrong") or print map { "# $_\n" } split /\n/, $messages;
    my ($text) = glob("$out/*/*.txt");
    return $text ? slurp($text) : undef;
}

my $text = as_text(folder('guide', %files), 'the folder of the guide');
my %other = %files;
for my $file (keys %instead) {
    delete $other{$file};
    $other{$instead{$file}[0]} = $instead{$file}[1];
}
my $same = as_text(folder('guide', %other), 'the same with YAML for XML');
ok(defined $text && defined $same && $text eq $same, 'XML and YAML give the same words');
ok(defined $text && $text =~ /Finland/ && $text =~ /Legal Aid Worldwide/, 'the replies are in it');
done();
