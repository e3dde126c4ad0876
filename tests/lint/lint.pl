#!/usr/bin/perl
# The rules of src/README.md that a machine can check. One TAP line a rule; what breaks it is listed under it.
use strict;
use warnings;
use FindBin;
chdir "$FindBin::Bin/../.." or die;

my @sources = sort glob('src/*/*.c src/*/*.h');
my @defs = sort glob('src/*/*.def');
my ($number, $failed) = (0, 0);

sub slurp { open my $f, '<', $_[0] or return ''; local $/; <$f> }
my %text = map { $_ => slurp($_) } @sources, @defs;

# The text of C without comments and, when asked, without literals, lines kept.
sub code {
    my ($t, $literals) = @_;
    $t =~ s{(/\*.*?\*/)|("(?:\\.|[^"\\])*")|('(?:\\.|[^'\\])*')}{
        my $s = $1 // ''; defined $1 ? ("\n" x ($s =~ tr/\n//)) : $literals ? (defined $2 ? '""' : "' '") : $2 // $3}gse;
    return $t;
}
my %code = map { $_ => code($text{$_}, 1) } @sources, @defs;
my %words = map { $_ => code($text{$_}, 0) } @sources, @defs;

sub rule {
    my ($name, @broken) = @_;
    $number++;
    $failed++ if @broken;
    print @broken ? 'not ' : '', "ok $number - $name\n";
    print "# $_\n" for @broken;
}

sub lines_matching {
    my ($texts, $pattern, $except) = @_;
    my @found;
    for my $file (sort keys %$texts) {
        next if defined $except && $file =~ $except;
        my $n = 0;
        for my $line (split /\n/, $texts->{$file}) {
            $n++;
            push @found, "$file:$n: $1" if $line =~ $pattern;
        }
    }
    return @found;
}

sub check_layers {
    my @broken;
    for my $file (@sources) {
        my ($folder) = $file =~ m{src/(\w+)/};
        next if $folder eq 'cli';
        while ($words{$file} =~ /^#include "(\w+)\//mg) {
            my $from = $1;
            my $may = $from eq 'base' || $from eq $folder || ($from eq 'model' && $folder ne 'base');
            push @broken, "$file includes $from/" unless $may;
        }
    }
    return @broken;
}

# Headers of libraries, and the folders that may see them. GLib is everywhere.
my @libraries = (
    [qr{^(libxml/|yaml\.h)},             qr{^(read|export)$}],
    [qr{^zip\.h},                        qr{^read$}],
    [qr{^unicode/},                      qr{^compose$}],
    [qr{^(pango/|hyphen\.h)},            qr{^layout$}],
    [qr{^(hb|fontconfig/|ft2build\.h)},  qr{^(layout|draw|seal)$}],
    [qr{^(cairo|librsvg/|qrencode\.h)},  qr{^draw$}],
    [qr{^poppler},                       qr{^(read|export)$}],
    [qr{^(qpdf/)},                       qr{^seal$}],
    [qr{^(zlib\.h|libdeflate\.h)},       qr{^(read|draw|seal)$}],
    [qr{^nettle/},                       qr{^base$}],
);

sub check_libraries {
    my @broken;
    for my $file (grep { $_ ne 'src/cli/version.c' } @sources) {
        my ($folder) = $file =~ m{src/(\w+)/};
        while ($text{$file} =~ /^#include <([^>]+)>/mg) {
            my $header = $1;
            for my $row (@libraries) {
                push @broken, "$file includes <$header>" if $header =~ $row->[0] && $folder !~ $row->[1];
            }
        }
    }
    return @broken;
}

sub check_own_header_first {
    my @broken;
    for my $file (grep { /\.c$/ } @sources) {
        (my $header = $file) =~ s/\.c$/.h/;
        next unless exists $text{$header};
        my ($first) = $text{$file} =~ /^#include [<"]([^>"]+)/m;
        push @broken, $file unless "src/$first" eq $header;
    }
    return @broken;
}

