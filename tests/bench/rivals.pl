#!/usr/bin/perl
# Writes the words of a generated consultation as the source of another program.
#   rivals.pl PROGRAM WORDS > SOURCE      PROGRAM: typst, pdftex, lualatex, groff, weasyprint, fop
# WORDS is what generate.pl leaves beside its folder: one block a line, "= " before a heading (the id of the respondent),
# "[[...]]" around a note; letters and plain punctuation, so nothing is escaped. All set it alike: Letter page, measure
# 354 pt, 10 on 12 points, notes 8 on 10, Times or Liberation Serif; each hyphenates, numbers pages and makes bookmarks as
# is its custom.
use strict;
use warnings;

my ($program, $path) = @ARGV;
die "usage: rivals.pl PROGRAM WORDS\n" unless $path;

# Each writer: what stands before all and after all, and how a heading, a paragraph and a note are written.
my %writers = (
    typst => {
        head => qq{#set page(width: 612pt, height: 792pt, margin: (left: 129pt, right: 129pt, top: 90pt, bottom: 90pt), numbering: "1/1")\n}
            . qq{#set text(font: "Liberation Serif", size: 10pt, lang: "en")\n#set par(justify: true, leading: 4.5pt, spacing: 10pt)\n}
            . qq{#show footnote.entry: set text(size: 8pt)\n},
        heading => sub { "= $_[0]\n\n" }, paragraph => sub { "$_[0]\n\n" }, note => sub { "#footnote[$_[0]]" },
    },
    pdftex => {
        head => "\\pdfpagewidth=612bp \\pdfpageheight=792bp \\hoffset=57bp \\voffset=18bp \\hsize=354bp \\vsize=600bp\n"
            . "\\font\\body=ptmr8t at 10pt \\font\\small=ptmr8t at 8pt \\font\\bold=ptmb8t at 12pt \\body \\baselineskip=12pt\n"
            . "\\parskip=6pt \\parindent=0pt \\clubpenalty=10000 \\widowpenalty=10000 \\raggedbottom \\emergencystretch=2em\n"
            . "\\newcount\\note \\def\\fn#1{\\global\\advance\\note by1 \\footnote{\$^{\\the\\note}\$}{\\small\\baselineskip=10pt #1}}\n"
            . "\\def\\head#1{\\goodbreak\\medskip\\pdfdest name{#1} xyz\\pdfoutline goto name{#1} {#1}{\\bold #1}\\par\\nobreak}\n",
        tail => "\\bye\n",
        heading => sub { "\\head{$_[0]}\n" }, paragraph => sub { "$_[0]\n\n" }, note => sub { "\\fn{$_[0]}" },
    },
    lualatex => {
        head => "\\documentclass[10pt]{article}\n\\usepackage[paperwidth=612bp,paperheight=792bp,textwidth=354bp,textheight=600bp]{geometry}\n"
            . "\\usepackage{fontspec}\\setmainfont{Liberation Serif}\n\\usepackage{hyperref}\n"
            . "\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt}\\raggedbottom\\clubpenalty10000\\widowpenalty10000\\emergencystretch2em\n"
            . "\\begin{document}\n",
        tail => "\\end{document}\n",
        heading => sub { "\\section*{$_[0]}\\addcontentsline{toc}{section}{$_[0]}\n" }, paragraph => sub { "$_[0]\n\n" },
        note => sub { "\\footnote{$_[0]}" },
    },
    groff => {
        head => ".nr PS 10\n.nr VS 12\n.nr LL 354p\n.nr PO 129p\n.nr HM 90p\n.nr FM 90p\n.nr FPS 8p\n",
        heading => sub { ".SH\n$_[0]\n" }, paragraph => sub { ".LP\n$_[0]\n" }, note => sub { "\\**\n.FS\n$_[0]\n.FE\n" },
    },
    weasyprint => {
        head => '<html lang="en"><head><title>Bench</title><style>@page{size:612pt 792pt;margin:90pt 129pt;@bottom-right{content:counter(page) "/" counter(pages)}}'
            . 'body{font:10pt/12pt "Liberation Serif";text-align:justify;orphans:2;widows:2}.n{float:footnote;font-size:8pt;line-height:10pt}</style></head><body>',
        tail => '</body></html>',
        heading => sub { "<h1>$_[0]</h1>\n" }, paragraph => sub { "<p>$_[0]</p>\n" }, note => sub { "<span class=\"n\">$_[0]</span>" },
    },
    fop => {
        head => '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set><fo:simple-page-master master-name="p" '
            . 'page-width="612pt" page-height="792pt" margin="90pt 129pt"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>'
            . '<fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body" font-family="Times" font-size="10pt" line-height="12pt" text-align="justify">',
        tail => '</fo:flow></fo:page-sequence></fo:root>',
        heading => sub { "<fo:block font-weight=\"bold\" keep-with-next=\"always\">$_[0]</fo:block>\n" },
        paragraph => sub { "<fo:block space-after=\"6pt\" orphans=\"2\" widows=\"2\">$_[0]</fo:block>\n" },
        note => sub {
            our $number++;
            "<fo:footnote><fo:inline>$number</fo:inline><fo:footnote-body><fo:block font-size=\"8pt\">$number $_[0]</fo:block></fo:footnote-body></fo:footnote>";
        },
    },
);

my $writer = $writers{$program} or die "rivals.pl: no writer for $program\n";
open my $words, '<', $path or die "$path: $!\n";
print $writer->{head};
while (my $line = <$words>) {
    chomp $line;
    if ($line =~ s/^= //) {
        print $writer->{heading}->($line);
    } else {
        $line =~ s/\[\[(.*?)\]\]/$writer->{note}->($1)/ge;
        print $writer->{paragraph}->($line);
    }
}
print $writer->{tail} // '';
