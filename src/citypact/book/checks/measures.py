"""Checks on measures, their growth over time, and the scenarios that take them up."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.growth import stated_growth
from citypact.book.checks.registry import check
from citypact.book.checks.texts import missing_texts
from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import Said, as_written


@check("computable-reason", "A measure that is not computable says why.")
def computable_reason(contents: Contents) -> Iterator[Problem]:
    """No in computable without a reason, in Swedish and in English."""
    for row in contents.rows("measures"):
        if row["computable"] is False:
            yield from missing_texts(row, "reason", _without_reason)


def _without_reason(language: str) -> tuple[Said, Said]:
    if language == "sv":
        return (
            Said("the measure is not computable and has no reason in Swedish"),
            Said("say what is missing and what would make it computable, in Swedish"),
        )
    return (
        Said("the measure is not computable and has no reason in English"),
        Said("say what is missing and what would make it computable, in English"),
    )


@check("computable-effect", "A measure has effects exactly when it is computable.")
def computable_effect(contents: Contents) -> Iterator[Problem]:
    """Yes in computable without any effect, and no beside effects."""
    if not contents.tables["effects"].readable:
        return
    for row in contents.rows("measures"):
        effects = row.key in contents.effects_of
        if row["computable"] is True and not effects and "same_as" not in row.texts:
            yield row.problem(
                "computable",
                Said("the measure is said to be computable and has no effect"),
                mend=Said("add its effect to effects.csv, or write no and give the reason"),
            )
        if row["computable"] is False and effects:
            yield row.problem(
                "computable",
                Said("the measure is said not to be computable and has effects"),
                mend=Said("write yes, or take its effects out of effects.csv"),
            )


@check("measure-years", "A measure starts before it is in full effect.")
def measure_years(contents: Contents) -> Iterator[Problem]:
    """Start is the last year without effect, end the first with full effect."""
    for row in contents.rows("measures"):
        start, end = row.year("start"), row.year("end")
        if start is not None and end is not None and start >= end:
            yield row.problem(
                "end",
                Said("end is not after start, %(start)s", start=start),
                allowed=Said("%(year)s or later", year=start + 1),
                mend=Said("start is the last year without effect, end the first with full effect"),
            )


@check("measure-growth", "A computable measure says how it grows, in the columns of its shape.")
def measure_growth(contents: Contents) -> Iterator[Problem]:
    """Shape with start and end, or shape milestones with rows in milestones.csv."""
    milestones = contents.grouped("milestones", "measure")
    for row in contents.rows("measures"):
        stones = row.key in milestones
        if row.text("shape") == "milestones":
            yield from _by_milestones(row, stones=stones)
            continue
        if stones:
            yield row.problem(
                "shape",
                Said("the measure has milestones and another shape"),
                allowed=as_written("milestones"),
                mend=Said("write milestones, or take its rows out of milestones.csv"),
            )
        needed = row["computable"] is True and "same_as" not in row.texts
        for column in ("shape", "start", "end"):
            if column not in row.texts and (needed or "shape" in row.texts):
                yield row.problem(
                    column,
                    Said(
                        "%(column)s is missing, so that nobody knows when the measure has effect",
                        column=column,
                    ),
                    mend=Said("fill it in"),
                )


def _by_milestones(row: Row, *, stones: bool) -> Iterator[Problem]:
    if not stones:
        yield row.problem(
            "shape",
            Said("the measure has no milestones"),
            mend=Said("add them to milestones.csv, or choose linear or smooth with start and end"),
        )
    for column in ("start", "end"):
        if column in row.texts:
            yield row.problem(
                column,
                Said("a measure with milestones does not use this column"),
                allowed=Said("nothing"),
                mend=Said("empty the cell"),
            )


@check("milestone-start", "The first milestone is 0, or stands at the base year or before it.")
def milestone_start(contents: Contents) -> Iterator[Problem]:
    """Before its first milestone nobody knows how far a measure had come."""
    base = contents.settings.year("base_year")
    for rows in contents.grouped("milestones", "measure").values():
        dated = [(row.year("year"), row) for row in rows]
        known = sorted((year, row.line, row) for year, row in dated if year is not None)
        if not known or base is None:
            continue
        year, _, first = known[0]
        uncertain = "distribution" in first.texts
        if year > base and (uncertain or first.number("value") not in {0.0, None}):
            yield first.problem(
                "value",
                Said(
                    "the first milestone comes after the base year %(base)s and is not surely 0",
                    base=base,
                ),
                allowed=Said("0, without distribution"),
                mend=Said(
                    "add a milestone for %(base)s, or for the last year without effect", base=base
                ),
            )


@check("measure-delay", "Least and greatest delay are stated together, in this order.")
def measure_delay(contents: Contents) -> Iterator[Problem]:
    """Both columns or none, the least below the greatest."""
    for row in contents.rows("measures"):
        given = [name for name in ("delay_low", "delay_high") if name in row.texts]
        low, high = row.number("delay_low"), row.number("delay_high")
        if len(given) == 1:
            missing = "delay_high" if given == ["delay_low"] else "delay_low"
            yield row.problem(
                missing,
                Said("%(missing)s is missing beside %(given)s", missing=missing, given=given[0]),
                mend=Said(
                    "fill in %(missing)s, or empty %(given)s", missing=missing, given=given[0]
                ),
            )
        elif low is not None and high is not None and low >= high:
            yield row.problem(
                "delay_high",
                Said(
                    "the greatest delay is not more than the least, %(delay_low)s",
                    delay_low=row.text("delay_low"),
                ),
                mend=Said("exchange them, or empty both where the start is certain"),
            )


@check("measure-earliest", "A measure is not stated to start before its earliest start.")
def measure_earliest(contents: Contents) -> Iterator[Problem]:
    """The earliest start is the stated one or before it, and a measure without years has none."""
    milestones = contents.grouped("milestones", "measure")
    for row in contents.rows("measures"):
        earliest, stated = row.year("earliest"), stated_growth(row, milestones)
        if earliest is None:
            continue
        if stated is None:
            yield row.problem(
                "earliest",
                Said("the measure has no start that could be earlier"),
                allowed=Said("nothing"),
                mend=Said("say when it starts and ends, or empty the cell"),
            )
        elif earliest > stated[0]:
            yield row.problem(
                "earliest",
                Said(
                    "the measure is stated to start in %(stated)s, before its earliest start",
                    stated=stated[0],
                ),
                allowed=Said("%(stated)s or earlier", stated=stated[0]),
                mend=Said("state a later start, or an earlier earliest start"),
            )


@check("same-as", "A measure that repeats another leaves effects and money to that one.")
def same_as(contents: Contents) -> Iterator[Problem]:
    """A repeated measure that repeats itself or a repeated one, or counts a second time."""
    flows = contents.grouped("flows", "measure")
    for row in contents.rows("measures"):
        other = contents.find("measures", row.text("same_as"))
        if other is None:
            continue
        if other is row or "same_as" in other.texts:
            yield row.problem(
                "same_as",
                Said("the measure repeats itself")
                if other is row
                else Said(
                    "%(key)r repeats %(same_as)r in its turn",
                    key=other.key,
                    same_as=other.text("same_as"),
                ),
                allowed=Said("a measure that repeats no other"),
                mend=Said("name the measure where tonnes and money are counted"),
            )
        for table, rows in (("effects", contents.effects_of), ("flows", flows)):
            if row.key in rows:
                yield row.problem(
                    "same_as",
                    Said(
                        "the measure repeats another and has %(table)s of its own: counted twice",
                        table=table,
                    ),
                    mend=Said("take its rows out of %(table)s.csv", table=table),
                )


@check(
    "measure-before-base",
    "A measure has no effect in the base year.",
    warning=True,
)
def measure_before_base(contents: Contents) -> Iterator[Problem]:
    """A start before the base year, whose effect the figures of the base year hold already."""
    base = contents.settings.year("base_year")
    for row in contents.rows("measures"):
        start = row.year("start")
        if base is not None and start is not None and start < base:
            yield row.problem(
                "start",
                Said(
                    "the measure starts before the base year %(base)s, whose figures hold a part "
                    "of its effect already",
                    base=base,
                ),
                allowed=Said("%(base)s or later", base=base),
                mend=Said("state what is left of it from the base year on"),
            )


@check("scenario-kind", "The scenarios that book.toml names are of the kind it names them for.")
def scenario_kind(contents: Contents) -> Iterator[Problem]:
    """Reference and contract of the settings."""
    for name in ("reference", "contract"):
        scenario = contents.find("scenarios", contents.settings.text(name))
        if scenario is not None and scenario["kind"] not in {name, None}:
            yield contents.settings.problem(
                name,
                Said("the scenario is of kind %(kind)s", kind=scenario.text("kind")),
                allowed=Said("a scenario of kind %(name)s", name=name),
                mend=Said("name another scenario, or correct its kind in scenarios.csv"),
            )
