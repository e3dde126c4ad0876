#include "cli/version.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <hb.h>
#include <libxml/xmlversion.h>
#include <pango/pango.h>
#include <qpdf/qpdf-c.h>
#include <unicode/uversion.h>
#include <yaml.h>

void version_print(FILE *out)
{
    int fontconfig = FcGetVersion();
    fprintf(out, "sgreport %s\n", SG_VERSION);
    fprintf(out, "glib %u.%u.%u, libxml2 %s, libyaml %s, icu %s,\n", glib_major_version, glib_minor_version,
            glib_micro_version, LIBXML_DOTTED_VERSION, yaml_get_version_string(), U_ICU_VERSION);
    fprintf(out, "pango %s, harfbuzz %s, cairo %s, fontconfig %d.%d.%d, qpdf %s\n", pango_version_string(),
            hb_version_string(), cairo_version_string(), fontconfig / 10000, fontconfig / 100 % 100, fontconfig % 100,
            qpdf_get_qpdf_version());
}
