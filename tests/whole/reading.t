#!/usr/bin/perl
# The order in which a screen reader reads: the text of the structure tree is the text of the report, word for word, each
# note at its call and nothing of heads and feet.
use strict;
use warnings;
use utf8;
use Encode qw(decode_utf8);
use FindBin;
use lib $FindBin::Bin;
use Whole;

binmode STDOUT, ':utf8';

# Words of the structure: of the text, and of the notes in the order of their calls.
sub structure {
    my ($pdf) = @_;
    my ($text, $notes, $note, $reference) = ('', '', undef, undef);
    for (split /\n/, decode_utf8(`pdfinfo -struct-text '$pdf'`)) {
        my ($indent, $line) = /^( *)(.*)$/;
        $note = undef if defined $note && length $indent <= $note;
        $reference = undef if defined $reference && length $indent <= $reference;
        my $into = defined $note ? \$notes : \$text;
        if ($line =~ /^"(.*)"$/) {
            my $said = $1;
            $$into .= defined $reference && $said =~ /^\w/ ? "[$said]" : $said;
        } elsif ($line =~ /^Note\b/) {
            $note = length $indent;
            $notes .= ' ';
        } elsif ($line =~ /^Reference\b/) {
            $reference = length $indent;
        } elsif ($line =~ /\(block\)/ || $line =~ /^(?:Sect|Table|TR|T[HD])\b/) {
            $$into .= ' ';
        }
    }
    $text =~ s/\](\S)\[/$1/g; # two calls side by side
    return (words($text), words($notes));
}

# Words of the report without what stands for a page: its slots, which come first.
sub report {
    my ($file) = @_;
    my ($slots, $rest) = decode_utf8(slurp($file)) =~ /\A(.*?)\n\n(.*)\z/s;
    my ($text, $notes) = ('', '');
    for (split /\n/, $rest) {
        s/ \| / /g;
        if (/^(?:\[(\w+)\]|(\*+)) (.*)/ && (!defined $1 || $1 !~ /^[A-Z]\w/)) { $notes .= ' ' . ($1 // $2) . " $3" }
        else { $text .= " $_" }
    }
    return (words($text), words($notes), words($slots));
}

sub words { my ($text) = @_; $text =~ s/^\s+|\s+$//g; return [split /[\s\x{A0}]+/, $text] }

sub difference {
    my ($got, $expected) = @_;
    for my $i (0 .. ($#$got > $#$expected ? $#$got : $#$expected)) {
        next if defined $got->[$i] && defined $expected->[$i] && $got->[$i] eq $expected->[$i];
        my $from = $i > 3 ? $i - 3 : 0;
        return "word $i: " . join(' | ', map { my $of = $_; join ' ', map { $of->[$_] // '-' } $from .. $i + 3 } $got, $expected);
    }
    return '';
}

my $dir = scratch();
system($^X, root() . '/tests/bench/generate.pl', 40, "$dir/forty") == 0 or die;
my %folders = (forty => "$dir/forty", map { $_ => root() . "/submissions/$_" } qw(a-68-277 showcase));
for my $name (sort keys %folders) {
    my ($pdf) = build($folders{$name}, "$dir/out", '--force');
    run('build', '-o', "$dir/text", '--format=text', '--force', $folders{$name});
    my ($dump) = glob("$dir/text/$name/*.txt");
    ok($pdf && $dump, "$name: built as PDF and as text") or next;
    my ($read, $read_notes) = structure(glob("$dir/out/$name/*.pdf"));
    my ($text, $notes, $slots) = report($dump);
    my %slot = map { $_ => 1 } @$slots;
    my $before = 0;
    $before++ while $before < @$read && $slot{$read->[$before]} && !(join(' ', @$read[$before .. $before + 9]) eq join(' ', @$text[0 .. 9]));
    my $after = @$text + $before;
    my @rest = splice @$read, $after < @$read ? $after : @$read;
    splice @$read, 0, $before;
    ok($before > 5, "$name: the masthead is read first", "@$read[0 .. 20]");
    is(difference($read, $text), '', "$name: " . @$text . ' words in the order of the report');
    is(difference($read_notes, $notes), '', "$name: " . @$notes . ' words of notes in the order of their calls');
    ok(!grep({ !$slot{$_} } @rest), "$name: after the text only what stands at the foot of page 1", "@rest");
}
done();
