"""How wide figures are drawn, in pixels, for each of the places where they are shown."""

from typing import Final

__all__ = ["FILE", "PAGE", "PAPER", "TELEPHONE"]

#: A picture that stands alone, with its heading inside.
FILE: Final = 900
#: A page on a wide screen.
PAGE: Final = 900
#: The same page on a telephone.
TELEPHONE: Final = 340
#: A document on paper: set at 168 mm, their labels are 8 points high.
PAPER: Final = 820
