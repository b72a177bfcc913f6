/* Counting the outputs of eight lanes as soon as they are made, while they are near: sketch.tally in
 * C, by vectors of four lanes. */
#ifndef CITYPACT_COUNT_H
#define CITYPACT_COUNT_H

#include "kernel.h"
#include "vectors.h"

/* The bins of four values: 0 below the range, then those within it, then one above it. */
static inline four_bins bins_of(four_doubles value, double low, double scale, double limit)
{
    const four_doubles below = {-1.0, -1.0, -1.0, -1.0};
    const four_doubles above = {limit, limit, limit, limit};
    four_doubles place = (value - low) * scale;
    place = select_four(place >= 0.0, place, below);
    place = select_four(place < limit, place, above);
    return __builtin_convertvector(__builtin_convertvector(place, four_ints) + 1, four_bins);
}

/* Find the bins of one quantity in LANES lanes from first on, widen its extremes, and sum. */
static inline void count_lanes(const counting *c, int64_t quantity, int64_t first,
                               const double *value)
{
    double *extremes = c->extremes + quantity * LANES;
    const double from = c->low[quantity], scale = c->scale[quantity];
    const four_doubles low = load_four(value), high = load_four(value + 4);
    const four_bins bins[2] = {bins_of(low, from, scale, c->bins),
                               bins_of(high, from, scale, c->bins)};
    const four_doubles ends[2] = {lesser(lesser(low, high), load_four(extremes)),
                                  greater(greater(low, high), load_four(extremes + 4))};
    memcpy(c->found + quantity * c->stride + first, bins, sizeof bins);
    memcpy(extremes, ends, sizeof ends);
    c->sums[first / LANES * c->quantities + quantity] =
        ((value[0] + value[1]) + (value[2] + value[3]))
        + ((value[4] + value[5]) + (value[6] + value[7]));
}

#endif
