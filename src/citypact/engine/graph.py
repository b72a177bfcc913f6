"""A program before it is laid out: nodes that refer to earlier nodes.

The builder grows a graph; :mod:`citypact.engine.layout` turns it into a list of operations on
registers; :meth:`citypact.engine.Program.select` goes back to a graph to leave outputs out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from citypact.engine.arrays import Floats
from citypact.engine.names import Input, Output, Parameter

__all__ = ["INPUT", "PARAMETER", "Graph", "Node"]

#: Codes of the nodes that are no operation; ``a`` is the place in the graph's list of them.
INPUT: Final = -1
PARAMETER: Final = -2


class Node(NamedTuple):
    """An operation on earlier nodes.

    Attributes:
        code: of the operation, or :data:`INPUT` or :data:`PARAMETER`.
        a: first operand, as the number of its node; 0 where there is none.
        b: second operand.
        c: third operand.
        row: of the graph's tables, or a number of years, or 0.
    """

    code: int
    a: int = 0
    b: int = 0
    c: int = 0
    row: int = 0


@dataclass
class Graph:
    """Nodes in an order in which each refers to earlier ones only.

    Attributes:
        years: number of years.
        nodes: the operations, inputs and parameters.
        tables: rows of one number a year, shape ``(years,)`` each.
        inputs: in the order in which nodes number them; registers not yet given.
        parameters: likewise.
        outputs: what is handed out, each with the number of its node.
    """

    years: int
    nodes: list[Node] = field(default_factory=list)
    tables: list[Floats] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    outputs: list[tuple[Output, int]] = field(default_factory=list)
