"""What each operation is in NumPy: as usually written, and filling arrays that are there already.

``{a}``, ``{b}``, ``{c}`` are the operands, ``{s}`` the row or number of years, ``{o}`` the array
that is filled, ``{z}`` the shape of a new one.
"""

from __future__ import annotations

import numpy as np

#: Each gives a new array.
USUAL = {
    "add": "{a} + {b}",
    "subtract": "{a} - {b}",
    "multiply": "{a} * {b}",
    "ratio": "ratio({a}, {b}, empty({z}))",
    "scale": "{s} * {a}",
    "offset": "{s} + {a}",
    "multiply_add": "{a} + {b} * {c}",
    "scale_add": "{a} + {s} * {b}",
    "add_three": "{a} + {b} + {c}",
    "multiply_three": "{a} * {b} * {c}",
    "complement": "1.0 - {a}",
    "damp": "{a} * (1.0 - {b})",
    "minimum": "minimum({a}, {b})",
    "maximum": "maximum({a}, {b})",
    "at_most": "({a} <= {b}).astype(float)",
    "ramp": "{a} * ((calendar - {b}) / {s}).clip(0.0, 1.0)",
    "smooth_ramp": "{a} * smooth(((calendar - {b}) / {s}).clip(0.0, 1.0))",
    "turn_over": "turn_over({a}, {b}, {c}, empty({z}))",
    "accumulate": "accumulate({a}, empty({z}))",
    "delay": "delay({a}, {s}, empty({z}))",
    "difference": "difference({a}, empty({z}))",
}
#: Each fills an array.
FILLING = {
    "add": "add({a}, {b}, out={o})",
    "subtract": "subtract({a}, {b}, out={o})",
    "multiply": "multiply({a}, {b}, out={o})",
    "ratio": "ratio({a}, {b}, {o})",
    "scale": "multiply({s}, {a}, out={o})",
    "offset": "add({s}, {a}, out={o})",
    "multiply_add": "add({a}, multiply({b}, {c}, out={o}), out={o})",
    "scale_add": "add({a}, multiply({s}, {b}, out={o}), out={o})",
    "add_three": "add(add({a}, {b}, out={o}), {c}, out={o})",
    "multiply_three": "multiply(multiply({a}, {b}, out={o}), {c}, out={o})",
    "complement": "subtract(1.0, {a}, out={o})",
    "damp": "multiply({a}, subtract(1.0, {b}, out={o}), out={o})",
    "minimum": "minimum({a}, {b}, out={o})",
    "maximum": "maximum({a}, {b}, out={o})",
    "at_most": "less_equal({a}, {b}, out={o})",
    "ramp": "multiply({a}, climb({b}, {s}, calendar, {o}), out={o})",
    "smooth_ramp": "multiply({a}, smooth(climb({b}, {s}, calendar, {o})), out={o})",
    "turn_over": "turn_over({a}, {b}, {c}, {o})",
    "accumulate": "accumulate({a}, {o})",
    "delay": "delay({a}, {s}, {o})",
    "difference": "difference({a}, {o})",
}
#: These can fill an array that they read from; the others begin to write before they are done.
IN_PLACE = {"add", "subtract", "multiply", "scale", "offset", "complement", "minimum", "maximum",
            "at_most"}  # fmt: skip


def ratio(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> np.ndarray:
    """``a / b``, and 0 where ``b`` is 0."""
    out[...] = 0.0
    return np.divide(a, b, out=out, where=b != 0.0)


def climb(
    start: np.ndarray, duration: np.ndarray, calendar: np.ndarray, out: np.ndarray
) -> np.ndarray:
    """``(year - start) / duration``, held within 0 and 1."""
    np.subtract(calendar, start, out=out)
    np.divide(out, duration, out=out)
    np.maximum(out, 0.0, out=out)
    return np.minimum(out, 1.0, out=out)


def smooth(u: np.ndarray) -> np.ndarray:
    """``u² (3 - 2u)``."""
    return u * u * (3.0 - 2.0 * u)


def _year(series: np.ndarray, t: int) -> np.ndarray:
    return series[t] if len(series) > 1 else series[0]


def turn_over(
    initial: np.ndarray, rate: np.ndarray, bought: np.ndarray, out: np.ndarray
) -> np.ndarray:
    """A stock: each year a part of it is replaced by what is bought."""
    if out.shape[1] == 1:
        out[:, 0] = _turned_over_once(initial, rate, bought, len(out))
        return out
    out[0] = initial[0]
    for t in range(1, len(out)):
        before, year = out[t - 1], out[t]
        np.subtract(_year(bought, t), before, out=year)
        np.multiply(_year(rate, t), year, out=year)
        np.add(before, year, out=year)
    return out


def _turned_over_once(
    initial: np.ndarray, rate: np.ndarray, bought: np.ndarray, years: int
) -> list[float]:
    """The same for a single draw, where Python's own numbers are quicker than arrays of one."""
    rates = np.broadcast_to(rate, (years, 1))[:, 0].tolist()
    purchases = np.broadcast_to(bought, (years, 1))[:, 0].tolist()
    stock = [float(initial[0, 0])]
    for part, purchase in zip(rates[1:], purchases[1:], strict=True):
        stock.append(stock[-1] + part * (purchase - stock[-1]))
    return stock


def accumulate(a: np.ndarray, out: np.ndarray) -> np.ndarray:
    """Running sum."""
    return np.add.accumulate(np.broadcast_to(a, out.shape), axis=0, out=out)


def delay(a: np.ndarray, years: int, out: np.ndarray) -> np.ndarray:
    """What was so many years earlier, 0 before."""
    a = np.broadcast_to(a, out.shape)
    out[:years] = 0.0
    out[years:] = a[: len(a) - years]
    return out


def difference(a: np.ndarray, out: np.ndarray) -> np.ndarray:
    """Change since the year before."""
    a = np.broadcast_to(a, out.shape)
    out[0] = a[0]
    np.subtract(a[1:], a[:-1], out=out[1:])
    return out


#: What the lines above call.
NAMES = {
    **{name: getattr(np, name) for name in ("add", "subtract", "multiply", "minimum", "maximum")},
    **{name: getattr(np, name) for name in ("less_equal", "broadcast_to", "empty")},
    **{f.__name__: f for f in (ratio, climb, smooth, turn_over, accumulate, delay, difference)},
}
