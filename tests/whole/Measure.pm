# What the test of geometry asks with: documents made of the parts of tests/whole/geometry/, their words measured by pdftotext -bbox, and
# questions about them. A box of Liberation Serif is 1.107 of the size high and ends 0.216 of it under the baseline. Rules and figures are
# those of the dump of the pages. Everything is at most half a point off.
package Measure;
use strict;
use warnings;
use utf8;
use Exporter 'import';
use Encode qw(decode_utf8);
use Whole;

our (@lines, @shapes, $name); # of the document in hand
our %measured;                # kinds
our @EXPORT = qw(@lines @shapes $name %measured sample measure close_to holding found at within under goes_on_at gap gap_between shape raised
    keep_width wider paper column pages lists notes star_ends);
my $dir = scratch();

# ---- Documents: the parts of tests/whole/geometry/, and a manifest

my @sentences = ('that wells be kept open to whoever comes to draw water from them, at whatever hour, and that nobody be sent away from a well '
        . 'because of the bucket that he or she brings', 'that ropes be renewed each year before the dry season begins, at the cost of those who draw '
        . 'water with them, in equal shares', 'that the water of each well be looked at, smelled and tasted by somebody who knows about it, and that '
        . 'what was found be written on a board beside the well');

sub filler {
    my ($count, $verb, $end) = @_;
    return join '', map { '  - paragraph: "' . "$verb $sentences[$_ % @sentences]$end" . "\"\n" } 0 .. $count - 1;
}

sub sample {
    my ($sample, $manifest, %change) = @_;
    my $folder = "$dir/" . $name =~ s/\W+/-/gr;
    copy_tree(root() . "/tests/whole/geometry/$sample", $folder);
    for my $file (glob("$folder/*/*.yaml")) {
        my $text = slurp($file);
        my $filler = $sample eq 'resolution' ? filler(24, 'Recommends', ';') : filler(40, 'It was proposed', '.');
        $change{edit}->() for $change{edit} ? $text : ();
        $text =~ s/^FILLER\n/$change{short} ? '' : $filler/me;
        spew($file, $text);
        unlink $file if $change{without} && $file =~ $change{without};
    }
    spew("$folder/report.yaml", Encode::encode_utf8($manifest));
    return $folder;
}

# A word's size and baseline; words of one baseline, from left to right, are a line.
sub measure {
    my ($folder, @arguments) = @_;
    $measured{$1} = 1 if slurp("$folder/report.yaml") =~ /^kind: (\S+)/m;
    my ($pdf, $status, $messages) = build($folder, "$folder.out", @arguments);
    ok($status == 0 && $pdf, "$name builds, nothing wrong", "status $status", $messages) or return;
    @lines = ();
    for my $word (pdf_words($pdf)) {
        $word->{text} = decode_utf8($word->{text});
        $word->{size} = ($word->{y2} - $word->{y}) / 1.107;
        $word->{base} = $word->{y2} - 0.216 * $word->{size};
        my ($line) = grep { $_->{page} == $word->{page} && abs($_->{base} - $word->{base}) < 0.9 && $word->{x} - $_->{x2} < 40 && $word->{x} > $_->{x} } @lines;
        if ($line) {
            $line->{text} .= " $word->{text}";
            $line->{x2} = $word->{x2};
            push @{$line->{words}}, $word;
        } else {
            push @lines, {%$word, words => [$word]};
        }
    }
    my $page = 0;
    my (undef, $dump) = run('build', '--dump=pages', '-o', "$folder.dump", @arguments, $folder);
    @shapes = ();
    for (split /\n/, $dump) {
        $page = $1 if /^page (\d+)/;
        push @shapes, [$page, $1, $2, $3, $4, $5] if /^  (rule|figure \w+) ([\d.]+) ([\d.]+) ([\d.]+)x([\d.]+)/;
        push @shapes, [$page, "mark $4", $1, $2, $3, 0] if /^  ([\d.]+) ([\d.]+) \+[\d.]+  Liberation Serif \w+ ([\d.]+)  (?:block|note-label) .*"(\d+|\*+) ?"/;
    }
    return $pdf;
}

sub pages { return $lines[-1]{page} }

# ---- Questions

sub close_to { return abs($_[0] - $_[1]) <= 0.505 }

# Lines that hold these words, from them on.
sub holding {
    my ($page, $text) = @_;
    my @found;
    for my $line (grep { !$page || $_->{page} == $page } @lines) {
        my @words = @{$line->{words}};
        while (@words && (@found == 0 || index($line->{text}, $text) >= 0)) {
            my $rest = join ' ', map { $_->{text} } @words;
            push @found, {%{$words[0]}, text => $rest, x2 => $words[-1]{x2}, words => [@words], whole => @words == @{$line->{words}}}
                if index($rest, $text) == 0;
            shift @words;
        }
    }
    return sort { $b->{whole} <=> $a->{whole} } @found;
}

