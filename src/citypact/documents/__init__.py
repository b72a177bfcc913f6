"""Documents: a city's figures on paper and in a workbook, for everybody to read.

Owns the templates, what goes into them, and the setting. Figures come from
:mod:`citypact.figures`, sources and assumptions from the city book, money from
:mod:`citypact.choice`; nothing is computed here.
"""

from citypact.documents.investment_plan import write_investment_plan
from citypact.documents.summary import summary, write_summary

__all__ = ["summary", "write_investment_plan", "write_summary"]
