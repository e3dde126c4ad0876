/* Sorting that keeps what is equal in order: GLib has it under two names, the first until 2.82. */
#ifndef SG_BASE_SORT_H
#define SG_BASE_SORT_H

#include <glib.h>

static inline void sort_stable(void *items, size_t count, size_t size, GCompareDataFunc compare, void *data)
{
    if (count == 0)
        return;
#if GLIB_CHECK_VERSION(2, 82, 0)
    g_sort_array(items, count, size, compare, data);
#else
    g_qsort_with_data(items, (gint)count, size, compare, data);
#endif
}

#endif
