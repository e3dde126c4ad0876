#!/usr/bin/perl
# --cache: the same bytes as without, whatever was kept, whatever happened to it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

my $dir = scratch();
my $cache = "$dir/out/r/.cache";
system('perl', root() . '/tests/bench/generate.pl', 60, "$dir/r", 'prose') == 0 or die 'generate.pl';

# The bytes of the PDF, built with these options; '' when it failed.
sub bytes_of {
    my ($out, @options) = @_;
    my ($pdf, $status, $messages) = build("$dir/r", "$dir/$out", '--force', @options);
    print "# status $status: $messages" if $status > 1;
    return $status <= 1 && $pdf ? slurp($pdf) : '';
}

my $cold = bytes_of('plain');
ok(length $cold, 'built without a cache');
ok(!-e "$dir/plain/r/.cache", 'nothing is kept unless it is asked for');
ok(bytes_of('out', '--cache') eq $cold, 'the first build with a cache has the same bytes');
ok(-s $cache, 'and keeps paragraphs');
my $kept = slurp($cache);
my $inode = (stat $cache)[1];
ok(bytes_of('out', '--cache') eq $cold, 'so has the second');
ok((stat $cache)[1] == $inode, 'which finds all of them: nothing is written again');
ok(bytes_of('out', '--cache', '--threads=2') eq $cold, 'and the second in two threads');

# One reply changes: one more word, so that numbers of lines may change, too.
my ($reply) = glob("$dir/r/replies/00030-*.xml");
my $before = slurp($reply);
spew($reply, $before =~ s/<paragraph>(\w+)/<paragraph>$1 indeed/r);
my $changed = bytes_of('plain');
ok($changed ne $cold, 'a change shows');
ok(bytes_of('out', '--cache') eq $changed, 'and the cache knows it');
ok((stat $cache)[1] != $inode && length slurp($cache) < 1.2 * length $kept, 'what changed is kept, the rest reused');
spew($reply, $before);
ok(bytes_of('out', '--cache') eq $cold, 'and back');

# Damage of any kind, at places all over the file.
my $size = length $kept;
for my $at (0, 9, 20, 90, 100, int($size / 3), int($size / 2), $size - 9, $size - 1) {
    my $damaged = $kept;
    substr($damaged, $at, 1) ^= "\x41";
    spew($cache, $damaged);
    ok(bytes_of('out', '--cache') eq $cold, "a byte changed at $at");
}
for my $row (['empty', ''], ['cut', substr $kept, 0, int($size / 2)], ['longer', $kept . 'x' x 64], ['foreign', 'SGMEMO1' . "\xff" x 4096],
    ['a header alone', substr $kept, 0, 96]) {
    spew($cache, $row->[1]);
    ok(bytes_of('out', '--cache') eq $cold, "a cache that is $row->[0]");
    ok(-s $cache > $size / 2, 'is put right') if $row->[0] eq 'empty';
}
unlink $cache;
symlink '/dev/zero', $cache;
ok(bytes_of('out', '--cache') eq $cold, 'a link to what never ends');
unlink $cache;
mkdir $cache;
ok(bytes_of('out', '--cache') eq $cold, 'a folder in its place, which cannot be replaced');
rmdir $cache;

# Another layout, a draft or a final: other stamps, other paragraphs.
bytes_of('out', '--cache');
copy_tree(root() . '/templates', "$dir/templates");
copy_tree(root() . '/fonts', "$dir/fonts");
my $style = slurp("$dir/templates/layouts/new-york/style.yaml");
spew("$dir/templates/layouts/new-york/style.yaml", $style =~ s/^body-right: .*/body-right: 470/mr);
my $narrow = bytes_of('plain', '--templates', "$dir/templates");
ok(length $narrow && $narrow ne $cold, 'another layout shows');
ok(bytes_of('out', '--cache', '--templates', "$dir/templates") eq $narrow, 'what another layout set does not count');
ok(bytes_of('out', '--cache') eq $cold, 'nor the other way');

# All scripts, lists, tables: the sample.
for my $sample ('showcase', 'a-68-277') {
    my $folder = root() . "/submissions/$sample";
    my ($plain) = build($folder, "$dir/s", '--force');
    my $sum = checksum($plain);
    for my $round ('first', 'second') {
        my ($pdf) = build($folder, "$dir/c", '--force', '--cache');
        ok(checksum(glob "$dir/c/$sample/*.pdf") eq $sum, "$sample, $round build with a cache");
    }
}
done();
