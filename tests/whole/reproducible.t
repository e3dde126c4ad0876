#!/usr/bin/perl
# Same input, same bytes: in other folders, homes, zones, locales, at other times, with other fonts and file orders.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

my $dir = scratch();
my $sample = root() . '/submissions/a-68-277';
mkdir "$dir/one";
copy_tree($sample, "$dir/one/a-68-277");
my ($pdf, $status) = build("$dir/one/a-68-277", "$dir/out1", '--final');
ok($status == 0 && $pdf, 'the sample builds as a final', "status $status");
my $sum = checksum($pdf);
my $trace = $pdf =~ s/\.pdf$/.trace.json/r;
my $trace_sum = -e $trace ? checksum($trace) : '';

# Another folder, its files made in the reverse order.
mkdir "$dir/two";
system("cd '$sample' && mkdir -p '$dir/two/a-68-277' && find . -type f | sort -r | cpio -pdm --quiet '$dir/two/a-68-277' 2>/dev/null || cp -R . '$dir/two/a-68-277'");

my @around = (
    ['another folder', ''],
    map({ ["zone $_", "TZ=$_"] } qw(Pacific/Kiritimati America/St_Johns UTC)),
    map({ ["locale $_", "LC_ALL=$_ LANG=$_ LANGUAGE=$_"] } qw(C de_DE.UTF-8 tr_TR.UTF-8 ar_SA.UTF-8 POSIX)),
    ['no home', 'HOME=/nonexistent XDG_CACHE_HOME=/nonexistent XDG_DATA_HOME=/nonexistent TMPDIR=/nonexistent'],
    ['empty environment', 'env -i'],
    ['other fonts', "FONTCONFIG_FILE=$dir/fonts.conf FONTCONFIG_PATH=$dir"],
    ['a date in the environment', 'SOURCE_DATE_EPOCH=1'],
    ['addresses not shuffled', 'setarch -R'],
    ['another mask', 'umask 077;'],
    ['one thread', '', '--threads=1'],
    ['two threads', '', '--threads=2'],
);
push @around, map { ["the time $_", "faketime '$_'"] } '1970-01-02 00:00:00', '2039-12-31 23:59:59' if have('faketime');
spew("$dir/fonts.conf", "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>$dir/nofonts</dir></fontconfig>\n");
for my $row (@around) {
    my ($name, $before, $more) = @$row;
    my $command = program() . ' build --final --force -q ' . ($more // '') . " -o $dir/out2 $dir/two/a-68-277";
    $command = $before =~ /^setarch/ ? "setarch \$(uname -m) -R $command" : "$before $command";
    my $status = system("$command 2>$dir/err") >> 8;
    my ($other) = glob("$dir/out2/*/*.pdf");
    my $same = $other && checksum($other) eq $sum && (!$trace_sum || checksum($other =~ s/\.pdf$/.trace.json/r) eq $trace_sum);
    ok($status == 0 && $same, "same bytes: $name", "status $status", slurp("$dir/err"));
    unlink $other if $other;
}
done();
