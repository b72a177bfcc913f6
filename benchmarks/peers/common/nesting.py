"""Which operations stand within the one that reads them, as a person would write a formula."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from dump import Dump

#: A formula is not put into another one if that would make it longer than this many characters.
LONGEST = 400
#: About how long the name of another node is.
NAME = 5


def nested(dump: Dump, forms: Mapping[str, str], alone: Collection[str]) -> set[int]:
    """Nodes that are read once, are no results, and are short enough.

    Args:
        dump: the program.
        forms: what each operation is written as.
        alone: operations that are never put into another one.
    """
    read = Counter(node for step in dump.steps for node in step.operands)
    results = {result.node for result in dump.results}
    found: set[int] = set()
    lengths: dict[int, int] = {}
    for node, step in enumerate(dump.steps, start=len(dump.leaves)):
        within = [lengths[operand] if operand in found else NAME for operand in step.operands]
        lengths[node] = len(forms[step.name]) + sum(within)
        short = lengths[node] <= LONGEST and step.name not in alone
        if short and read[node] == 1 and node not in results:
            found.add(node)
    return found
