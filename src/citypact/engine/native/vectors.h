/* Vectors of four lanes, which the compiler makes of whatever the instruction set has. */
#ifndef CITYPACT_VECTORS_H
#define CITYPACT_VECTORS_H

#include <stdint.h>
#include <string.h>

#ifndef __clang__ /* it warns of how vectors would be passed if these functions were not inlined */
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

typedef double four_doubles __attribute__((vector_size(32)));
typedef int64_t four_masks __attribute__((vector_size(32)));
typedef int32_t four_ints __attribute__((vector_size(16)));
typedef int16_t four_bins __attribute__((vector_size(8)));

static inline four_doubles load_four(const double *from)
{
    four_doubles value;
    memcpy(&value, from, sizeof value);
    return value;
}

/* yes where the mask is set, else no. */
static inline four_doubles select_four(four_masks mask, four_doubles yes, four_doubles no)
{
    return (four_doubles)(((four_masks)yes & mask) | ((four_masks)no & ~mask));
}

static inline four_doubles lesser(four_doubles a, four_doubles b)
{
    return select_four(a < b, a, b);
}

static inline four_doubles greater(four_doubles a, four_doubles b)
{
    return select_four(a > b, a, b);
}

#endif
