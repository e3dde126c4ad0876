/* Small things libqpdf is asked for. */
#ifndef SG_SEAL_GLUE_H
#define SG_SEAL_GLUE_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* Data of a stream, decoded. NULL when that fails. Owned by the caller. */
GByteArray *glue_stream(qpdf_data qpdf, qpdf_oh stream);
/* "/Key value/Key value" of a dictionary without the keys of the list, which ends with NULL. References stay such. */
void glue_copy_dict(qpdf_data qpdf, qpdf_oh dict, const char *const *except, GString *out);
/* Number of the object a key refers to; 0 when it is not there or stands in the dictionary itself. */
int glue_reference(qpdf_data qpdf, qpdf_oh dict, const char *key);
/* The names of the keys. Free with g_ptr_array_unref(). */
GPtrArray *glue_keys(qpdf_data qpdf, qpdf_oh dict);
/* The first error or warning, as text; NULL: none. Owned by the caller. */
char *glue_complaint(qpdf_data qpdf);

#endif
