/* Random numbers in the tile: random_numbers.py, latin_hypercube.py, the points of
 * sobol_sequence.py and sampler.py in C. A row is TILE numbers, one a lane. */
#ifndef CITYPACT_RANDOM_H
#define CITYPACT_RANDOM_H

#include "elementary.h"
#include "kernel.h"

#define EACH_OF_TILE for (int i = 0; i < TILE; i++)

/* Philox4x32-10 (Salmon et al. 2011) of the counters (draw, stream): its first two words. */
static void words_row(const uint64_t *restrict draws, uint64_t stream, uint64_t key,
                      uint32_t *restrict x0, uint32_t *restrict x1)
{
    uint32_t x2[TILE], x3[TILE];
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    EACH_OF_TILE {
        x0[i] = (uint32_t)draws[i];
        x1[i] = (uint32_t)(draws[i] >> 32);
        x2[i] = (uint32_t)stream;
        x3[i] = (uint32_t)(stream >> 32);
    }
    for (int round = 0; round < 10; round++) {
        EACH_OF_TILE {
            uint64_t p0 = (uint64_t)0xD2511F53u * x0[i];
            uint64_t p1 = (uint64_t)0xCD9E8D57u * x2[i];
            x0[i] = (uint32_t)(p1 >> 32) ^ x1[i] ^ k0;
            x1[i] = (uint32_t)p1;
            x2[i] = (uint32_t)(p0 >> 32) ^ x3[i] ^ k1;
            x3[i] = (uint32_t)p0;
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

static inline double uniform_of(uint64_t bits)
{
    double whole = double_of(bits >> 12 | WHOLE_BITS) - TWO_52;
    return (whole + 0.5) * (1.0 / TWO_52);
}

#ifdef __AVX2__
/* The same words, in registers from the first round to the last: eight lanes at a time, each in the
 * lower half of 64 bits. What the upper halves hold meanwhile is never read. */
static void random_row(const uint64_t *restrict draws, uint64_t stream, uint64_t key,
                       double *restrict u)
{
    typedef uint64_t four __attribute__((vector_size(32)));
    enum { PAIR = 2 };
    uint64_t bits[TILE];
    for (int first = 0; first < TILE; first += 4 * PAIR) {
        uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
        four x0[PAIR], x1[PAIR], x2[PAIR], x3[PAIR];
        for (int i = 0; i < PAIR; i++) {
            memcpy(x0 + i, draws + first + 4 * i, sizeof *x0);
            x1[i] = x0[i] >> 32;
            x2[i] = (four){stream, stream, stream, stream};
            x3[i] = x2[i] >> 32;
        }
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < PAIR; i++) {
                four p0 = (four)_mm256_mul_epu32((__m256i)x0[i], _mm256_set1_epi64x(0xD2511F53));
                four p1 = (four)_mm256_mul_epu32((__m256i)x2[i], _mm256_set1_epi64x(0xCD9E8D57));
                x0[i] = p1 >> 32 ^ x1[i] ^ k0;
                x1[i] = p1;
                x2[i] = p0 >> 32 ^ x3[i] ^ k1;
                x3[i] = p0;
            }
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        for (int i = 0; i < PAIR; i++) {
            four both = x0[i] << 32 | (x1[i] & 0xFFFFFFFFu);
            memcpy(bits + first + 4 * i, &both, sizeof both);
        }
    }
    EACH_OF_TILE u[i] = uniform_of(bits[i]);
}
#else
static void random_row(const uint64_t *restrict draws, uint64_t stream, uint64_t key,
                       double *restrict u)
{
    uint32_t x0[TILE], x1[TILE];
    words_row(draws, stream, key, x0, x1);
    EACH_OF_TILE u[i] = uniform_of((uint64_t)x0[i] << 32 | x1[i]);
}
#endif

static inline uint32_t mixed(uint32_t word)
{
    word = (word ^ word >> 16) * 0x7FEB352Du;
    word = (word ^ word >> 15) * 0x846CA68Bu;
    return word ^ word >> 16;
}

/* Where a permutation of 0 to size - 1 takes the draws: a Feistel network, walked on. */
static void permute_row(const uint64_t *restrict draws, int64_t size, const uint32_t *words,
                        uint32_t *restrict part)
{
    int low_bits = 0;
    while ((int64_t)1 << 2 * low_bits < size)
        low_bits++;
    const uint32_t low_mask = (1u << low_bits) - 1u;
    const uint32_t high_side = (uint32_t)((size - 1) >> low_bits) + 1u;
    const uint32_t limit = (uint32_t)size;
    uint32_t outside = 1;
    EACH_OF_TILE part[i] = (uint32_t)draws[i] | 0x80000000u; /* marked as not yet walked */
    while (outside) {
        outside = 0;
        EACH_OF_TILE {
            uint32_t number = part[i] & 0x7FFFFFFFu, high = number >> low_bits;
            uint32_t low = number & low_mask;
            for (int turn = 0; turn < LATIN_ROUNDS; turn++) {
                high += (uint32_t)((uint64_t)mixed(low ^ words[2 * turn]) * high_side >> 32);
                high -= high >= high_side ? high_side : 0u;
                low ^= (uint32_t)((uint64_t)mixed(high ^ words[2 * turn + 1]) << low_bits >> 32);
            }
            uint32_t walked = high << low_bits | low;
            walked |= walked >= limit ? 0x80000000u : 0u;
            part[i] = part[i] & 0x80000000u ? walked : part[i];
            outside |= part[i] & 0x80000000u;
        }
    }
}

static void latin_row(const uint64_t *restrict draws, uint64_t stream, const design *d,
                      const uint32_t *words, double *restrict u)
{
    uint32_t part[TILE], x0[TILE], x1[TILE];
    permute_row(draws, d->size, words, part);
    words_row(draws, stream, d->key, x0, x1);
    const double size = (double)d->size;
    EACH_OF_TILE {
        double jitter = ((double)(int32_t)(x0[i] >> 10) + 0.5) * (1.0 / 4194304.0);
        u[i] = ((double)(int32_t)part[i] + jitter) / size;
    }
}

static void sobol_row(const uint64_t *restrict draws, const uint32_t *words, double *restrict u)
{
    uint32_t number[TILE], x[TILE], all = 0;
    EACH_OF_TILE {
        number[i] = (uint32_t)draws[i];
        all |= number[i];
        x[i] = words[SOBOL_BITS];
    }
    for (; all; all >>= 1, words++) {
        const uint32_t word = *words;
        EACH_OF_TILE {
            x[i] ^= word & (0u - (number[i] & 1u));
            number[i] >>= 1;
        }
    }
    EACH_OF_TILE u[i] = (double_of(x[i] | WHOLE_BITS) - TWO_52 + 0.5) * (1.0 / 4294967296.0);
}

static void uniform_row(const design *d, const uint64_t *restrict draws, uint64_t stream, int row,
                        double *restrict u)
{
    const uint32_t *words = d->words + row * words_of(d->sampling);
    if (d->sampling == SOBOL)
        sobol_row(draws, words, u);
    else if (d->sampling == LATIN_HYPERCUBE)
        latin_row(draws, stream, d, words, u);
    else
        random_row(draws, stream, d->key, u);
}

/* The value of one parameter from its uniform number or, where correlated, its normal score. */
static void parameter_row(const parameter *q, const double *restrict group, double *restrict u,
                          double *restrict value)
{
    const double c0 = q->coefficients[0], c1 = q->coefficients[1], c2 = q->coefficients[2],
                 c3 = q->coefficients[3], c4 = q->coefficients[4];
    const int scored = q->code == NORMAL || q->code == LOGNORMAL;
    if (scored || group)
        EACH_OF_TILE u[i] = normal_quantile(u[i]);
    if (group) {
        const double common = q->common, own = q->own;
        EACH_OF_TILE u[i] = common * group[i] + own * u[i];
        if (!scored)
            EACH_OF_TILE u[i] = normal_distribution(u[i]);
    }
    switch (q->code) {
    case NORMAL:
        EACH_OF_TILE value[i] = c0 + c1 * u[i];
        break;
    case LOGNORMAL:
        EACH_OF_TILE value[i] = c0 * exponential(c1 * u[i]);
        break;
    case TRIANGULAR:
        EACH_OF_TILE {
            const int rises = u[i] < c1;
            double up = u[i] * c2, down = (1.0 - u[i]) * c4;
            double root = sqrt(choose(rises, up, down));
            double rising = c0 + root, falling = c3 - root;
            value[i] = choose(rises, rising, falling);
        }
        break;
    case UNIFORM:
        EACH_OF_TILE value[i] = c0 + c1 * u[i];
        break;
    case RANGE:
        EACH_OF_TILE {
            double twice = 2.0 * u[i];
            double below = c0 + c1 * twice;
            double above = c2 + c3 * (twice - 1.0);
            value[i] = choose(twice < 1.0, below, above);
        }
        break;
    }
}

/* All parameters of the draws of one tile, a row each, to rows; lanes beyond the last, of which left
 * are left, repeat the last. Rows are those of the parameters and after them those of the groups. */
static void draw_parameters(const program *p, const design *d, const uint64_t *numbers, int64_t left,
                            double *rows)
{
    uint64_t draws[TILE];
    double u[TILE], *groups = rows + (size_t)p->parameter_count * TILE;
    EACH_OF_TILE draws[i] = numbers[i < left ? i : left - 1];
    for (int g = 0; g < p->group_count; g++) {
        uniform_row(d, draws, p->groups[g], p->parameter_count + g, u);
        EACH_OF_TILE groups[g * TILE + i] = normal_quantile(u[i]);
    }
    for (int n = 0; n < p->parameter_count; n++) {
        const parameter *q = p->parameters + n;
        uniform_row(d, draws, q->stream, n, u);
        parameter_row(q, q->group < 0 ? NULL : groups + q->group * TILE, u, rows + n * TILE);
    }
}

#endif
