"""What an uncertain result is divided among: parameters, and groups that vary together.

Vocabulary: a *factor* is what an index is given for: parameters that depend on each other, and
on no others. An uncorrelated parameter is a factor. The parameters of a correlation group depend
on each other, so no part of the variance belongs to one of them alone; the group is one factor,
independent of all others (Jacques, Lavergne and Devictor 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.engine import Program
from citypact.engine.arrays import Floats
from citypact.engine.elementary import normal_distribution, normal_quantile
from citypact.engine.names import Parameter
from citypact.errors import InputError

__all__ = ["Factor", "ParameterSpace"]


@dataclass(frozen=True, slots=True)
class Factor:
    """What an index is given for.

    Attributes:
        name: of the parameter, or ``group/<name>``.
        rows: of its parameters in a sample.
        members: names of its parameters.
    """

    name: str
    rows: tuple[int, ...]
    members: tuple[str, ...] = ()


class ParameterSpace:
    """The uncertain parameters of a program, and how uniform numbers become their values.

    A *column* is one number between 0 and 1, independent of all others: one a parameter, and
    one for what the parameters of a group have in common.
    """

    def __init__(self, program: Program) -> None:
        """Take the parameters that an output of ``program`` depends on."""
        self.parameters: Sequence[Parameter] = program.parameters
        alone = _lonely(self.parameters)
        #: Groups of two or more; one member alone does not depend on anything.
        self.groups = sorted({p.group for p in self.parameters if p.group} - alone)
        #: Name of each column: the parameters in their order, then the groups.
        self.columns = (
            *(parameter.name for parameter in self.parameters),
            *(f"group/{name}" for name in self.groups),
        )
        self.factors = self._factors()

    def _factors(self) -> tuple[Factor, ...]:
        singles = [
            Factor(parameter.name, (place,), (parameter.name,))
            for place, parameter in enumerate(self.parameters)
            if parameter.group not in self.groups
        ]
        groups = []
        for name in self.groups:
            rows = [i for i, parameter in enumerate(self.parameters) if parameter.group == name]
            members = tuple(self.parameters[row].name for row in rows)
            groups.append(Factor(f"group/{name}", tuple(rows), members))
        return (*singles, *groups)

    def values(self, uniforms: Floats) -> Floats:
        """Values of each parameter by the distributions of the engine.

        A member of a group has the normal score ``√ρ · z_group + √(1 - ρ) · z_own``, as the
        engine's own draws have.

        Args:
            uniforms: shape ``(columns, samples)``, greater than 0 and less than 1.

        Returns:
            Shape ``(parameters, samples)``, in the order of the program's parameters.

        Raises:
            InputError: the uniform numbers are not of that shape and range.
        """
        if uniforms.ndim != 2 or len(uniforms) != len(self.columns):  # noqa: PLR2004  an array
            message = (
                f"points have a row for each of {len(self.columns)} columns, "
                f"and are not of the shape {uniforms.shape}"
            )
            raise InputError(message)
        if not np.all((uniforms > 0.0) & (uniforms < 1.0)):
            message = "points lie between 0 and 1, both exclusive, and some of these do not"
            raise InputError(message)
        own, common = np.split(uniforms, [len(self.parameters)])
        scores = dict(zip(self.groups, normal_quantile(common), strict=True))
        rows = [
            _value(parameter, row, scores.get(parameter.group))
            for parameter, row in zip(self.parameters, own, strict=True)
        ]
        return np.array(rows).reshape(own.shape)


def _lonely(parameters: Sequence[Parameter]) -> set[str]:
    groups = [parameter.group for parameter in parameters]
    return {group for group in groups if groups.count(group) == 1}


def _value(parameter: Parameter, uniform: Floats, common: Floats | None) -> Floats:
    distribution = parameter.distribution
    variate = uniform
    if distribution.scored or common is not None:
        variate = normal_quantile(uniform)
    if common is not None:
        shared, own = np.sqrt(parameter.correlation), np.sqrt(1.0 - parameter.correlation)
        variate = shared * common + own * variate
        if not distribution.scored:
            variate = normal_distribution(variate)
    coefficients = [np.array([number]) for number in distribution.coefficients()]
    return distribution.transform(variate, coefficients)
