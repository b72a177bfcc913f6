/* What is made of draws: counts in histograms, and sums. */
#ifndef CITYPACT_TALLY_H
#define CITYPACT_TALLY_H

#include <stdint.h>

#include "kernel.h"

enum { LONGEST_PAIRWISE = 4096 };

/* Add the bins that were found of each quantity to its counts. Those are wanted soon, and are far
 * away, since there are more than a cache holds: they are sent for a row ahead. Many quantities hardly
 * vary, so neighbours often fall in one bin: they are counted together, which spares the wait for the
 * count just written. */
static void add_counts(const counting *c, uint32_t *counts)
{
    const int64_t width = (int64_t)c->bins + 2;
    for (int64_t row = 0; row < c->quantities; row++, counts += width) {
        const int16_t *bin = c->found + row * c->stride, *next = bin + c->stride;
        const uint32_t *ahead = counts + width;
        uint32_t same = 1;
        for (int64_t i = 0; i + 1 < c->lanes; i++, same++) {
            if (row + 1 < c->quantities)
                __builtin_prefetch(ahead + next[i], 1);
            if (bin[i + 1] != bin[i]) {
                counts[bin[i]] += same;
                same = 0;
            }
        }
        counts[bin[c->lanes - 1]] += same;
    }
}

/* Widen the extremes of each quantity by what was met in any lane. */
static void widen(const counting *c, double *minimum, double *maximum)
{
    for (int64_t row = 0; row < c->quantities; row++) {
        const double *least = c->extremes + row * LANES, *greatest = least + LANES / 2;
        for (int i = 0; i < LANES / 2; i++) {
            minimum[row] = least[i] < minimum[row] ? least[i] : minimum[row];
            maximum[row] = greatest[i] > maximum[row] ? greatest[i] : maximum[row];
        }
    }
}

/* Sum of 2^k values: neighbours first, then neighbouring sums, and so on. */
static double sum_row(const double *values, int64_t count)
{
    double half[LONGEST_PAIRWISE / 2];
    if (count == 1)
        return values[0];
    count /= 2;
    for (int64_t i = 0; i < count; i++)
        half[i] = values[2 * i] + values[2 * i + 1];
    for (count /= 2; count > 0; count /= 2)
        for (int64_t i = 0; i < count; i++)
            half[i] = half[2 * i] + half[2 * i + 1];
    return half[0];
}

#endif
