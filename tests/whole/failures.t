#!/usr/bin/perl
# The old PDF survives whatever happens to the build: a full disk, a quota, a kill at any moment, a folder that may not
# be written to; and files that are saved while they are read do not break it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use POSIX qw(:sys_wait_h);
use Time::HiRes qw(sleep time);

my $dir = scratch();
run('init', "$dir/report");
my ($pdf) = build("$dir/report", "$dir/out");
ok($pdf && -s $pdf, 'a first build');
my $old = checksum($pdf);
sub change { my $t = slurp("$dir/report/report.yaml"); $t =~ s/job-number: \S+/'job-number: 25-' . sprintf('%05d', $_[0])/e; spew("$dir/report/report.yaml", $t) }
sub strays { return grep { m{/\.sgreport-} } glob("$_[0]/.*") }
my $quoted = program() . " build -q -o $dir/out $dir/report";

# A quota in bytes that ends in the middle of the PDF.
change(1);
for my $blocks (0, 1, 8) {
    my $status = system("sh -c 'ulimit -f $blocks; exec $quoted' 2>$dir/err") >> 8;
    ok($status == 4 && checksum($pdf) eq $old && ($blocks == 0 || slurp("$dir/err") =~ /SG9001/) && !strays("$dir/out/report"), "quota of $blocks blocks: status 4, the old PDF, nothing left over",
        "status $status", slurp("$dir/err"), strays("$dir/out/report"));
}

# A full disk.
if ($> == 0 && system("unshare -m true 2>/dev/null") == 0) {
    for my $kilobytes (4, 8, 12) {
        mkdir "$dir/small";
        my $status = system("unshare -m sh -c 'mount -t tmpfs -o size=${kilobytes}k none $dir/small && " . program() .
            " build -q -o $dir/small/out $dir/report; s=\$?; ls -A $dir/small/out/report > $dir/left 2>/dev/null; exit \$s' 2>$dir/err") >> 8;
        my @left = grep { !/^\.record$/ } split /\n/, slurp("$dir/left") // '';
        ok($status == 4 && !grep({ /^\.sgreport/ || /\.pdf$/ } @left), "disk of $kilobytes KB: status 4, nothing half", "status $status", slurp("$dir/err"), @left);
    }
}

# Killed at moments over the whole of a build, politely and not.
my $start = time;
system($quoted);
my $length = time - $start;
my ($n, $bad, $new) = (0, 0, 0);
for my $signal (qw(KILL TERM INT HUP)) {
    for my $i (0 .. 11) {
        change(100 + $n++);
        my $before = checksum($pdf);
        my $pid = fork() // die;
        if (!$pid) { open STDERR, '>', '/dev/null'; exec program(), 'build', '-q', '-o', "$dir/out", "$dir/report" }
        sleep($length * $i / 11);
        kill $signal, $pid;
        waitpid $pid, 0;
        sleep 0.02; # the worker follows its parent
        my $after = checksum($pdf);
        $new++ if $after ne $before;
        $bad++ unless system("qpdf --check '$pdf' >/dev/null 2>&1") == 0;
    }
}
ok(!$bad, "killed $n times: the PDF is the old one or the new one ($new new)");
change(999);
system("$quoted 2>/dev/null");
ok(!strays("$dir/out/report"), 'the next build leaves nothing over', strays("$dir/out/report"));

# A report that is saved again and again while it is built.
my $writer = fork() // die;
if (!$writer) {
    my $text = slurp("$dir/report/replies/finland.xml");
    my $end = time + 4;
    for (my $i = 0; time < $end; $i++) {
        open my $f, '>', "$dir/report/replies/finland.xml" or die;
        print $f substr($text, 0, length($text) / 2);
        $f->flush;
        print $f substr($text, length($text) / 2), "<!-- $i -->\n";
        close $f;
    }
    spew("$dir/report/replies/finland.xml", $text);
    POSIX::_exit(0);
}
my %seen;
while (waitpid($writer, WNOHANG) == 0) {
    my $status = system("$quoted 2>/dev/null");
    $seen{$status & 127 ? 'signal' : $status >> 8}++;
}
ok(!grep({ !/^[01]$/ } keys %seen), 'saved while it is read: built each time', map { "status $_: $seen{$_} times" } sort keys %seen);
my ($last, $status) = build("$dir/report", "$dir/out");
is($status, 0, 'and whole at the end');

# Descriptors 0 to 2 closed: the PDF holds no messages.
my $s = system("sh -c 'exec " . program() . " build --force -o $dir/out $dir/report <&- >&- 2>&-'") >> 8;
ok($s == 0 && system("qpdf --check '$pdf' >/dev/null 2>&1") == 0, 'closed descriptors', "status $s");
$s = system("sh -c '" . program() . " build --dump=pages $dir/report | true' 2>/dev/null") >> 8;
is($s, 0, 'a closed pipe');

# A worker without memory: status 4, a message, the old PDF.
if (program() !~ /sanitize/) {
    my ($before, $memory) = (checksum($pdf), 20000);
    $memory += 2000 while $memory < 4e6 && system("sh -c 'ulimit -v $memory; exec " . program() . " --version' >/dev/null 2>&1") != 0;
    $s = system("sh -c 'ulimit -v @{[$memory + 1000]}; exec $quoted --force' 2>$dir/err") >> 8;
    ok($s == 4 && checksum($pdf) eq $before && slurp("$dir/err") =~ /\[SG9002\]/, 'no memory: status 4, the old PDF', "status $s", slurp("$dir/err"));
}

# Templates that are not there.
my ($ts, undef, $tm) = run('build', '--templates', "$dir/none", '-o', "$dir/out", "$dir/report");
ok($ts == 3 || $ts == 4, 'templates that are not there', "status $ts", $tm);
copy_tree(program(), "$dir/alone");
$s = system("$dir/alone build -o $dir/out $dir/report 2>$dir/err") >> 8;
ok($s == 4 && slurp("$dir/err") =~ /SG9003/, 'a program without templates says so', "status $s", slurp("$dir/err"));
done();
