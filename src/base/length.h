/* Lengths: integers in Pango units, 1/1024 of a PDF point (1/72 in). */
#ifndef SG_BASE_LENGTH_H
#define SG_BASE_LENGTH_H

#include <stdint.h>

typedef int32_t Length;

#define LENGTH_UNIT 1024
/* For constants only; lengths of a layout come from its style file. */
#define LENGTH_PT(points) ((Length)((points)*LENGTH_UNIT + ((points) < 0 ? -0.5 : 0.5)))

static inline double length_points(Length length)
{
    return (double)length / LENGTH_UNIT;
}

#endif
