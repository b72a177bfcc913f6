/* What is made of draws: counts in histograms, and sums. */
#ifndef CITYPACT_TALLY_H
#define CITYPACT_TALLY_H

#include <stdint.h>

enum { LONGEST_PAIRWISE = 4096 };

/* Many quantities hardly vary, so neighbours often fall in one bin: they are counted together,
 * which spares the wait for the count just written. */
static void count_row(const double *restrict values, int64_t count, double low, double scale,
                      int bins, uint32_t *restrict counts)
{
    enum { PART = 256 };
    int32_t bin[PART + 1];
    const double limit = (double)bins;
    for (int64_t first = 0; first < count; first += PART) {
        const int part = count - first < PART ? (int)(count - first) : PART;
        for (int i = 0; i < part; i++) {
            double place = (values[first + i] - low) * scale;
            place = place >= 0.0 ? place : -1.0;
            place = place < limit ? place : limit;
            bin[i] = (int32_t)place + 1;
        }
        bin[part] = -1;
        for (int i = 0, same = 1; i < part; i++, same++)
            if (bin[i + 1] != bin[i]) {
                counts[bin[i]] += same;
                same = 0;
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
