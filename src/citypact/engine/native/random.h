/* Random numbers in the tile: random_numbers.py, latin_hypercube.py, the points of
 * sobol_sequence.py and sampler.py in C. A row is LANES numbers, one a lane. */
#ifndef CITYPACT_RANDOM_H
#define CITYPACT_RANDOM_H

#include "elementary.h"
#include "kernel.h"

#define EACH_LANE for (int i = 0; i < LANES; i++)

/* Philox4x32-10 (Salmon et al. 2011) of the counters (draw, stream): its first two words. */
static void words_row(const uint64_t *restrict draws, uint64_t stream, uint64_t key,
                      uint32_t *restrict x0, uint32_t *restrict x1)
{
    uint32_t x2[LANES], x3[LANES];
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    EACH_LANE {
        x0[i] = (uint32_t)draws[i];
        x1[i] = (uint32_t)(draws[i] >> 32);
        x2[i] = (uint32_t)stream;
        x3[i] = (uint32_t)(stream >> 32);
    }
    for (int round = 0; round < 10; round++) {
        EACH_LANE {
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

static void random_row(const uint64_t *restrict draws, uint64_t stream, uint64_t key,
                       double *restrict u)
{
    uint32_t x0[LANES], x1[LANES];
    words_row(draws, stream, key, x0, x1);
    EACH_LANE {
        uint64_t bits = (((uint64_t)x0[i] << 32) | x1[i]) >> 12;
        double whole = double_of(bits | WHOLE_BITS) - TWO_52;
        u[i] = (whole + 0.5) * (1.0 / TWO_52);
    }
}

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
    EACH_LANE part[i] = (uint32_t)draws[i] | 0x80000000u; /* marked as not yet walked */
    while (outside) {
        outside = 0;
        EACH_LANE {
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
    uint32_t part[LANES], x0[LANES], x1[LANES];
    permute_row(draws, d->size, words, part);
    words_row(draws, stream, d->key, x0, x1);
    const double size = (double)d->size;
    EACH_LANE {
        double jitter = ((double)(int32_t)(x0[i] >> 10) + 0.5) * (1.0 / 4194304.0);
        u[i] = ((double)(int32_t)part[i] + jitter) / size;
    }
}

static void sobol_row(const uint64_t *restrict draws, const uint32_t *words, double *restrict u)
{
    uint32_t number[LANES], x[LANES], all = 0;
    EACH_LANE {
        number[i] = (uint32_t)draws[i];
        all |= number[i];
        x[i] = words[SOBOL_BITS];
    }
    for (; all; all >>= 1, words++) {
        const uint32_t word = *words;
        EACH_LANE {
            x[i] ^= word & (0u - (number[i] & 1u));
            number[i] >>= 1;
        }
    }
    EACH_LANE u[i] = (double_of(x[i] | WHOLE_BITS) - TWO_52 + 0.5) * (1.0 / 4294967296.0);
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
        EACH_LANE u[i] = normal_quantile(u[i]);
    if (group) {
        const double common = q->common, own = q->own;
        EACH_LANE u[i] = common * group[i] + own * u[i];
        if (!scored)
            EACH_LANE u[i] = normal_distribution(u[i]);
    }
    switch (q->code) {
    case NORMAL:
        EACH_LANE value[i] = c0 + c1 * u[i];
        break;
    case LOGNORMAL:
        EACH_LANE value[i] = c0 * exponential(c1 * u[i]);
        break;
    case TRIANGULAR:
        EACH_LANE {
            double rising = c0 + sqrt(u[i] * c2);
            double falling = c3 - sqrt((1.0 - u[i]) * c4);
            value[i] = choose(u[i] < c1, rising, falling);
        }
        break;
    case UNIFORM:
        EACH_LANE value[i] = c0 + c1 * u[i];
        break;
    case RANGE:
        EACH_LANE {
            double twice = 2.0 * u[i];
            double below = c0 + c1 * twice;
            double above = c2 + c3 * (twice - 1.0);
            value[i] = choose(twice < 1.0, below, above);
        }
        break;
    }
}

/* All parameters of the draws of one tile, into their registers; groups is LANES a group. */
static void draw_parameters(const program *p, const design *d, const uint64_t *draws,
                            double *registers, double *groups)
{
    double u[LANES];
    for (int g = 0; g < p->group_count; g++) {
        uniform_row(d, draws, p->groups[g], p->parameter_count + g, u);
        EACH_LANE groups[g * LANES + i] = normal_quantile(u[i]);
    }
    for (int n = 0; n < p->parameter_count; n++) {
        const parameter *q = p->parameters + n;
        uniform_row(d, draws, q->stream, n, u);
        parameter_row(q, q->group < 0 ? NULL : groups + q->group * LANES, u,
                      registers + (size_t)q->destination * LANES);
    }
}

#endif
