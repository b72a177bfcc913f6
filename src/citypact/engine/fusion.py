"""Joining two operations into one where nothing else reads what lies between them.

A sum of a sum, a product of a product and a sum with a product each become one operation of
three operands, which rounds as the two did: the same bits, with one result fewer to be written
and read again. Which of two equal terms comes first does not matter to a bit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from citypact.engine import operation as op
from citypact.engine.graph import Graph, Node
from citypact.engine.operation import BY_CODE

__all__ = ["fused"]

#: By the code of the outer operation: what it may take in, and what the two become.
_PAIRS: Final = {
    op.ADD.code: ((op.ADD.code, op.ADD_THREE.code), (op.MULTIPLY.code, op.MULTIPLY_ADD.code)),
    op.MULTIPLY.code: ((op.MULTIPLY.code, op.MULTIPLY_THREE.code),),
}


def fused(graph: Graph) -> Graph:
    """Return ``graph`` with such pairs joined; nodes that nothing reads any more stay in it."""
    nodes = list(graph.nodes)
    uses = Counter(node for _, node in graph.outputs)
    reached = set(uses)
    for index in range(len(nodes) - 1, -1, -1):  # what reads a node comes after it
        if index in reached and nodes[index].code >= 0:
            read = _operands(nodes[index])
            uses.update(read)
            reached.update(read)
    for index in range(len(nodes) - 1, -1, -1):
        if index in reached:
            nodes[index] = _joined(nodes, index, uses, reached)
    return replace(graph, nodes=nodes)


def _operands(node: Node) -> tuple[int, ...]:
    return node[1 : 1 + len(BY_CODE[node.code].operands)]


def _joined(nodes: list[Node], index: int, uses: Counter[int], reached: set[int]) -> Node:
    """The node at ``index``, with one of those that it reads taken in if that can be."""
    node = nodes[index]
    for inner_code, code in _PAIRS.get(node.code, ()):
        for inner, other in ((node.a, node.b), (node.b, node.a)):
            if nodes[inner].code == inner_code and uses[inner] == 1:
                reached.discard(inner)
                a, b = nodes[inner].a, nodes[inner].b
                if code == op.MULTIPLY_ADD.code:
                    return Node(code, other, a, b)
                return Node(code, a, b, other)
    return node
