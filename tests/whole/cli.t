#!/usr/bin/perl
# The command line: statuses, help, messages explained, a new report.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;

my $dir = scratch();

for my $wrong (['nothing'], [], ['build', '--format', 'doc', 'x'], ['build', '--no-such-option'], ['explain'],
    ['status', '--final', 'x'], ['build', '--threads', '-3', 'x'], ['explain', 'SG0000']) {
    my ($status, $out, $messages) = run(@$wrong);
    ok($status == 2 && $out eq '' && $messages =~ /^sgreport: /, "wrong: sgreport @$wrong", "status $status", $messages);
}

my ($status, $help) = run('--help');
ok($status == 0, 'help has status 0');
my $def = slurp(root() . '/src/cli/options.def');
my @missing = grep { index($help, "--$_") < 0 } $def =~ /^OPTION\("([\w-]+)"/mg;
push @missing, grep { $help !~ /^  $_ /m } $def =~ /^COMMAND\(\w+, "([\w-]+)"/mg;
ok(!@missing, 'help names every command and option', @missing);
($status, $help) = run('build', '--help');
ok($status == 0 && $help =~ /--final/ && $help !~ /^  status /m, 'help of one command', $help);
my ($s, $version) = run('--version');
ok($s == 0 && $version =~ /^sgreport \d/ && $version =~ /cairo 1/, 'version', $version);

my ($codes, $unexplained) = (0, '');
for my $code (slurp(root() . '/src/base/diag.def') =~ /^DIAG\("(SG\d{4})"/mg) {
    my ($status, $text) = run('explain', $code);
    $codes++;
    $unexplained .= "$code " unless $status == 0 && $text =~ /^$code .*\n(    = .*\n)?\n[A-Z].*[.!?]\s*$/s;
}
ok($codes > 0 && $unexplained eq '', "each of $codes messages is explained in sentences", $unexplained);
my (undef, $by_name) = run('explain', 'unknown-element');
ok($by_name =~ /^SG2001 /, 'a message is found by its name');

($status) = run('init', "$dir/new");
ok($status == 0, 'init makes a report');
my ($pdf, $built, $messages) = build("$dir/new", "$dir/out", '--final');
ok($built == 0 && $pdf && $pdf =~ /-EN\.pdf$/ && $messages eq '', 'it builds at once as a final, without a message', "status $built", $messages);
($status) = run('init', "$dir/new");
ok($status == 2, 'init writes over nothing');
my ($st, $table) = run('status', "$dir/new");
ok($st == 0 && $table =~ /^FIN-1 .*Finland/m && $table =~ /^government\s+asked, answered 1 of 193/m && $table =~ /words of 8500: within the limit/,
    'status counts the replies', $table);

($status, my $out, $messages) = run('build', "$dir/none");
ok($status == 3 || $status == 4, 'a folder that is not there is not built', "status $status", $messages);
($status) = run('check', "$dir/new");
ok($status == 0 && !-e 'out/new', 'check finds nothing and writes nothing');
for my $dump (qw(node dossier report pages)) {
    my ($status, $text) = run('build', "--dump=$dump", '-o', "$dir/dumped", "$dir/new");
    ok($status == 0 && length $text > 200 && !-e "$dir/dumped", "--dump=$dump prints and writes nothing", "status $status");
}
my ($st2, undef, $timings) = run('build', '--timings', '--force', '-o', "$dir/out", "$dir/new");
ok($timings =~ m{^layout .* ns/glyph}m && $timings =~ /kB peak/, '--timings splits the time by stage', $timings);
for my $format (['png', "\x89PNG"], ['text', undef]) {
    my ($status) = run('build', '--format', $format->[0], '-o', "$dir/$format->[0]", "$dir/new");
    my @files = glob("$dir/$format->[0]/new/*");
    my $start = @files ? substr(slurp($files[0]), 0, 4) : '';
    ok($status == 0 && @files && (!$format->[1] || $start eq $format->[1]), "--format $format->[0]");
}
done();
