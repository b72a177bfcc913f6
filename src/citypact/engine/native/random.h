/* Random numbers in the tile: random_numbers.py in C. A row is LANES numbers, one a lane. */
#ifndef CITYPACT_RANDOM_H
#define CITYPACT_RANDOM_H

#include "elementary.h"
#include "kernel.h"

#define EACH_LANE for (int i = 0; i < LANES; i++)

/* Philox4x32-10 (Salmon et al. 2011) of the counters (draw, stream); 52 bits to a uniform. */
static void uniform_row(const uint64_t *restrict draws, uint64_t stream, uint64_t key,
                        double *restrict u)
{
    uint32_t x0[LANES], x1[LANES], x2[LANES], x3[LANES];
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
    EACH_LANE {
        uint64_t bits = (((uint64_t)x0[i] << 32) | x1[i]) >> 12;
        double whole = double_of(bits | WHOLE_BITS) - TWO_52;
        u[i] = (whole + 0.5) * (1.0 / TWO_52);
    }
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
static void draw_parameters(const program *p, const uint64_t *draws, uint64_t key,
                            double *registers, double *groups)
{
    double u[LANES];
    for (int g = 0; g < p->group_count; g++) {
        uniform_row(draws, p->groups[g], key, u);
        EACH_LANE groups[g * LANES + i] = normal_quantile(u[i]);
    }
    for (int n = 0; n < p->parameter_count; n++) {
        const parameter *q = p->parameters + n;
        uniform_row(draws, q->stream, key, u);
        parameter_row(q, q->group < 0 ? NULL : groups + q->group * LANES, u,
                      registers + (size_t)q->destination * LANES);
    }
}

#endif
