"""What the checks on sums of inventories share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citypact.contract.checker.figure import agree, power_of_ten, total
from citypact.contract.checker.finding import Found, Words
from citypact.contract.checker.inventory import NOTATION, Entry, told

__all__ = ["FEWEST", "MEND", "against_parts"]

MEND = Words(
    en="correct the part or the total that was written wrong; say what is left out, if a part is",
    sv="rätta den del eller det totalvärde som är fel; säg vad som utelämnats, om en del är det",
)


#: A list of fewer parts tells nothing that one of them does not.
FEWEST = 2


def against_parts(whole: Entry, parts: Sequence[Entry], what: tuple[str, str]) -> Iterator[Found]:
    """A total against the sum of its parts."""
    if any(each.line["value_text"].upper() in NOTATION for each in parts):
        return
    added = total([each.figure for each in parts])
    if agree(whole.figure, added):
        return
    name = whole.sector or "All"
    power = power_of_ten(whole.figure, added)
    printed, computed = told(whole.kind, whole.figure.value), told(whole.kind, added.value)
    by_ten = (f": off by 10^{-power}", f": fel med 10^{-power}") if power else ("", "")
    yield Found(
        (whole.line.at("value"), *(each.line.at("value") for each in parts)),
        (printed, computed),
        Words(
            en=f"{name} is {printed}, but {what[0]} add up to {computed}{by_ten[0]}",
            sv=f"{name} är {printed}, men {what[1]} summerar till {computed}{by_ten[1]}",
        ),
    )
