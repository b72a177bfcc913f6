"""From a graph to a list of operations on registers, always the same list for the same graph.

What no output needs is left out. Outputs, inputs and parameters are sorted by name and
operations follow from the outputs, operands first, so that the list does not depend on the
order in which the graph was grown. Operations that give the same in every year come first
(*once*), the others after (*yearly*). A register is used again as soon as its series has been
read for the last time, also for the result of the operation that reads it last.
"""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, Integers
from citypact.engine.graph import INPUT, PARAMETER, Graph
from citypact.engine.names import UNPLACED, Input, Output, Parameter
from citypact.engine.operation import BY_CODE

__all__ = ["Layout", "lay_out"]

_ALWAYS: Final = sys.maxsize


@dataclass(frozen=True)
class Layout:
    """The parts of a program.

    Attributes:
        operations: shape ``(n, 6)``: code, register of the result, three of operands, row.
        once: how many of the first operations are run once rather than every year.
        tables: shape ``(rows, years)``.
        registers: how many there are.
        inputs: sorted by name, each with its register.
        parameters: likewise, those that are used.
        outputs: likewise.
    """

    operations: Integers
    once: int
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
    outputs = sorted(graph.outputs, key=lambda output: output[0].name)
    needed = _in_order(graph, [node for _, node in outputs])
    once, yearly = _hoist(graph, needed)
    listed = [node for node in once + yearly if graph.nodes[node].code >= 0]
    last_use = _last_uses(graph, listed, set(yearly), [node for _, node in outputs])

    registers = _Registers()
    place: dict[int, int] = {}
    inputs, parameters = _place_leaves(graph, set(needed), registers, place)

    rows: dict[int, int] = {}
    operations = np.zeros((len(listed), 6), dtype=np.int32)
    for position, index in enumerate(listed):
        node = graph.nodes[index]
        operation = BY_CODE[node.code]
        operands = (node.a, node.b, node.c)[: len(operation.operands)]
        sources = [place[operand] for operand in operands]
        for operand in dict.fromkeys(operands):
            if last_use[operand] == position:
                registers.give_back(place[operand])
        place[index] = registers.take()
        row = node.row
        if operation.row == "table":
            row = rows.setdefault(node.row, len(rows))
        operations[position, :2] = (node.code, place[index])
        operations[position, 2 : 2 + len(sources)] = sources
        operations[position, 5] = row

    tables = np.empty((len(rows), graph.years))
    for source, row in rows.items():
        tables[row] = graph.tables[source]
    return Layout(
        operations=operations,
        once=len(listed) - len([node for node in yearly if graph.nodes[node].code >= 0]),
        tables=tables,
        registers=registers.count,
        inputs=tuple(inputs),
        parameters=tuple(parameters),
        outputs=tuple(
            dataclasses.replace(output, register=place[node]) for output, node in outputs
        ),
    )


def _operands(graph: Graph, index: int) -> tuple[int, ...]:
    node = graph.nodes[index]
    if node.code < 0:
        return ()
    return (node.a, node.b, node.c)[: len(BY_CODE[node.code].operands)]


def _in_order(graph: Graph, roots: list[int]) -> list[int]:
    """Every node that ``roots`` need, operands before what reads them, depth first."""
    order: list[int] = []
    seen: set[int] = set()
    for root in roots:
        waiting = [(root, False)]
        while waiting:
            index, expanded = waiting.pop()
            if expanded:
                order.append(index)
            elif index not in seen:
                seen.add(index)
                waiting.append((index, True))
                waiting.extend(
                    (operand, False)
                    for operand in reversed(_operands(graph, index))
                    if operand not in seen
                )
    return order


def _hoist(graph: Graph, order: list[int]) -> tuple[list[int], list[int]]:
    """Split ``order`` into what is the same in every year and what may vary."""
    varying: set[int] = set()
    for index in order:
        node = graph.nodes[index]
        if node.code < 0:
            continue
        operation = BY_CODE[node.code]
        varies = operation.varies or any(o in varying for o in _operands(graph, index))
        if not varies and operation.row == "table":
            row = graph.tables[node.row].view(np.int64)
            varies = bool((row != row[0]).any())
        if varies:
            varying.add(index)
    return [i for i in order if i not in varying], [i for i in order if i in varying]


def _last_uses(
    graph: Graph, listed: list[int], yearly: set[int], roots: list[int]
) -> dict[int, int]:
    """Position in ``listed`` after which a node's register is free.

    What every year reads must outlive all years, so a value made once and read yearly is kept.
    """
    last: dict[int, int] = {}
    for position, index in enumerate(listed):
        for operand in _operands(graph, index):
            kept = index in yearly and operand not in yearly
            last[operand] = _ALWAYS if kept else max(position, last.get(operand, 0))
    for root in roots:
        last[root] = _ALWAYS
    return last


def _place_leaves(
    graph: Graph, needed: set[int], registers: _Registers, place: dict[int, int]
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
