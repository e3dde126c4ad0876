#!/usr/bin/perl
# The nightly run: several reports, some broken; what is unchanged is left alone; new errors are told from old ones.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Whole;
use JSON::PP;

my $dir = scratch();
sub edit { my ($file, $code) = @_; local $_ = slurp($file); $code->(); spew($file, $_) }
sub objects { return map { decode_json($_) } grep { /^\{/ } split /\n/, $_[0] }

run('init', "$dir/$_") for qw(good1 good2 syntax reply nomanifest);
edit("$dir/syntax/report.yaml", sub { $_ = "kind: [report\n" });
unlink "$dir/nomanifest/report.yaml";
edit("$dir/reply/replies/finland.xml", sub { s{</statement>}{} });
system('mkfifo', "$dir/good2/replies/pipe.xml") == 0 or die;

my @all = map { "$dir/$_" } qw(good1 good2 syntax reply nomanifest);
my ($status, $out, $messages) = run('build', '-o', "$dir/out", '--messages=json', @all);
my %report = map { ($_->{report}{folder} =~ m{([^/]+)$})[0] => $_->{report} } grep { $_->{report} } objects($out);
my ($run) = map { $_->{run} } grep { $_->{run} } objects($out);
is(scalar keys %report, 5, 'one object a report');
ok($report{good1}{built} && $report{good1}{status} == 0, 'a good report is built beside broken ones');
ok(!$report{syntax}{built} && $report{syntax}{status} == 3, 'a broken manifest: status 3');
ok(!$report{nomanifest}{built} && $report{nomanifest}{status} == 3, 'no manifest: status 3');
ok($report{reply}{built} && $report{reply}{status} == 1 && $report{reply}{new_errors} > 0, 'a broken reply: a draft, status 1');
ok($report{good2}{built} && $report{good2}{status} <= 1, 'a pipe among the replies does not stop the run');
is($status, 3, 'the run has the worst status');
is($run->{reports}, 5, 'one summary of the run');
my @wrong = grep { !eval { decode_json($_); 1 } } split /\n/, $messages;
ok(!@wrong && $messages =~ /"code":"SG/, 'messages are one object a line', @wrong);

my $old = checksum(glob("$dir/out/good1/*.pdf"));
my $time = (stat((glob "$dir/out/good1/*.pdf")[0]))[9];
($status, $out, $messages) = run('build', '-o', "$dir/out", '--messages=json', @all);
%report = map { ($_->{report}{folder} =~ m{([^/]+)$})[0] => $_->{report} } grep { $_->{report} } objects($out);
ok($report{good1}{unchanged} && !$report{good1}{built}, 'an unchanged report is left alone');
is((stat((glob "$dir/out/good1/*.pdf")[0]))[9], $time, 'its file too');
ok($report{reply}{unchanged} && $report{reply}{status} == 1 && $report{reply}{old_errors} > 0 && $report{reply}{new_errors} == 0,
    'an unchanged report with errors keeps status and errors');
ok($messages =~ /finland\.xml/, 'and its messages are repeated');

edit("$dir/reply/replies/undp.yaml", sub { s/respondent: UNDP/respondent: NOBODY/ });
($status, $out) = run('build', '-o', "$dir/out", '--messages=json', "$dir/reply");
my ($one) = map { $_->{report} } grep { $_->{report} } objects($out);
ok($one->{built} && $one->{new_errors} >= 1 && $one->{old_errors} >= 1, 'a new error is told from old ones', JSON::PP->new->canonical->encode($one));

edit("$dir/good1/report.yaml", sub { s/date: 2025-07-21/date: 2025-07-22/ });
($status, $out) = run('build', '-o', "$dir/out", "$dir/good1");
ok($out =~ /: built, \d+ pages?/ && checksum(glob("$dir/out/good1/*.pdf")) ne $old, 'a changed report is built anew', $out);
($status, $out) = run('build', '-o', "$dir/out", "$dir/good1");
ok($out =~ /: unchanged, \d+ pages?/, 'the summary says unchanged', $out);
unlink glob("$dir/out/good1/*.pdf");
($status, $out) = run('build', '-o', "$dir/out", "$dir/good1");
ok($out =~ /: built/, 'a product that is gone is made again', $out);
($status, $out) = run('build', '-q', '-o', "$dir/out", "$dir/good1");
is($out, '', '-q says nothing');

mkdir "$dir/other";
copy_tree("$dir/good1", "$dir/other/good1");
($status, $out, $messages) = run('build', '-o', "$dir/out", "$dir/good1", "$dir/other/good1");
ok($status == 2 && $messages =~ /would both be written/, 'two folders of one name are refused', $messages);

# A final is refused on an error and the old one stays.
my ($final) = build("$dir/good1", "$dir/final", '--final');
my $before = checksum($final);
edit("$dir/good1/replies/undp.yaml", sub { s/respondent: UNDP/respondent: NOBODY/ });
($status, $out) = run('build', '--final', '-o', "$dir/final", "$dir/good1");
ok($status == 3 && checksum($final) eq $before, 'a final with an error is refused, the old one stays', "status $status");
($status) = run('build', '--final', '-o', "$dir/nothing", "$dir/good1");
ok($status == 3 && !glob("$dir/nothing/good1/*.pdf"), 'and none is written where none was');
done();
