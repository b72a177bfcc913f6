"""A target of the city that falls short of the rule for cities which the plan cites."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.targets import cut_of, scope_of
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Scopes of a rule that is for cities.
_CITIES = frozenset({"city", "cities", "stad", "kommun"})
#: Levels of those who set rules for a city.
_ABOVE = frozenset({"eu", "national", "nationell", "regional", "state"})


@check(
    "target-rule",
    severity="warning",
    looks=Words(
        en="a target of the city that falls short of the rule for cities which the plan cites",
        sv="ett mål för staden som inte når den regel för städer som planen hänvisar till",
    ),
    reference="European Commission, Info Kit for Cities: an 80 % cut by 2030; other rules as cited",
    mend=Words(
        en="raise the target, or compute the difference and say how it is met",
        sv="höj målet, eller räkna ut skillnaden och säg hur den ska mötas",
    ),
    needs={"targets": ("target_value", "target_unit", "target_year", "level", "scope")},
)
def target_rule(source: Source) -> Iterator[Found | Unchecked]:
    """The city's strongest cut of each year against each rule whose scope is a city."""
    lines = source.lines("targets")
    rules = [
        line for line in lines if line["level"].lower() in _ABOVE and scope_of(line) in _CITIES
    ]
    own = [
        line
        for line in lines
        if line["level"].lower() == "city" and scope_of(line) in {"territorial", "city", "scope"}
    ]
    if not rules:
        yield Unchecked(
            Words(
                en="no rule for cities is among the targets",
                sv="ingen regel för städer finns bland målen",
            )
        )
    for rule in rules:
        asked = cut_of(rule)
        cuts = [
            (figure, line)
            for line in own
            if line["target_year"] == rule["target_year"] and (figure := cut_of(line)) is not None
        ]
        if asked is None or not cuts:
            continue
        best, line = min(cuts, key=lambda one: one[0].value)
        if best.value <= asked.value + best.half:
            continue
        yield Found(
            (line.at("target_value"), rule.at("target_value")),
            (f"{best.text} %", f"{asked.text} %"),
            Words(
                en=f"the city's target for {line['target_year']} is {best.text} %, the rule it "
                f"cites asks for {asked.text} %",
                sv=f"stadens mål för {line['target_year']} är {best.text} %, regeln det hänvisar "
                f"till kräver {asked.text} %",
            ),
        )
