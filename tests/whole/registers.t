#!/usr/bin/perl
# The registers of templates/registers/: complete, without doubles, and in agreement with what is printed.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use FindBin;
use Test::More;
use Unicode::Collate;

my $registers = "$FindBin::Bin/../../templates/registers";
my @languages = qw(en fr es ru zh ar);

# The files are written a language a line, so that a change shows in a diff: the same lines are read here.
sub register {
    my ($name) = @_;
    open my $in, '<', "$registers/$name" or die "$name: $!";
    my (@rows, $row);
    while (<$in>) {
        if (/^  - id: (\S+)$/) { push @rows, $row = {id => $1, names => {}} }
        elsif (/^    kind: (\w+)$/) { $row->{kind} = $1 }
        elsif (/^      (\w\w): \{(.*)\}$/) {
            my ($language, $fields) = ($1, $2);
            while ($fields =~ /(\w+): (?:"([^"]*)"|([^,]*))/g) { $row->{names}{$language}{$1} = $2 // $3 }
        }
    }
    return @rows;
}

my @states = register('states.yaml');
my @entities = register('entities.yaml');

is(scalar(grep { $_->{kind} eq 'government' } @states), 193, 'Member States');
is(join(' ', sort map { $_->{id} } grep { $_->{kind} eq 'observer' } @states), 'PSE VAT', 'observer States');
is(scalar @states, 195, 'no other State');
is(scalar(grep { $_->{id} !~ /^[A-Z]{3}$/ } @states), 0, 'States are named by three letters');

my %seen;
$seen{$_->{id}}++ for @states, @entities;
is_deeply([grep { $seen{$_} > 1 } sort keys %seen], [], 'no id twice in the registers');

for my $language (@languages) {
    my (%lists, %texts);
    for my $row (@states, @entities) {
        my $names = $row->{names}{$language};
        next if !$names && $row->{kind} ne 'government' && $row->{kind} ne 'observer';
        $lists{$names->{list} // ''}++;
        $texts{$names->{text} // ''}++;
    }
    ok(!$lists{''} && !$texts{''}, "$language: every State has a list form and a text form");
    is_deeply([grep { $lists{$_} > 1 } sort keys %lists], [], "$language: no list form twice");
    is_deeply([grep { $texts{$_} > 1 } sort keys %texts], [], "$language: no text form twice");
}

my @untidy;
for my $row (@states, @entities) {
    for my $language (sort keys %{$row->{names}}) {
        my $names = $row->{names}{$language};
        my @texts = map { $names->{$_} // '' } qw(list text formal abbreviation sort);
        push @untidy, "$row->{id} $language" if grep { /['*"]|  |^\s|\s$/ } @texts;
        push @untidy, "$row->{id} $language: article in the text form" if $names->{article} && $names->{text} =~ /^\Q$names->{article}\E/;
        push @untidy, "$row->{id} $language: text form is inverted" if $names->{text} =~ /\(/;
    }
}
is_deeply(\@untidy, [], 'typographic apostrophes, single spaces, no tags left in names');

# Forms and order as printed in the lists of sponsors of the seventy-eighth to eightieth sessions.
open my $in, '<', "$FindBin::Bin/registers/printed-list-forms.txt" or die $!;
chomp(my @printed = <$in>);
my %list = map { $_->{names}{en}{list} => $_ } @states;
is(scalar @printed, 178, 'printed list forms');
is_deeply([grep { !$list{$_} } @printed], [], 'every printed list form is in the register');
my $collator = Unicode::Collate->new(variable => 'non-ignorable');
my @ordered = $collator->sort(map { $_->{names}{en}{sort} // $_->{names}{en}{list} } @states);
my %printed = map { $_ => 1 } @printed;
is_deeply([grep { $printed{$_} } @ordered], \@printed, 'the alphabetical order is the printed one');

# A list of names in Arabic ignores the article of the first word and the forms of alif.
for my $row (@states, @entities) {
    my $names = $row->{names}{ar} or next;
    (my $key = $names->{list}) =~ s/^ال//;
    $key =~ tr/أإآ/ااا/;
    is($names->{sort} // $names->{list}, $key, "ar: key of $row->{id}") if ($names->{sort} // $names->{list}) ne $key;
}

done_testing();
