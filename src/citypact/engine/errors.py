"""What the engine raises, beside :class:`citypact.errors.InputError` for a bad argument.

::

    CitypactError
    ├── InputError
    │   └── ProgramError      a program that is malformed, or was built wrongly
    └── NotFiniteError        a result that is infinite or not a number
"""

from __future__ import annotations

from citypact.errors import CitypactError, InputError

__all__ = ["NotFiniteError", "ProgramError"]


class ProgramError(InputError):
    """A program that is malformed: built wrongly, truncated, or altered on its way."""


class NotFiniteError(CitypactError):
    """An output came out infinite or not a number; the message names it, the year and the lane."""
