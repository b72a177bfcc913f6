/* Exponential, logarithm and the normal distribution: elementary.py in C, operation by operation.
 * Written without branches, so that a loop over lanes becomes vector code. */
#ifndef CITYPACT_ELEMENTARY_H
#define CITYPACT_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define TWO_52 4503599627370496.0
#define WHOLE_BITS 0x4330000000000000u
#define ONE_BITS 0x3FF0000000000000u
#define ROOT_HALF_BITS 0x3FE6A09E667F3BCDu
#define FRACTION_BITS 0x000FFFFFFFFFFFFFu
#define LN2_HIGH 0x1.62e42fee00000p-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define LOG2_E 0x1.71547652b82fep+0
#define ROUNDER 6755399441055744.0 /* 1.5 * 2^52 */

/* Horner's rule, the highest power first. */
#define HORNER7(x, a, b, c, d, e, f, g) \
    (((((((a) * (x) + (b)) * (x) + (c)) * (x) + (d)) * (x) + (e)) * (x) + (f)) * (x) + (g))
#define HORNER8(x, a, b, c, d, e, f, g, h) (HORNER7(x, a, b, c, d, e, f, g) * (x) + (h))

static inline uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* condition ? yes : no, by bits: compilers will not make a branch of it, which they cannot undo. */
static inline double choose(int condition, double yes, double no)
{
    uint64_t mask = 0u - (uint64_t)condition;
    return double_of((bits_of(yes) & mask) | (bits_of(no) & ~mask));
}

static inline double exponential(double x)
{
    double shifted = x * LOG2_E + ROUNDER;
    double k = shifted - ROUNDER;
    double r = (x - k * LN2_HIGH) - k * LN2_LOW;
    double series = HORNER7(r, 1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0,
                            1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0);
    series = series * r + 1.0 / 720.0;
    series = series * r + 1.0 / 120.0;
    series = series * r + 1.0 / 24.0;
    series = series * r + 1.0 / 6.0;
    series = series * r + 1.0 / 2.0;
    double power = double_of((bits_of(shifted) + 1023u) << 52);
    return (1.0 + (r + r * r * series)) * power;
}

static inline double logarithm(double x)
{
    uint64_t bits = bits_of(x) + (ONE_BITS - ROOT_HALF_BITS);
    double k = double_of((bits >> 52) | WHOLE_BITS) - (TWO_52 + 1023.0);
    double m = double_of((bits & FRACTION_BITS) + ROOT_HALF_BITS);
    double f = m - 1.0;
    double s = f / (2.0 + f);
    double z = s * s;
    double series = HORNER7(z, 1.0 / 21.0, 1.0 / 19.0, 1.0 / 17.0, 1.0 / 15.0, 1.0 / 13.0,
                            1.0 / 11.0, 1.0 / 9.0);
    series = series * z + 1.0 / 7.0;
    series = series * z + 1.0 / 5.0;
    series = series * z + 1.0 / 3.0;
    series = 2.0 * s + 2.0 * s * (z * series);
    return k * LN2_HIGH + (series + k * LN2_LOW);
}

/* AS 241 (Wichura 1988), PPND16. */
static inline double normal_quantile(double u)
{
    double q = u - 0.5;
    double r = 0.180625 - q * q;
    double central =
        q
        * HORNER8(r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
                  4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
                  1.3314166789178437745e2, 3.3871328727963666080e0)
        / HORNER8(r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
                  2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
                  4.2313330701600911252e1, 1.0);
    double above = 1.0 - u;
    double tail = sqrt(0.0 - logarithm(choose(q < 0.0, u, above)));
    double x = tail - 1.6;
    double middle =
        HORNER8(x, 7.74545014278341407640e-4, 2.27238449892691845833e-2,
                2.41780725177450611770e-1, 1.27045825245236838258e0, 3.64784832476320460504e0,
                5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0)
        / HORNER8(x, 1.05075007164441684324e-9, 5.47593808499534494600e-4,
                  1.51986665636164571966e-2, 1.48103976427480074590e-1,
                  6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0,
                  1.0);
    double y = tail - 5.0;
    double farthest =
        HORNER8(y, 2.01033439929228813265e-7, 2.71155556874348757815e-5,
                1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1,
                1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0)
        / HORNER8(y, 2.04426310338993978564e-15, 1.42151175831644588870e-7,
                  1.84631831751005468180e-5, 7.86869131145613259100e-4,
                  1.48753612908506148525e-2, 1.36929880922735805310e-1,
                  5.99832206555887937690e-1, 1.0);
    double outer = choose(y <= 0.0, middle, farthest);
    double negative = 0.0 - outer;
    outer = choose(q < 0.0, negative, outer);
    return choose(r >= 0.0, central, outer);
}

/* Hart et al. (1968), no. 5666. */
static inline double normal_distribution(double z)
{
    double negative = 0.0 - z;
    double size = choose(z < 0.0, negative, z);
    double below = exponential(size * size * -0.5)
                   * HORNER7(size, 3.52624965998911e-2, 0.700383064443688, 6.37396220353165,
                             33.912866078383, 112.079291497871, 221.213596169931,
                             220.206867912376);
    below = below
            / HORNER8(size, 8.83883476483184e-2, 1.75566716318264, 16.064177579207,
                      86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
                      440.413735824752);
    double above = 1.0 - below;
    return choose(z > 0.0, above, below);
}

#endif
