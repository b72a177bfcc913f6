"""A program: operations on registers, tables by year, and names. It is data.

A program holds no code of its own, so it can be stored, sent, compared by its hash, and run
by any executor. Making one is the work of :class:`~citypact.engine.ProgramBuilder`; whatever
made it, every index in it has been checked by the time the object exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from citypact.engine import storage
from citypact.engine.arrays import Floats, Integers
from citypact.engine.checking import check
from citypact.engine.errors import ProgramError
from citypact.engine.graph import INPUT, PARAMETER, Graph, Node
from citypact.engine.layout import Layout, lay_out
from citypact.engine.listing import describe
from citypact.engine.names import Input, Output, Parameter
from citypact.engine.operation import BY_CODE
from citypact.engine.variation import varying

__all__ = ["Program"]


@dataclass(frozen=True, eq=False)
class Program:
    """What to compute.

    Attributes:
        first_year: calendar year of ``t = 0``.
        layout: the operations, tables and names; see :class:`~citypact.engine.layout.Layout`.
        memory: what executors keep with the program, by the name of the executor.

    Raises:
        ProgramError: an index, name or number in it is not allowed.
    """

    first_year: int
    layout: Layout
    memory: dict[str, object] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        check(self.first_year, self.layout)
        for array in (self.layout.operations, self.layout.tables):
            array.flags.writeable = False

    @property
    def operations(self) -> Integers:
        """Shape ``(n, 6)``: code, register of the result, three of operands, row."""
        return self.layout.operations

    @property
    def shared(self) -> int:
        """How many of the first operations depend on no parameter."""
        return self.layout.shared

    @property
    def tables(self) -> Floats:
        """Shape ``(rows, years)``."""
        return self.layout.tables

    @property
    def registers(self) -> int:
        """How many registers the operations use."""
        return self.layout.registers

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All that were declared, sorted by name."""
        return self.layout.inputs

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Those that an output depends on, sorted by name."""
        return self.layout.parameters

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Sorted by name."""
        return self.layout.outputs

    @cached_property
    def years(self) -> Integers:
        """The calendar years, shape ``(years,)``."""
        return np.arange(self.first_year, self.first_year + self.tables.shape[1], dtype=np.int32)

    @cached_property
    def series(self) -> tuple[Output, ...]:
        """The outputs without those that give the same as an earlier one under another name."""
        found: dict[tuple[int, str], Output] = {}
        for output in self.outputs:
            found.setdefault((output.register, output.reduce), output)
        return tuple(found.values())

    @cached_property
    def rows(self) -> Mapping[str, slice]:
        """Which rows of a result ``(quantities, lanes)`` belong to each output.

        Outputs that give the same have the same rows.
        """
        rows: dict[tuple[int, str], slice] = {}
        start = 0
        for output in self.series:
            stop = start + (len(self.years) if output.reduce == "yearly" else 1)
            rows[output.register, output.reduce] = slice(start, stop)
            start = stop
        return {output.name: rows[output.register, output.reduce] for output in self.outputs}

    @cached_property
    def reductions(self) -> Mapping[str, str]:
        """What is kept of each output."""
        return {output.name: output.reduce for output in self.outputs}

    @cached_property
    def leaf_rows(self) -> Mapping[str, Mapping[str, int]]:
        """Row of each ``"input"`` and each ``"parameter"`` in :attr:`nominal`, by name."""
        count = len(self.inputs)
        return {
            "input": {item.name: i for i, item in enumerate(self.inputs)},
            "parameter": {item.name: count + i for i, item in enumerate(self.parameters)},
        }

    @cached_property
    def quantities(self) -> int:
        """How many numbers a lane gives: a year each for yearly outputs, else one."""
        last: int = max(rows.stop for rows in self.rows.values())
        return last

    @cached_property
    def nominal(self) -> Floats:
        """Default of each input, then nominal value of each parameter, shape ``(leaves, 1)``."""
        values = [item.default for item in self.inputs]
        values += [parameter.distribution.value for parameter in self.parameters]
        array = np.array(values, dtype=np.float64).reshape(-1, 1)
        array.flags.writeable = False
        return array

    @cached_property
    def flop(self) -> int:
        """Floating-point operations of one evaluation, those of random numbers left out."""
        times = [len(self.years) if varies else 1 for varies in varying(self.layout)]
        counts = [BY_CODE[code].flops for code in self.operations[:, 0].tolist()]
        return sum(count * time for count, time in zip(counts, times, strict=True))

    def to_bytes(self) -> bytes:
        """Write the program down; equal programs give equal bytes on every machine."""
        return storage.write(self.first_year, self.layout)

    @classmethod
    def from_bytes(cls, data: bytes) -> Program:
        """Read what :meth:`to_bytes` wrote; nothing in ``data`` is trusted or executed.

        Raises:
            ProgramError: ``data`` is no program, or not a sound one.
        """
        program = cls(*storage.read(data))
        if program.to_bytes() != data:
            message = "the program is not in the one form in which it would be written"
            raise ProgramError(message)
        return program

    @cached_property
    def hash(self) -> str:
        """SHA-256 of :meth:`to_bytes`, in hexadecimal: what the program computes, named."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Program):
            return NotImplemented
        return self.hash == other.hash

    def __hash__(self) -> int:
        return int(self.hash[:15], 16)

    def __reduce__(self) -> tuple[Callable[[bytes], Program], tuple[bytes]]:
        return (Program.from_bytes, (self.to_bytes(),))

    def select(self, names: Iterable[str]) -> Program:
        """Return the program that gives only the outputs ``names``, with what they need.

        Inputs stay declared, so that the same levels can be given to both. Who asks again for the
        same names is given the same program: it is made once, since neither ever changes.

        Raises:
            ProgramError: there is no output of such a name.
        """
        wanted = frozenset(names)
        unknown = sorted(wanted - self.rows.keys())
        if unknown:
            message = f"the program has no output {', '.join(map(repr, unknown))}"
            raise ProgramError(message)
        made = self._selected.get(wanted)
        if made is None:
            made = self._selected[wanted] = Program(self.first_year, lay_out(self._graph(wanted)))
        return made

    @cached_property
    def _selected(self) -> dict[frozenset[str], Program]:
        """The programs that :meth:`select` has made, by their outputs."""
        return {}

    def _graph(self, wanted: frozenset[str]) -> Graph:
        """Take the registers away again: each result becomes a node."""
        graph = Graph(
            years=len(self.years),
            tables=list(self.tables),
            inputs=list(self.inputs),
            parameters=list(self.parameters),
        )
        node_in: dict[int, int] = {}
        leaves = [(INPUT, i, item.register) for i, item in enumerate(self.inputs)]
        leaves += [(PARAMETER, i, item.register) for i, item in enumerate(self.parameters)]
        for code, number, register in leaves:
            node_in[register] = len(graph.nodes)
            graph.nodes.append(Node(code, number))
        for code, destination, *sources, row in self.operations.tolist():
            arity = len(BY_CODE[code].operands)
            a, b, c = (node_in[s] if i < arity else 0 for i, s in enumerate(sources))
            node_in[destination] = len(graph.nodes)
            graph.nodes.append(Node(code, a, b, c, row))
        graph.outputs = [
            (output, node_in[output.register]) for output in self.outputs if output.name in wanted
        ]
        return graph

    def describe(self) -> str:
        """A listing for people: names, registers and operations, one a line."""
        return describe(self.first_year, self.layout)
