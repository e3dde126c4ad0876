# Word files for the tests, made of the XML of their parts.
package Docx;
use strict;
use warnings;
use Exporter 'import';
use IO::Compress::Zip qw(zip $ZipError);

our @EXPORT = qw(docx word_document word_p word_r pack_parts);

my $w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
my $office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

# An archive of name => bytes; "about" files first, as Word writes them.
sub pack_parts {
    my ($path, @parts) = @_;
    my $archive = '';
    my $zip;
    while (my ($name, $bytes) = splice @parts, 0, 2) {
        if ($zip) { $zip->newStream(Name => $name, Time => 0) or die $ZipError }
        else { $zip = IO::Compress::Zip->new(\$archive, Name => $name, Time => 0) or die $ZipError }
        $zip->print($bytes);
    }
    $zip->close;
    open my $f, '>:raw', $path or die "$path: $!";
    print $f $archive;
    close $f or die;
}

sub word_r { # a run: text, and what stands in its rPr
    my ($text, $look) = @_;
    return '<w:r>' . ($look ? "<w:rPr>$look</w:rPr>" : '') . "<w:t xml:space=\"preserve\">$text</w:t></w:r>";
}

sub word_p { # a paragraph: its content, and what stands in its pPr
    my ($content, $about) = @_;
    $content = word_r($content) unless $content =~ /^</;
    return '<w:p>' . ($about ? "<w:pPr>$about</w:pPr>" : '') . "$content</w:p>";
}

sub word_document { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document $w><w:body>$_[0]<w:sectPr/></w:body></w:document>" }

# A Word file: body => XML, and as they are needed styles, numbering, footnotes, links ({id => address}).
sub docx {
    my ($path, %part) = @_;
    my @relations = map { ["$office/$_", "$_.xml", ''] } grep { $part{$_} } qw(styles numbering footnotes endnotes);
    my $relations = join '', map { my ($type, $target) = @{$relations[$_]}; "<Relationship Id=\"rId$_\" Type=\"$type\" Target=\"$target\"/>" } 0 .. $#relations;
    my $links = $part{links} || {};
    $relations .= "<Relationship Id=\"$_\" Type=\"$office/hyperlink\" Target=\"$links->{$_}\" TargetMode=\"External\"/>" for sort keys %$links;
    my $space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
    my %root = (styles => 'styles', numbering => 'numbering', footnotes => 'footnotes', endnotes => 'endnotes');
    pack_parts($path,
        '[Content_Types].xml' => '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        '_rels/.rels' => "<Relationships $space><Relationship Id=\"rId1\" Type=\"$office/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        'word/_rels/document.xml.rels' => "<Relationships $space>$relations</Relationships>",
        'word/document.xml' => $part{document} // word_document($part{body}),
        map { ("word/$_.xml" => "<w:$root{$_} $w>$part{$_}</w:$root{$_}>") } grep { $part{$_} } sort keys %root);
}

1;
