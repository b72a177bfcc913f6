"""Colours as readers with different colour vision see them.

The matrices are those of Machado, Oliveira and Fernandes (2009) for complete deficiency, on
linear RGB; distances are Euclidean in OKLab (Ottosson 2020). 0.02 is about the least that two
flat areas side by side can be told apart by.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["SEEN_BY", "contrast", "distance"]

_Array = npt.NDArray[np.float64]

SEEN_BY: dict[str, _Array] = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _linear(colour: str) -> _Array:
    """Turn ``#rrggbb`` into linear RGB."""
    coded = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def distance(first: str, second: str, seen_by: str) -> float:
    """How far apart two colours are for a reader."""
    labs = [
        _TO_LAB @ np.cbrt(_TO_CONES @ np.clip(SEEN_BY[seen_by] @ _linear(colour), 0, 1))
        for colour in (first, second)
    ]
    return float(np.linalg.norm(labs[0] - labs[1]))


def contrast(first: str, second: str) -> float:
    """The contrast of WCAG 2, 1 to 21."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(weights @ _linear(colour)) + 0.05 for colour in (first, second))
    return high / low