sub found { return (holding(@_))[0] }

# at(page, first words, x => ..., x2 => ..., base => ..., size => ...); page 0: any
sub at {
    my ($page, $text, %wanted) = @_;
    my @there = holding($page, $text);
    my ($line) = grep { my $l = $_; !grep { !close_to($l->{$_}, $wanted{$_}) } keys %wanted } @there;
    ok($line, "$name: \"$text\"" . ($page ? " on page $page" : '') . join('', map { " $_ $wanted{$_}" } sort keys %wanted),
        @there ? map { sprintf 'x %.2f x2 %.2f base %.2f size %.2f', @$_{qw(x x2 base size)} } @there : 'not found');
}

# The x of a word inside a line: where text goes on after its number.
sub within {
    my ($text, $word, $x) = @_;
    my $line = found(0, $text);
    my ($there) = $line ? grep { $_->{text} eq $word } @{$line->{words}} : ();
    ok($there && close_to($there->{x}, $x), "$name: \"$word\" in \"$text\" at $x", $there ? $there->{x} : 'not found');
}

# The line under the line that begins so, on its page, and where it starts.
sub under {
    my ($text) = @_;
    my $line = found(0, $text) or return;
    my @below = sort { $a->{base} <=> $b->{base} } grep { $_->{page} == $line->{page} && $_->{base} > $line->{base} + 2 } @lines;
    return $below[0];
}

sub goes_on_at {
    my ($text, $x, $leading) = @_;
    my $next = under($text);
    my $line = found(0, $text);
    ok($next && close_to($next->{x}, $x) && close_to($next->{base} - $line->{base}, $leading), "$name: \"$text\" goes on at $x, $leading lower",
        $next ? sprintf('"%s" at %.2f, %.2f lower', $next->{text}, $next->{x}, $next->{base} - $line->{base}) : 'nothing under it');
}

sub gap {
    my ($upper, $lower, $distance) = @_;
    my ($a, $b) = (found(0, $upper), found(0, $lower));
    ok($a && $b && close_to($b->{base} - $a->{base}, $distance), "$name: \"$lower\" $distance under \"$upper\"",
        $a && $b ? $b->{base} - $a->{base} : 'not found');
}

sub gap_between {
    my ($upper, $lower, $least, $most) = @_;
    my ($a, $b) = (found(0, $upper), found(0, $lower));
    my $distance = $a && $b ? $b->{base} - $a->{base} : -1;
    ok($distance >= $least && $distance <= $most, "$name: \"$lower\" $least to $most under \"$upper\"", $distance);
}

sub shape {
    my ($page, $what, $x, $y, $width, $height) = @_;
    my @same = grep { $_->[0] == $page && $_->[1] eq $what } @shapes;
    my ($there) = grep { close_to($_->[2], $x) && (!defined $y || close_to($_->[3], $y)) && close_to($_->[4], $width) && abs($_->[5] - $height) < 0.02 } @same;
    ok($there, "$name: $what of $width x $height at $x" . (defined $y ? ", $y" : '') . " on page $page", map { "@$_" } @same);
}

# A note mark: its size, and how far it is raised over the baseline of its line.
sub raised {
    my ($mark, $line, $size, $raise) = @_;
    my $base = found(0, $line);
    my ($there) = grep { $base && $_->[0] == $base->{page} && $_->[1] eq "mark $mark" && abs($_->[4] - $size) < 0.01 && close_to($base->{base} - $_->[3], $raise) } @shapes;
    ok($there, "$name: mark $mark of $size points, raised by $raise", map { "@$_" } grep { $_->[1] =~ /^mark/ } @shapes);
}

# Words of New York have white added to each character; those of Geneva have none: how much wider the same words are.
my %width; # words -> their width and size in New York

sub keep_width {
    for (@_) {
        my $line = found(0, $_);
        $width{$_} = [$line->{x2} - $line->{x}, $line->{size}] if $line;
    }
}

sub wider {
    my ($text, $factor) = @_;
    my $line = found(0, $text);
    my $measured = $line && $width{$text} ? $width{$text}[0] / $width{$text}[1] / (($line->{x2} - $line->{x}) / $line->{size}) : 0;
    ok(abs($measured - $factor) < 0.012, "$name: \"$text\" is $factor times as wide in New York", $measured);
}

