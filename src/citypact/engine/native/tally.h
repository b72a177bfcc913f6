/* What is made of draws: counts in histograms, sums, and values by their rank. */
#ifndef CITYPACT_TALLY_H
#define CITYPACT_TALLY_H

#include <stdint.h>

enum { LONGEST_PAIRWISE = 4096 };

/* Least and greatest value; in several strands, since each comparison waits for the one before. */
static void extremes_row(const double *restrict values, int64_t count, double *least,
                         double *greatest)
{
    enum { STRANDS = 8 };
    double low[STRANDS], high[STRANDS];
    for (int s = 0; s < STRANDS; s++)
        low[s] = high[s] = values[0];
    int64_t i = 0;
    for (; i + STRANDS <= count; i += STRANDS)
        for (int s = 0; s < STRANDS; s++) {
            const double value = values[i + s];
            low[s] = value < low[s] ? value : low[s];
            high[s] = value > high[s] ? value : high[s];
        }
    for (; i < count; i++) {
        low[0] = values[i] < low[0] ? values[i] : low[0];
        high[0] = values[i] > high[0] ? values[i] : high[0];
    }
    for (int s = 1; s < STRANDS; s++) {
        low[0] = low[s] < low[0] ? low[s] : low[0];
        high[0] = high[s] > high[0] ? high[s] : high[0];
    }
    *least = low[0];
    *greatest = high[0];
}

enum { PART = 512 };

/* The bins of one part of a row. The counts are wanted soon, and are far away: there are more of
 * them than a cache holds, so they are sent for. */
static void find_bins(const double *restrict values, int part, double low, double scale, int bins,
                      const uint32_t *counts, int32_t *restrict bin)
{
    const double limit = (double)bins;
    for (int i = 0; i < part; i++) {
        double place = (values[i] - low) * scale;
        place = place >= 0.0 ? place : -1.0;
        place = place < limit ? place : limit;
        bin[i] = (int32_t)place + 1;
    }
    bin[part] = -1;
    for (int i = 0; i < part; i++)
        __builtin_prefetch(counts + bin[i], 1);
}

/* Many quantities hardly vary, so neighbours often fall in one bin: they are counted together,
 * which spares the wait for the count just written. */
static void count_bins(const int32_t *bin, int part, uint32_t *restrict counts)
{
    for (int i = 0, same = 1; i < part; i++, same++)
        if (bin[i + 1] != bin[i]) {
            counts[bin[i]] += same;
            same = 0;
        }
}

/* Count all values in the histograms of their rows, and widen the rows' extremes. */
static void tally(const double *values, int64_t rows, int64_t columns, const double *low,
                  const double *scale, int bins, uint32_t *counts, double *minimum, double *maximum)
{
    int32_t bin[2][PART + 1], same[2];
    uint32_t *waiting = NULL; /* the histogram whose bins were found last */
    int waiting_part = 0, turn = 0;
    for (int64_t row = 0; row < rows; row++) {
        const double *value = values + row * columns;
        uint32_t *count = counts + row * (bins + 2);
        double least, greatest;
        extremes_row(value, columns, &least, &greatest);
        minimum[row] = least < minimum[row] ? least : minimum[row];
        maximum[row] = greatest > maximum[row] ? greatest : maximum[row];
        if (least == greatest) { /* as many do in years before anything happens */
            find_bins(&least, 1, low[row], scale[row], bins, count, same);
            count[same[0]] += (uint32_t)columns;
            continue;
        }
        for (int64_t first = 0; first < columns; first += PART, turn = !turn) {
            const int part = columns - first < PART ? (int)(columns - first) : PART;
            find_bins(value + first, part, low[row], scale[row], bins, count, bin[turn]);
            if (waiting != NULL)
                count_bins(bin[!turn], waiting_part, waiting);
            waiting = count;
            waiting_part = part;
        }
    }
    if (waiting != NULL)
        count_bins(bin[!turn], waiting_part, waiting);
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

/* The values that have the given ranks, which ascend. Values are dealt into buckets of equal width
 * between the least and the greatest; only what is in buckets that hold a rank is put in order. room
 * and bucket have a place for each value, place one for each rank. */
static void rank_row(const double *restrict values, int64_t count, const int64_t *ranks,
                     int64_t rank_count, double *restrict room, int32_t *restrict bucket,
                     int32_t *restrict place, double *restrict found)
{
    double least, greatest;
    extremes_row(values, count, &least, &greatest);
    if (least == greatest) {
        for (int64_t k = 0; k < rank_count; k++)
            found[k] = least;
        return;
    }
    int32_t held[BUCKETS] = {0}, others[BUCKETS] = {0};
    const double scale = BUCKETS / (greatest - least);
    for (int64_t i = 0; i < count; i++) {
        double distance = (values[i] - least) * scale;
        distance = distance >= 0.0 ? distance : 0.0;
        distance = distance < BUCKETS - 1.0 ? distance : BUCKETS - 1.0;
        bucket[i] = (int32_t)distance;
    }
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
    int64_t gathered = 0;
    for (int64_t i = 0; i < count; i++) {
        room[gathered] = values[i];
        gathered += holds[bucket[i]];
    }
    sort_few(room, gathered);
    for (k = 0; k < rank_count; k++)
        found[k] = room[place[k]];
}

#endif
