"""The kinds of array that the engine passes around.

Vocabulary: a *lane* is one of many independent evaluations made side by side (a draw, a
slider position, a coalition of measures); a *series* is one value a year a lane, shape
``(years, lanes)``.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "HalfWords", "Integers", "Words"]

#: Values; double precision throughout.
Floats: TypeAlias = npt.NDArray[np.float64]
#: Lists of operations.
Integers: TypeAlias = npt.NDArray[np.int32]
#: Random bits, counters and the numbers of draws.
Words: TypeAlias = npt.NDArray[np.uint64]
#: Random bits in 32-bit words, as the native executor takes them.
HalfWords: TypeAlias = npt.NDArray[np.uint32]
