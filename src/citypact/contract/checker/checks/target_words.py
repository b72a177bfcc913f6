"""A target whose title states another figure than its value."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.amount import amounts, unit_of
from citypact.contract.checker.checks.targets import NEEDS
from citypact.contract.checker.figure import Figure, agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "target-words",
    severity="error",
    looks=Words(
        en="a target whose title states another figure than its value",
        sv="ett mål vars rubrik anger ett annat tal än värdet",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the title or the value", sv="rätta rubriken eller värdet"),
    needs=NEEDS,
)
def target_words(source: Source) -> Iterator[Found | Unchecked]:
    """Amounts of the target's own kind in its titles."""
    for line in source.lines("targets"):
        figure, unit = read_figure(line["target_value"]), unit_of(line["target_unit"])
        if figure is None or unit is None:
            continue
        kind = unit.kind.partition("/")[0]
        value = Figure(abs(figure.value) * unit.factor, figure.half * unit.factor, "")
        for column in ("title_en", "title_sv"):
            stated = [each for each in amounts(line[column]) if each.kind == kind]
            if not stated or any(agree(value, each.figure) for each in stated):
                continue
            yield Found(
                (line.at("target_value"), line.at(column)),
                (f"{figure.text} {line['target_unit']}", stated[0].text),
                Words(
                    en=f"the target is {figure.text} {line['target_unit']}, its title says "
                    f"{stated[0].text}",
                    sv=f"målet är {figure.text} {line['target_unit']}, rubriken säger "
                    f"{stated[0].text}",
                ),
            )
