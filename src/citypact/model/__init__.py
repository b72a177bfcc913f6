"""The model: what a city is, how it becomes a program, what a result means.

Pure Python and NumPy: it knows no files, no database and no web. A
:class:`~citypact.model.city.City` becomes a program of the engine by :func:`compile_city`;
:func:`run_scenario` runs it and gives a :class:`~citypact.model.result.Result`.
"""

from citypact.model.band import Band
from citypact.model.city import City
from citypact.model.compile import compile_city
from citypact.model.outcome import MeasureEffect, TargetOutcome
from citypact.model.result import Result
from citypact.model.scenario import run_scenario

__all__ = [
    "Band",
    "City",
    "MeasureEffect",
    "Result",
    "TargetOutcome",
    "compile_city",
    "run_scenario",
]
