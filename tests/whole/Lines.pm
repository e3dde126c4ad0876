# How wide the spaces of justified lines are, read from a PDF, and layouts changed for a test: for lines.t and the bench.
package Lines;
use strict;
use warnings;
use Exporter 'import';
use Whole;

our @EXPORT = qw(space_lines space_figures space_row layout_change %CHANGES);

# Of the layout new-york: to set it on 125 mm without tracking, and to hyphenate it with the weights that suit hyphens.
our %CHANGES = (
    measure => [['tracking: [\d.]+', 'tracking: 0'], ['^body-right: .*', 'body-right: 477.7']],
    hyphens => [['align: justify,', 'align: justify, hyphenate: yes,'], ['^  tolerance: .*', '  tolerance: 400'],
        ['^  hyphen-penalty: .*', '  hyphen-penalty: 200'], ['^  emergency-stretch: .*', '  emergency-stretch: 15'],
        ['^blocks:', "dictionaries:\n  - {lang: en, file: /usr/share/hyphen/hyph_en_US.dic, package: hyphen-en-us}\n\nblocks:"]],
);

# Justified lines of body text in their order: {ratio, hyphen}. A space is held against those of lines that nobody
# stretched, the last ones of paragraphs, by whatever program made the PDF.
sub space_lines {
    my ($pdf) = @_;
    my @words = grep { $_->{y2} > 70 && $_->{y2} < 745 } pdf_words($pdf);
    my $pages = $words[-1]{page};
    my (@lines, %page, %edges, %heights);
    $heights{sprintf '%.1f', $_->{y2} - $_->{y}}++ for @words;
    my ($height) = sort { $heights{$b} <=> $heights{$a} } keys %heights; # of body text
    @words = grep { abs($_->{y2} - $_->{y} - $height) < 0.3 } @words;
    push @{$page{$_->{page}}}, $_ for @words;
    for my $page (1 .. $pages) {
        for my $line (pdf_lines($page, @{$page{$page} // []})) {
            my @line = @{$line->{words}};
            shift @line if $line[0]{text} =~ /^(\d+\.|\([a-z]\))$/;
            next if @line < 5;
            my @gaps = map { $line[$_]{x} - $line[$_ - 1]{x2} } 1 .. $#line;
            push @lines, {gaps => \@gaps, end => $line->{x2}, hyphen => $line->{text} =~ /(?:-|\xC2\xAD|\xE2\x80\x90)$/ ? 1 : 0};
            $edges{int $line->{x2} + 0.5}++;
        }
    }
    my ($edge) = sort { $edges{$b} <=> $edges{$a} } keys %edges;
    my @natural = sort { $a <=> $b } map { @{$_->{gaps}} } grep { $_->{end} < $edge - 10 } @lines;
    my $natural = $natural[$#natural / 2];
    my @justified = grep { abs($_->{end} - $edge) <= 2 } @lines;
    for my $line (@justified) {
        my $white = 0;
        $white += $_ for @{$line->{gaps}};
        $line->{ratio} = $white / @{$line->{gaps}} / $natural;
    }
    return @justified;
}

sub share { my ($test, @lines) = @_; return 100 * grep({ $test->($_->{ratio}) } @lines) / @lines }

# What is told of them: lines, mean, deviation, most, shares in per cent, hyphens.
sub space_figures {
    my @lines = @_;
    my %f = (lines => scalar @lines, mean => 0, deviation => 0, most => 0, least => 9, run => 0, consecutive => 0);
    $f{mean} += $_->{ratio} / @lines for @lines;
    $f{deviation} += ($_->{ratio} - $f{mean})**2 / @lines for @lines;
    $f{deviation} = sqrt $f{deviation};
    $f{over15} = share(sub { $_[0] > 1.5 }, @lines);
    $f{over2} = share(sub { $_[0] > 2 }, @lines);
    $f{under} = share(sub { $_[0] < 0.8 }, @lines);
    $f{hyphens} = 100 * grep({ $_->{hyphen} } @lines) / @lines;
    my $run = 0;
    for my $line (@lines) {
        $f{most} = $line->{ratio} if $line->{ratio} > $f{most};
        $f{least} = $line->{ratio} if $line->{ratio} < $f{least};
        $run = $line->{hyphen} ? $run + 1 : 0;
        $f{consecutive}++ if $run > 1;
        $f{run} = $run if $run > $f{run};
    }
    return \%f;
}

sub space_row {
    my ($f) = @_;
    return sprintf '%5d lines, mean %.3f, deviation %.3f, most %.2f, over 1.5: %4.1f %%, over 2: %3.1f %%, under .8: %4.1f %%, '
        . 'hyphens %4.1f %%, %d in sequence, longest %d', @$f{qw(lines mean deviation most over15 over2 under hyphens consecutive run)};
}

# A copy of the templates in a folder, one layout of them changed by [pattern, replacement] in its style.yaml; the path for
# --templates.
sub layout_change {
    my ($folder, $layout, @changes) = @_;
    mkdir $folder;
    copy_tree(root() . "/$_", "$folder/$_") for qw(templates fonts);
    my $path = "$folder/templates/layouts/$layout/style.yaml";
    my $style = slurp($path);
    for my $change (@changes) {
        my ($pattern, $by) = @$change;
        $style =~ s/$pattern/$by/gm or die "$layout: no $pattern";
    }
    spew($path, $style);
    return "$folder/templates";
}

1;
