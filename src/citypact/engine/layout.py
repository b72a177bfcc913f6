"""From a graph to a list of operations on registers, always the same list for the same graph.

What no output needs is left out, and pairs of operations are joined where they can be. Outputs,
inputs and parameters are sorted by name and operations follow from the outputs, operands first,
so that the list does not depend on the order in which the graph was grown. Operations that no
parameter reaches come first (*shared*: all draws of an ensemble have them in common), the others
after (*drawn*). A register is used again as soon as its series has been read for the last time,
also for the result of the operation that reads it last, unless that differs between years and
what it reads does not.
"""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, Integers
from citypact.engine.fusion import fused
from citypact.engine.graph import INPUT, PARAMETER, Graph
from citypact.engine.names import UNPLACED, Input, Output, Parameter
from citypact.engine.operation import BY_CODE

__all__ = ["Layout", "lay_out"]

_ALWAYS: Final = sys.maxsize
#: What stands where an operation has no operand.
_NOTHING: Final = (0, 0, 0)


@dataclass(frozen=True)
class Layout:
    """The parts of a program.

    Attributes:
        operations: shape ``(n, 6)``: code, register of the result, three of operands, row.
        shared: how many of the first operations depend on no parameter.
        tables: shape ``(rows, years)``.
        registers: how many there are.
        inputs: sorted by name, each with its register.
        parameters: likewise, those that are used.
        outputs: likewise.
    """

    operations: Integers
    shared: int
    tables: Floats
    registers: int
    inputs: tuple[Input, ...]
    parameters: tuple[Parameter, ...]
    outputs: tuple[Output, ...]


class _Registers:
    """Hands out registers; the one given back last is handed out first."""

    def __init__(self) -> None:
        self.count = 0
        self._free: list[int] = []

    def take(self) -> int:
        if self._free:
            return self._free.pop()
        self.count += 1
        return self.count - 1

    def give_back(self, register: int) -> None:
        self._free.append(register)


def lay_out(graph: Graph) -> Layout:
    """Choose, order and place the operations that the outputs of ``graph`` need."""
    graph = fused(graph)
    outputs = sorted(graph.outputs, key=lambda output: output[0].name)
    roots = [node for _, node in outputs]
    operands = _Operands(graph)
    needed = _in_order(operands, roots)
    varying = _varying(graph, operands, needed)
    drawn = _drawn(graph, operands, needed)
    chosen = [node for node in needed if graph.nodes[node].code >= 0]
    shared = [node for node in chosen if node not in drawn]
    listed = shared + [node for node in chosen if node in drawn]
    last_use = _last_uses(operands, listed, drawn, roots)

    registers = _Registers()
    place: dict[int, int] = {}
    inputs, parameters = _place_leaves(graph, needed, registers, place)
    rows: dict[int, int] = {}
    operations: list[tuple[int, ...]] = []
    for position, index in enumerate(listed):
        code, _, _, _, row = graph.nodes[index]
        sources = operands[index]
        read = [place[source] for source in sources]
        free = [source for source in dict.fromkeys(sources) if last_use[source] == position]
        still_read = [source for source in free if index in varying and source not in varying]
        for source in free:
            if source not in still_read:
                registers.give_back(place[source])
        place[index] = registers.take()
        for source in still_read:
            registers.give_back(place[source])
        if BY_CODE[code].row == "table":
            row = rows.setdefault(row, len(rows))
        operations.append((code, place[index], *read, *_NOTHING[len(read) :], row))

    tables = np.empty((len(rows), graph.years))
    for source, row in rows.items():
        tables[row] = graph.tables[source]
    return Layout(
        operations=np.array(operations, dtype=np.int32).reshape(-1, 6),
        shared=len(shared),
        tables=tables,
        registers=registers.count,
        inputs=tuple(inputs),
        parameters=tuple(parameters),
        outputs=tuple(
            dataclasses.replace(output, register=place[node]) for output, node in outputs
        ),
    )


class _Operands(dict[int, tuple[int, ...]]):
    """The nodes that each node reads, found when first asked for."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._nodes = graph.nodes

    def __missing__(self, index: int) -> tuple[int, ...]:
        node = self._nodes[index]
        arity = len(BY_CODE[node.code].operands) if node.code >= 0 else 0
        found = self[index] = node[1 : 1 + arity]
        return found


def _in_order(operands: _Operands, roots: list[int]) -> list[int]:
    """Every node that ``roots`` need, operands before what reads them, depth first."""
    order: list[int] = []
    seen: set[int] = set()
    waiting = roots[::-1]
    while waiting:
        index = waiting.pop()
        if index < 0:
            order.append(~index)
        elif index not in seen:
            seen.add(index)
            waiting.append(~index)  # comes up again, so marked, once its operands are in order
            waiting.extend(operands[index][::-1])
    return order


def _varying(graph: Graph, operands: _Operands, order: list[int]) -> set[int]:
    """The nodes in ``order`` whose series may differ between years."""
    same: dict[int, bool] = {}
    varying: set[int] = set()
    for index in order:
        node = graph.nodes[index]
        if node.code < 0:
            continue
        operation = BY_CODE[node.code]
        varies = operation.varies or not varying.isdisjoint(operands[index])
        if not varies and operation.row == "table":
            if node.row not in same:
                bits = graph.tables[node.row].view(np.int64)
                same[node.row] = bool((bits == bits[0]).all())
            varies = not same[node.row]
        if varies:
            varying.add(index)
    return varying


def _drawn(graph: Graph, operands: _Operands, order: list[int]) -> set[int]:
    """The nodes in ``order`` that depend on a parameter."""
    drawn: set[int] = set()
    for index in order:
        if graph.nodes[index].code == PARAMETER or not drawn.isdisjoint(operands[index]):
            drawn.add(index)
    return drawn


def _last_uses(
    operands: _Operands, listed: list[int], drawn: set[int], roots: list[int]
) -> dict[int, int]:
    """Position in ``listed`` after which a node's register is free.

    What is shared and read for each draw must outlive all draws, so it is kept.
    """
    last: dict[int, int] = {}
    for position, index in enumerate(listed):
        for operand in operands[index]:
            kept = index in drawn and operand not in drawn
            last[operand] = _ALWAYS if kept else max(position, last.get(operand, 0))
    for root in roots:
        last[root] = _ALWAYS
    return last


def _place_leaves(
    graph: Graph, needed: list[int], registers: _Registers, place: dict[int, int]
) -> tuple[list[Input], list[Parameter]]:
    """Give a register to each input and parameter that is needed, in the order of their names."""
    input_nodes: dict[int, int] = {}
    parameter_nodes: dict[int, int] = {}
    for index in needed:
        node = graph.nodes[index]
        if node.code == INPUT:
            input_nodes[node.a] = index
        elif node.code == PARAMETER:
            parameter_nodes[node.a] = index
    inputs = []
    for leaf, item in sorted(enumerate(graph.inputs), key=lambda pair: pair[1].name):
        register = UNPLACED
        if leaf in input_nodes:
            register = place[input_nodes[leaf]] = registers.take()
        inputs.append(dataclasses.replace(item, register=register))
    parameters = []
    for leaf, parameter in sorted(enumerate(graph.parameters), key=lambda pair: pair[1].name):
        if leaf in parameter_nodes:
            register = place[parameter_nodes[leaf]] = registers.take()
            parameters.append(dataclasses.replace(parameter, register=register))
    return inputs, parameters
