/* Values by their rank: sketch.order_statistics in C. */
#ifndef CITYPACT_RANK_H
#define CITYPACT_RANK_H

#include "kernel.h"
#include "vectors.h"

enum { BUCKETS = 512 };

/* Put a few values in order (Shell's sort, with the gaps of Ciura 2001). */
static void sort_few(double *values, int64_t count)
{
    static const int64_t GAPS[] = {701, 301, 132, 57, 23, 10, 4, 1};
    for (size_t g = 0; g < sizeof GAPS / sizeof *GAPS; g++)
        for (int64_t gap = GAPS[g], i = gap; i < count; i++) {
            const double value = values[i];
            int64_t place = i;
            for (; place >= gap && values[place - gap] > value; place -= gap)
                values[place] = values[place - gap];
            values[place] = value;
        }
}

/* Least and greatest value; in two strands, since each comparison waits for the one before. */
static void find_extremes(const double *restrict values, int64_t count, double *least,
                          double *greatest)
{
    *least = *greatest = values[0];
    four_doubles low[2], high[2];
    int64_t i = 0;
    if (count >= 8) {
        low[0] = high[0] = load_four(values);
        low[1] = high[1] = load_four(values + 4);
        for (i = 8; i + 8 <= count; i += 8)
            for (int s = 0; s < 2; s++) {
                const four_doubles value = load_four(values + i + 4 * s);
                low[s] = lesser(value, low[s]);
                high[s] = greater(value, high[s]);
            }
        low[0] = lesser(low[0], low[1]);
        high[0] = greater(high[0], high[1]);
        for (int k = 0; k < 4; k++) {
            *least = low[0][k] < *least ? low[0][k] : *least;
            *greatest = high[0][k] > *greatest ? high[0][k] : *greatest;
        }
    }
    for (; i < count; i++) {
        *least = values[i] < *least ? values[i] : *least;
        *greatest = values[i] > *greatest ? values[i] : *greatest;
    }
}

/* The bucket of each value, of equal width from the least value on. */
static void find_buckets(const double *restrict values, int64_t count, double least, double scale,
                         int32_t *restrict bucket)
{
    const double last = BUCKETS - 1.0;
    const four_doubles none = {0.0}, most = none + last;
    int64_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const four_doubles distance = (load_four(values + i) - least) * scale;
        /* What is not a number, where a span overflows, goes to the first. */
        const four_doubles held = select_four(distance >= 0.0, lesser(distance, most), none);
        const four_ints found = __builtin_convertvector(held, four_ints);
        memcpy(bucket + i, &found, sizeof found);
    }
    for (; i < count; i++) {
        double distance = (values[i] - least) * scale;
        distance = distance >= 0.0 ? distance : 0.0;
        bucket[i] = (int32_t)(distance < last ? distance : last);
    }
}

/* Gather the values in buckets that are marked; how many. Most values are not, so eight are looked at
 * together first. */
static int64_t gather(const double *restrict values, int64_t count, const int32_t *restrict bucket,
                      const int8_t *marked, double *restrict room)
{
    int64_t gathered = 0;
    for (int64_t first = 0; first < count; first += 8) {
        const int64_t end = first + 8 < count ? first + 8 : count;
        int any = 0;
        for (int64_t i = first; i < end; i++)
            any |= marked[bucket[i]];
        for (int64_t i = first; any && i < end; i++) {
            room[gathered] = values[i];
            gathered += marked[bucket[i]];
        }
    }
    return gathered;
}

/* The values that have the given ranks, which ascend. Values are dealt into buckets of equal width
 * between the least and the greatest; only what is in buckets that hold a rank is put in order. room
 * and bucket have a place for each value, place one for each rank. */
static void rank_row(const double *restrict values, int64_t count, const int64_t *ranks,
                     int64_t rank_count, double *restrict room, int32_t *restrict bucket,
                     int32_t *restrict place, double *restrict found)
{
    double least, greatest;
    find_extremes(values, count, &least, &greatest);
    if (least == greatest) {
        for (int64_t k = 0; k < rank_count; k++)
            found[k] = least;
        return;
    }
    int32_t held[BUCKETS] = {0}, others[BUCKETS] = {0};
    find_buckets(values, count, least, BUCKETS / (greatest - least), bucket);
    /* Two counts, since one that was just written cannot be read at once. */
    for (int64_t i = 0; i + 1 < count; i += 2) {
        held[bucket[i]]++;
        others[bucket[i + 1]]++;
    }
    if (count % 2)
        held[bucket[count - 1]]++;
    for (int b = 0; b < BUCKETS; b++)
        held[b] += others[b];
    int64_t before = 0, wanted = 0, k = 0;
    int8_t holds[BUCKETS] = {0};
    for (int b = 0; b < BUCKETS && k < rank_count; before += held[b++]) {
        if (ranks[k] >= before + held[b])
            continue;
        holds[b] = 1;
        for (; k < rank_count && ranks[k] < before + held[b]; k++)
            place[k] = (int32_t)(ranks[k] - before + wanted);
        wanted += held[b];
    }
    sort_few(room, gather(values, count, bucket, holds, room));
    for (k = 0; k < rank_count; k++)
        found[k] = room[place[k]];
}

#endif
