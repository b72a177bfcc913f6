"""The words by which a certificate says that it was made to show the form."""

from __future__ import annotations

__all__ = ["SAMPLE"]

#: What the name in such a certificate begins with.
SAMPLE = "SAMPLE, NOT A SIGNATURE OF"
