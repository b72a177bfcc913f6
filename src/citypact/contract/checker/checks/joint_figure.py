"""One joint reduction quoted by several measures, none of which states its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "joint-figure",
    severity="note",
    looks=Words(
        en="one joint reduction quoted by several measures, none of which states its own",
        sv="en gemensam minskning som anges för flera åtgärder utan att någon anger sin egen",
    ),
    reference="GHG Protocol Policy and Action Standard, chapter 8: overlap",
    mend=Words(
        en="count it once, and say which part is whose",
        sv="räkna den en gång, och ange vems del är vilken",
    ),
    needs={"measures": ("measure_id", "reduction_text", "reduction_t_co2e_yr")},
)
def joint_figure(source: Source) -> Iterator[Found | Unchecked]:
    """The same words with an amount in more than one row without a figure of its own."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in source.lines("measures"):
        masses = [each for each in amounts(line["reduction_text"]) if each.kind == "mass"]
        if masses and not line["reduction_t_co2e_yr"]:
            groups[line["reduction_text"].lower()].append(line)
    for lines in groups.values():
        if len(lines) < 2:  # noqa: PLR2004  one is its own
            continue
        text = lines[0]["reduction_text"]
        yield Found(
            tuple(line.at("reduction_text") for line in lines),
            (text,),
            Words(
                en=f"{len(lines)} measures quote {text!r}",
                sv=f"{len(lines)} åtgärder anger {text!r}",
            ),
        )