sub paper {
    my ($pdf, $width, $height) = @_;
    my ($w, $h) = `pdfinfo '$pdf'` =~ /^Page size:\s+([\d.]+) x ([\d.]+)/m;
    ok(abs($w - $width) < 0.05 && abs($h - $height) < 0.05, "$name: paper of $width x $height", "$w x $h");
}

# The column of the text on a full page: its edges, its leading, its first and last lines.
sub column {
    my (%c) = @_;
    my @body = sort { $a->{base} <=> $b->{base} } grep { $_->{page} == 2 && $_->{base} > $c{first} - 3 && $_->{base} < $c{last} + 1 && $_->{size} > 9.5 } @lines;
    my @full = grep { $_->{x} < $c{left} + 1 && $_->{x2} > $c{right} - 2 } @body;
    ok(@full > 3, "$name: full lines on page 2", scalar @full);
    ok(!grep({ !close_to($_->{x}, $c{left}) || !close_to($_->{x2}, $c{right}) } @full), "$name: full lines from $c{left} to $c{right}",
        map { "$_->{x} $_->{x2}" } @full);
    ok(close_to($body[0]{base}, $c{first}), "$name: first line of page 2 at $c{first}", $body[0]{base});
    ok($body[-1]{base} <= $c{last} + 0.5, "$name: no line of page 2 under $c{last}", $body[-1]{base});
    my %bases = map { sprintf('%.1f', $_->{base}) => $_ } @body;
    @body = map { $bases{$_} } sort { $a <=> $b } keys %bases;
    my @leading = grep { $_ < 13 } map { $body[$_]{base} - $body[$_ - 1]{base} } 1 .. $#body;
    ok(@leading > 3 && !grep({ abs($_ - 12) > 0.02 } @leading), "$name: leading 12", "@leading");
    my @between = grep { $_ > 13 && $_ < 20 } map { $body[$_]{base} - $body[$_ - 1]{base} } 1 .. $#body;
    ok(@between > 3 && !grep({ !close_to($_, 18) } @between), "$name: 18 from paragraph to paragraph", "@between");
}

# Subparagraphs on two levels: where the letter stands and the text, and where the lines after the first begin.
sub lists {
    my ($label, $text, $first, $second) = @_;
    for (['(a)', $first], ['(i)', $second]) {
        my ($letter, $left) = @$_;
        my ($line) = grep { $_->{words}[0]{text} eq $letter } @lines;
        ok($line && close_to($line->{x}, $label) && close_to($line->{words}[1]{x}, $text), "$name: $letter at $label, its text at $text",
            $line && "$line->{x} $line->{words}[1]{x}");
        goes_on_at($line->{text}, $left, 12) if $line;
    }
}

# The footnotes: the separator over the first, the mark, the text and how it goes on.
sub notes {
    my ($first, %n) = @_;
    at(0, $first, x => $n{text}, size => $n{size});
    goes_on_at($first, $n{text}, $n{leading});
    my $note = found(0, $first) or return;
    my ($mark) = grep { $_->{page} == $note->{page} && $_->{text} eq '1' && close_to($_->{size}, $n{mark}) && abs($_->{base} - $note->{base}) < 4 } map { @{$_->{words}} } @lines;
    ok($mark && close_to($mark->{x2}, $n{mark_end}), "$name: its mark of $n{mark} points ends at $n{mark_end}", $mark && $mark->{x2});
    my ($separator) = grep { $_->[0] == $note->{page} && $_->[1] eq 'rule' && close_to($_->[2], $n{separator}) && $_->[3] < $note->{base} && $_->[3] > 100 } @shapes;
    ok($separator && close_to($separator->[4], $n{width}), "$name: the separator is $n{width} wide from $n{separator}", $separator && "@$separator");
    my @over = grep { $_->{page} == $note->{page} && $separator && $_->{base} > $separator->[3] && $_->{base} <= $note->{base} + 0.1 && $_->{size} > 7 } @lines;
    my ($top) = sort { $a->{base} <=> $b->{base} } @over;
    ok($top && $top->{base} - $separator->[3] > 12.5 && $top->{base} - $separator->[3] < 15, "$name: the first note stands about 14 under it", $top && $top->{base} - $separator->[3]);
}

sub star_ends {
    my ($x2, $size) = @_;
    my @stars = grep { $_->{page} == 1 && $_->{text} =~ /^\*+$/ && $_->{base} > 600 } map { @{$_->{words}} } @lines;
    ok(@stars && !grep({ !close_to($_->{x2}, $x2) || !close_to($_->{size}, $size) } @stars), "$name: stars of $size points before notes end at $x2",
        map { "$_->{text} $_->{x2} $_->{size}" } @stars);
}

1;
