"""Documents: a city's figures on paper, as PDF that everybody can read.

Owns the templates, what goes into them, and the setting. Figures come from
:mod:`citypact.figures`, sources and assumptions from the city book; nothing is computed here.
"""

from citypact.documents.summary import summary, write_summary

__all__ = ["summary", "write_summary"]
