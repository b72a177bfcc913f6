"""Exponential, logarithm and the normal distribution, written as plain arithmetic.

The mathematics library of each platform rounds these functions in its own way. These here
use only addition, multiplication, division, square root and integer operations, which IEEE
754 fixes to the last bit, in the same order as ``native/elementary.h``: NumPy, C and
WebAssembly give the same bits on every machine.

Sources: argument reduction as usual (Muller, *Elementary Functions*, 3rd ed. 2016, ch. 11);
inverse normal: Wichura (1988), Algorithm AS 241, PPND16, *Applied Statistics* 37(3), 477-484;
normal distribution: the rational function of Hart et al. (1968), *Computer Approximations*,
no. 5666, as given by West (2005), *Wilmott* May 2005, 70-76.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from citypact.engine.arrays import Floats

__all__ = ["exponential", "logarithm", "normal_distribution", "normal_quantile"]

_LOG2_E: Final = float.fromhex("0x1.71547652b82fep+0")
#: ln 2 in two parts; the last 21 bits of the first are zero, so that its multiples are exact.
_LN2_HIGH: Final = float.fromhex("0x1.62e42fee00000p-1")
_LN2_LOW: Final = float.fromhex("0x1.a39ef35793c76p-33")
#: 1.5 · 2^52: adding it rounds to a whole number, which then stands in the low bits.
_ROUNDER: Final = 6755399441055744.0
#: 1/13!, 1/12!, …, 1/2!: the Taylor series reaches 2^-53 for |x| <= ln 2 / 2.
_EXPONENTIAL: Final = (
    1.0 / 6227020800.0,
    1.0 / 479001600.0,
    1.0 / 39916800.0,
    1.0 / 3628800.0,
    1.0 / 362880.0,
    1.0 / 40320.0,
    1.0 / 5040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    1.0 / 2.0,
)
#: 1/21, 1/19, …, 1/3: the series of artanh, for |s| <= 0.1716.
_LOGARITHM: Final = (
    1.0 / 21.0,
    1.0 / 19.0,
    1.0 / 17.0,
    1.0 / 15.0,
    1.0 / 13.0,
    1.0 / 11.0,
    1.0 / 9.0,
    1.0 / 7.0,
    1.0 / 5.0,
    1.0 / 3.0,
)
_ROOT_HALF_BITS: Final = np.uint64(0x3FE6A09E667F3BCD)
_ONE_BITS: Final = np.uint64(0x3FF0000000000000)
_FRACTION_BITS: Final = np.uint64(0x000FFFFFFFFFFFFF)
#: The bits of 2^52, whose low bits are whole numbers: a way from integer to double.
_WHOLE_BITS: Final = np.uint64(0x4330000000000000)
_TWO_52: Final = 4503599627370496.0

_CENTRAL_TOP: Final = (
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0,
)
_CENTRAL_BOTTOM: Final = (
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1.0,
)
_MIDDLE_TOP: Final = (
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0,
)
_MIDDLE_BOTTOM: Final = (
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1.0,
)
_FAR_TOP: Final = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e0,
    5.46378491116411436990e0,
    6.65790464350110377720e0,
)
_FAR_BOTTOM: Final = (
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1.0,
)
_HART_TOP: Final = (
    3.52624965998911e-2,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376,
)
_HART_BOTTOM: Final = (
    8.83883476483184e-2,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752,
)


def _polynomial(x: Floats, coefficients: tuple[float, ...]) -> Floats:
    """Horner's rule, the highest power first."""
    value = coefficients[0] * x + coefficients[1]
    for coefficient in coefficients[2:]:
        value = value * x + coefficient
    return value


def exponential(x: Floats) -> Floats:
    """``e ** x`` for ``-708 <= x <= 709``, relative error below 5e-16; any shape.

    ``x = k ln 2 + r`` with ``|r| <= ln 2 / 2``; the Taylor series of ``e ** r`` to r^13 times
    ``2 ** k``. Outside the domain the result is meaningless: callers keep within it.
    """
    shifted = x * _LOG2_E + _ROUNDER
    k = shifted - _ROUNDER
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    series = 1.0 + (r + r * r * _polynomial(r, _EXPONENTIAL))
    power: Floats = ((shifted.view(np.uint64) + np.uint64(1023)) << np.uint64(52)).view(np.float64)
    return series * power


def logarithm(x: Floats) -> Floats:
    """Natural logarithm of normal, positive, finite ``x``; relative error below 1e-15; any shape.

    ``x = 2^k m`` with m between the roots of 1/2 and 2, ``s = (m - 1) / (m + 1)``, and
    ``ln m = 2 artanh s`` by its series to s^21.
    """
    bits = x.view(np.uint64) + (_ONE_BITS - _ROOT_HALF_BITS)
    exponent: Floats = ((bits >> np.uint64(52)) | _WHOLE_BITS).view(np.float64)
    k = exponent - (_TWO_52 + 1023.0)
    m: Floats = ((bits & _FRACTION_BITS) + _ROOT_HALF_BITS).view(np.float64)
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    series = 2.0 * s + 2.0 * s * (z * _polynomial(z, _LOGARITHM))
    return k * _LN2_HIGH + (series + k * _LN2_LOW)


def normal_quantile(u: Floats) -> Floats:
    """Score z with standard normal probability ``u`` below it, ``0 < u < 1``; any shape.

    AS 241 (PPND16), relative error about 1e-16 where u is exact; all three of its ranges are
    computed and the right one is taken, as a vector machine does.
    """
    q = u - 0.5
    r = 0.180625 - q * q
    central = q * _polynomial(r, _CENTRAL_TOP) / _polynomial(r, _CENTRAL_BOTTOM)
    tail = np.sqrt(0.0 - logarithm(np.where(q < 0.0, u, 1.0 - u)))
    x = tail - 1.6
    middle = _polynomial(x, _MIDDLE_TOP) / _polynomial(x, _MIDDLE_BOTTOM)
    y = tail - 5.0
    far = _polynomial(y, _FAR_TOP) / _polynomial(y, _FAR_BOTTOM)
    outer = np.where(y <= 0.0, middle, far)
    outer = np.where(q < 0.0, 0.0 - outer, outer)
    return np.where(r >= 0.0, central, outer)


def normal_distribution(z: Floats) -> Floats:
    """Standard normal probability below ``z``, ``|z| <= 37``; absolute error below 1e-14."""
    size = np.where(z < 0.0, 0.0 - z, z)
    below = exponential(size * size * -0.5) * _polynomial(size, _HART_TOP)
    below = below / _polynomial(size, _HART_BOTTOM)
    return np.where(z > 0.0, 1.0 - below, below)
