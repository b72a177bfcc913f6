"""From a sampling design to values of uncertain parameters, on NumPy: the definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.engine.arrays import Floats, Words
from citypact.engine.distribution import KINDS
from citypact.engine.elementary import normal_distribution, normal_quantile
from citypact.engine.names import Parameter
from citypact.engine.sampling import Design, groups_of

__all__ = ["Sampler"]


@dataclass(frozen=True)
class _Share:
    """The parameters of one distribution, correlated or not: they are drawn together."""

    code: str
    rows: list[int]
    coefficients: tuple[Floats, ...]
    groups: list[int]
    weights: tuple[Floats, Floats]


class Sampler:
    """Draws the parameters of a program.

    A correlated parameter's normal score is ``√ρ · z_group + √(1 - ρ) · z_own``, so that two
    members of a group correlate by √(ρ₁ρ₂) in scores (a Gaussian copula with one factor). The
    bounded distributions then take the normal probability of that score as their uniform.
    """

    def __init__(self, parameters: Sequence[Parameter]) -> None:
        """Prepare to draw ``parameters``; row i of a sample is ``parameters[i]``."""
        self.count = len(parameters)
        names = groups_of(parameters)
        self._group_rows = [self.count + place for place in range(len(names))]
        self._shares: list[_Share] = []
        for code in KINDS:
            for correlated in (False, True):
                rows = [
                    i
                    for i, p in enumerate(parameters)
                    if p.distribution.name == code and bool(p.group) is correlated
                ]
                if rows:
                    chosen = [parameters[i] for i in rows]
                    self._shares.append(_share(code, rows, chosen, names))

    def sample(self, draws: Words, design: Design) -> Floats:
        """Values of draws number ``draws`` (shape ``(n,)``), shape ``(parameters, n)``.

        ``design`` is made for the same parameters.
        """
        values = np.empty((self.count, len(draws)))
        group_scores = normal_quantile(design.uniform(draws, self._group_rows))
        for share in self._shares:
            kind = KINDS[share.code]
            variate = design.uniform(draws, share.rows)
            if kind.scored or share.groups:
                variate = normal_quantile(variate)
            if share.groups:
                common, own = share.weights
                variate = common * group_scores[share.groups] + own * variate
                if not kind.scored:
                    variate = normal_distribution(variate)
            values[share.rows] = kind.transform(variate, share.coefficients)
        return values


def _share(code: str, rows: list[int], chosen: list[Parameter], names: list[str]) -> _Share:
    coefficients = np.array([p.distribution.coefficients() for p in chosen])
    correlation = np.array([[p.correlation] for p in chosen])
    return _Share(
        code=code,
        rows=rows,
        coefficients=tuple(coefficients[:, i : i + 1].copy() for i in range(coefficients.shape[1])),
        groups=[names.index(p.group) for p in chosen if p.group],
        weights=(np.sqrt(correlation), np.sqrt(1.0 - correlation)),
    )