sub functions {
    my @found;
    for my $file (grep { /\.c$/ } @sources) {
        my ($n, $start, $name) = (0, 0, '');
        for my $line (split /\n/, $code{$file}) {
            $n++;
            $name = $1 if $line =~ /^\w[^;=]*?(\w+)\(/;
            $start = $n if $line eq '{';
            push @found, [$file, $name, $n - $start - 1] if $line eq '}' && $start;
            $start = 0 if $line eq '}';
        }
    }
    return @found;
}

sub check_files_named {
    my $readme = slurp('src/README.md');
    return grep { my $f = $_; $f =~ s{^src/}{}; my ($base) = $f =~ m{/([\w-]+)\.\w+$}; my ($folder) = $f =~ m{^(\w+)/};
        $readme !~ m{\b\Q$f\E\b} && $readme !~ m{\b\Q$folder/$base\E\b} } @sources, @defs;
}

sub check_messages {
    my (@broken, %seen);
    my $cases = join '', map { slurp($_) } glob('tests/cases/*/*/messages');
    my $tests = join '', map { slurp($_) } glob('tests/unit/*.c tests/whole/*.t tests/*/*.sh');
    while ($text{'src/base/diag.def'} =~ /^DIAG\("(SG(\d)\d{3})",\s*(\w+),\s*(\w+),\s*"((?:\\.|[^"\\])*)"/mg) {
        my ($code, $name, $words) = ($1, $3, $5);
        push @broken, "$code is declared twice" if $seen{$code}++;
        push @broken, "$code: no capital, no full stop: $words" if $words =~ /^[A-Z](?![A-Z0-9])|\.$/;
        push @broken, "$code ($name) is provoked by no test" unless $cases =~ /\[$code\]/ || $tests =~ /\b$code\b|\bSG_$name\b/;
    }
    push @broken, 'no messages found' unless %seen;
    return @broken;
}

sub check_messages_used {
    my @broken;
    my $all = join '', map { $code{$_} } grep { $_ ne 'src/base/diag.def' } keys %code;
    while ($text{'src/base/diag.def'} =~ /^DIAG\("(SG\d{4})",\s*(\w+)/mg) {
        push @broken, "$1 ($2) is given nowhere" unless $all =~ /\bSG_$2\b/;
    }
    return @broken;
}

sub check_options {
    my @broken;
    my $readme = slurp('README.md');
    my $options = $text{'src/cli/options.def'} // '';
    while ($options =~ /^OPTION\("([\w-]+)"/mg) {
        push @broken, "--$1 is not in README.md" unless $readme =~ /--$1\b/;
    }
    while ($options =~ /^COMMAND\(\w+, "([\w-]+)"/mg) {
        push @broken, "the command $1 is not in README.md" unless $readme =~ /sgreport $1\b/;
    }
    return @broken;
}

# A word in quotes that names a kind of document: kinds are folders of templates/, never C.
sub check_kinds {
    my @kinds = map { m{([^/]+)/?$} } grep { -d } glob('templates/kinds/*');
    return () unless @kinds;
    my $names = join '|', map { quotemeta } @kinds;
    my @found = lines_matching(\%words, qr/((?:ELEMENT\w*\()?"(?:$names)")/, qr{^src/(?:cli/|export/trace)});
    return grep { !/ELEMENT/ } @found; # the root of a manifest is called so, and a key of the trace
}

my @functions = functions();
my $prints = qr/\b((?:v?f?printf|puts|fputs|putchar|fputc|fwrite|perror|g_print|g_printerr|g_message|g_warning|g_error|exit|_exit|abort)\s*\()/;
my $may_print = qr{^src/(cli/|base/diag\.c|base/arena\.c|model/)};
rule('a stage includes base, model and itself', check_layers());
rule('headers of libraries stand only where they may', check_libraries());
rule('a file includes its own header first', check_own_header_first());
rule('functions have at most 60 lines', map { "$_->[0]: $_->[1] has $_->[2]" } grep { $_->[2] > 60 } @functions);
rule('files have at most about 600 lines', grep { my $n = $text{$_} =~ tr/\n//; $n > 640 } @sources);
rule('nothing prints or ends the process but messages, dumps and the command line', lines_matching(\%code, $prints, $may_print));
rule('no clock, locale, environment below the command line',
    lines_matching(\%code, qr/\b((?:getenv|secure_getenv|g_getenv|setlocale|time|localtime|localtime_r|gmtime|strftime|gettimeofday|clock_gettime|g_get_\w+_time|g_get_home_dir|g_date_time_new_now\w*)\s*\()/, qr{^src/cli/}));
rule('no function that overruns, guesses or depends on chance',
    lines_matching(\%code, qr/\b((?:sprintf|vsprintf|strcpy|strcat|stpcpy|gets|strtok|strtok_r|atoi|atol|atof|rand|random|srand|alloca|system|popen|tmpnam|mktemp)\s*\()/));
rule('structures have no typedef', lines_matching(\%code, qr/^(typedef struct.*)/));
rule('nothing is left for later, no path of a machine', lines_matching(\%text, qr{(\b(?:TODO|FIXME|XXX|HACK)\b|for now\b|"/(?:home|work|root|tmp)/)}));
rule('no tabs, no white space at the end of a line, at most 140 columns', lines_matching(\%text, qr/(\t.*|\s+$|^.{141,}$)/));
rule('no C names a kind of document', check_kinds());
rule('every message is declared once and provoked by a test', check_messages());
rule('every declared message is given somewhere', check_messages_used());
rule('every command and option is in README.md', check_options());
rule('every file under src/ is named in src/README.md', check_files_named());
rule('no function is found missing by the counter of functions', @functions > 50 ? () : 'only ' . @functions . ' functions seen');
print "1..$number\n";
exit($failed ? 1 : 0);
