#!/usr/bin/perl
# Every generated sentence of both samples, counted again by another program from the files: this one reads replies by
# regular expressions, knows which acts and stances each kind of sentence rests on, and asks `explain` for the evidence.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use JSON::PP qw(decode_json);
use Encode qw(encode_utf8);
use Whole;

my $root = root();

# ---- What stands in the files ----

sub kinds { # of respondents, from the registers and the folder
    my ($folder) = @_;
    my %kind;
    for my $file (glob("$root/templates/registers/*.yaml"), grep { -e } "$folder/respondents.yaml") {
        my $text = slurp($file);
        $kind{$1} = $2 while $text =~ /^\s+- id: (\S+)\n\s+kind: (\S+)/mg;
    }
    return \%kind;
}

sub value { # of an attribute or key
    my ($text, $name) = @_;
    return $text =~ /(?:^|[\s{,])\Q$name\E(?:="|: )"?([^"\n,}]+)/ ? $1 : undef;
}

sub claims { # id => opposite
    my %opposite;
    my $text = slurp("$_[0]/themes.yaml");
    $text =~ s/\A.*^claims://ms;
    for my $claim (split /^\s+- /m, $text) {
        next unless $claim =~ /\A\{?id: ([\w.-]+)/;
        $opposite{$1} = value($claim, 'opposite');
    }
    return \%opposite;
}

# Statements that count, in the order of their files, and the respondents who replied.
sub read_replies {
    my ($folder) = @_;
    my (@replies, %replaced, @said, %replied);
    for my $file (glob("$folder/replies/*")) {
        my $text = slurp($file);
        my ($head) = $file =~ /xml$/ ? $text =~ /<reply([^>]*)>/ : $text =~ /\A(.*?)^body:/ms;
        $head = " $head";
        my %reply = map { $_ => value($head, $_) } qw(id respondent relation supersedes);
        $replaced{$reply{supersedes}} = 1 if ($reply{relation} // '') eq 'replacement';
        my @tags = $file =~ /xml$/ ? $text =~ /<statement\s([^>]*)>/g : $text =~ /statement:\s*(\{[^}]*\}|(?:\n +[\w-]+: ?.*)+)/g;
        push @replies, {%reply, tags => \@tags};
    }
    for my $reply (grep { !$replaced{$_->{id}} } @replies) {
        $replied{$reply->{respondent}} = 1;
        for my $tag (@{$reply->{tags}}) {
            my %statement = map { $_ => value(" $tag", $_) } qw(id act claim stance);
            $statement{stance} //= 'for';
            push @said, {%statement, id => "$reply->{id}.$statement{id}", respondent => $reply->{respondent}};
        }
    }
    return (\@said, \%replied);
}

# ---- What each kind of sentence rests on: acts and stances ----

my @opinions = qw(position recognition);
my @all = qw(position concern proposal practice commitment information recognition);
my %sides = (
    support => [[@opinions, 'proposal', 'commitment'], ['for']],
    concern => [['concern'], ['for']],
    conditional => [\@all, ['conditional']],
    against => [[grep { $_ ne 'concern' } @all], ['against']],
    'no-concern' => [['concern'], ['against']],
    neutral => [[@opinions, 'concern'], ['neutral']],
);
my %sentences = (
    position => [['position'], ['for']], recognition => [['recognition'], ['for']], concern => [['concern'], ['for']],
    conditional => [[grep { $_ ne 'proposal' } @all], ['conditional']], neutral => [[@opinions, 'concern'], ['neutral']],
    (map { $_ => [[$_], ['for', 'neutral']] } qw(practice commitment information)),
    proposal => [['proposal'], ['for', 'conditional', 'neutral']],
);

sub select_said {
    my ($said, $claim, $acts, $stances) = @_;
    return grep { my $s = $_; ($s->{claim} // '') eq $claim && grep({ $_ eq $s->{act} } @$acts) && grep({ $_ eq $s->{stance} } @$stances) } @$said;
}

sub evidence { # of the sentence of this id
    my ($id, $said, $opposite) = @_;
    my ($rule, $claim, $side) = $id =~ m{^([\w-]+)/([\w.-]+?)(?:#([\w-]+))?$} or return ();
    return select_said($said, $claim, @{$sides{$side}}) if $side;
    return select_said($said, $claim, @{$sentences{$rule}}) if $sentences{$rule};
    my ($other) = grep { defined } $opposite->{$claim}, grep { ($opposite->{$_} // '') eq $claim } keys %$opposite;
    return map { my $c = $_; map { select_said($said, $c, @$_) } values %sides } grep { defined } $claim, $other;
}

my @groups = (['government', 'observer'], ['un', 'igo', 'regional'], ['nhri'], ['ngo'], ['academic'],
    ['un', 'igo', 'regional', 'nhri', 'ngo', 'academic', 'other']);

sub group_size { # of the narrowest group that holds all of these
    my ($who, $replied, $kind) = @_;
    for my $group (@groups) {
        my %in = map { $_ => 1 } @$group;
        next if grep { !$in{$kind->{$_}} } @$who;
        return scalar grep { $in{$kind->{$_}} } keys %$replied;
    }
    return scalar keys %$replied;
}

sub list { join ' ', sort @_ }

# ---- The two programs side by side ----

sub compare_sentence {
    my ($s, $said, $replied, $kind, $opposite) = @_;
    my @evidence = evidence($s->{id}, $said, $opposite);
    my %who = map { $_->{respondent} => 1 } @evidence;
    my @who = keys %who;
    my @wrong;
    push @wrong, 'k ' . @who . " and not $s->{k}" unless @who == $s->{k};
    my $n = group_size(\@who, $replied, $kind);
    push @wrong, "n $n and not $s->{n}" unless $n == $s->{n};
    push @wrong, 'respondents ' . list(@who) unless list(@who) eq list(@{$s->{respondents}});
    my ($counted, $named) = (list(map { $_->{id} } @evidence), list(map { $_->{id} } @{$s->{statements}}));
    push @wrong, "statements $counted and not $named" unless $counted eq $named;
    if ($s->{rule} eq 'proposal') {
        my @also = grep { !$who{$_->{respondent}} } select_said($said, $s->{claim}, \@opinions, ['for']);
        push @wrong, 'also ' . list(map { $_->{id} } @also) unless list(map { $_->{id} } @also) eq list(map { $_->{id} } @{$s->{also}});
    }
    return map { "$s->{id}: $_" } @wrong;
}

# A count that is printed is the count that was made; no word claims more.
my %in_words = map { (qw(zero one two three four five six seven eight nine))[$_] => $_ } 0 .. 9;
sub compare_words {
    my ($s) = @_;
    return () if $s->{override} && $s->{generated};
    my ($k, $n) = $s->{text} =~ /\b(\w+) of the (\w+) (?:States|respondents|organizations|institutions|academic|non-|United|intergov)/i or return ();
    for ($k, $n) { $_ = $in_words{lc $_} // $_ }
    my @wrong;
    push @wrong, "$s->{id}: the text says $k of $n" unless $k eq $s->{k} && $n eq $s->{n};
    push @wrong, "$s->{id}: all" if $s->{text} =~ /^All /i && $s->{k} != $s->{n};
    push @wrong, "$s->{id}: most or majority" if $s->{text} =~ /^(?:Most|A majority)/i && 2 * $s->{k} <= $s->{n};
    return @wrong;
}

sub compare_places { # what is said to be at a place stands there
    my ($folder, $s) = @_;
    my @wrong;
    for my $statement (@{$s->{statements}}, @{$s->{also}}) {
        my @lines = split /\n/, slurp("$folder/$statement->{file}"), -1;
        my ($id) = $statement->{id} =~ /\.([^.]+)$/;
        my $here = join "\n", @lines[$statement->{line} - 1 .. $#lines];
        utf8::decode($here);
        $here = substr $here, $statement->{column} - 1, 200;
        push @wrong, "$s->{id}: $statement->{id} at $statement->{file}:$statement->{line}:$statement->{column}"
            unless $here =~ /\A<?statement\b/ && $here =~ /\bid(?:="|: )\Q$id\E\b/;
    }
    return @wrong;
}

sub explains { # `explain` of a paragraph shows each of its sentences and all of their evidence
    my ($folder, $paragraph, @sentences) = @_;
    my ($status, $text, $messages) = run('explain', $folder, $paragraph);
    return ("explain $paragraph: status $status, $messages") if $status;
    my @wrong;
    for my $s (@sentences) {
        push @wrong, "explain $paragraph does not show $s->{id}" if index($text, encode_utf8($s->{text})) < 0;
        for my $statement (@{$s->{statements}}, @{$s->{also}}) {
            my $line = "$statement->{file}:$statement->{line}:$statement->{column}: $statement->{id} ";
            push @wrong, "explain $paragraph does not show $line" if index($text, $line) < 0;
        }
    }
    return @wrong;
}

sub trace_of {
    my ($folder) = @_;
    my $out = scratch();
    my (undef, $status, $messages) = build($folder, $out, '--force');
    my ($trace) = glob("$out/*/*.trace.json");
    ok($status == 0 && $trace, "$folder builds with a trace", $messages);
    return decode_json(slurp($trace));
}

for my $sample (["a-68-277", 39], ["showcase", 36]) {
    my ($name, $least) = @$sample;
    my $folder = "$root/submissions/$name";
    my ($said, $replied) = read_replies($folder);
    my ($kind, $opposite) = (kinds($folder), claims($folder));
    my $trace = trace_of($folder);
    my @counted = grep { $_->{claim} } @{$trace->{sentences}};
    ok(@counted >= $least, "$name: " . @counted . ' of ' . @{$trace->{sentences}} . ' sentences rest on statements');
    my @wrong = map { compare_sentence($_, $said, $replied, $kind, $opposite) } @counted;
    ok(!@wrong, "$name: k, n, respondents and statements counted again", @wrong);
    @wrong = map { compare_words($_) } @counted;
    ok(!@wrong, "$name: the words say what was counted", @wrong);
    @wrong = map { compare_places($folder, $_) } @counted;
    ok(!@wrong, "$name: evidence stands where it is said to stand", @wrong);
    my %by_paragraph;
    push @{$by_paragraph{$_->{paragraph} || $_->{id}}}, $_ for @{$trace->{sentences}};
    @wrong = map { explains($folder, $_, @{$by_paragraph{$_}}) } sort keys %by_paragraph;
    ok(!@wrong, "$name: explain answers for all " . @{$trace->{sentences}} . ' sentences', @wrong);
    my ($scope) = grep { $_->{id} eq 'scope' } @{$trace->{sentences}};
    ok($scope->{n} == keys %$replied, "$name: $scope->{n} respondents");
    my %carried = map { $_->{id} => 1 } map { @{$_->{statements}}, @{$_->{also}} } grep { $_->{rule} eq 'proposal' } @counted;
    my @lost = grep { $_->{act} eq 'proposal' && $_->{stance} ne 'against' && !$carried{$_->{id}} } @$said;
    ok(!@lost, "$name: every proposal is carried", map { $_->{id} } @lost);
}
done();
