"""Measures: their figures against the words they were taken from, owners, ranges and counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from citypact.contract.checker.amount import KINDS, amounts, column_unit
from citypact.contract.checker.figure import Figure, agree, power_of_ten, read_figure, shown, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, B-2.2"
#: By table: columns of words, each with the pattern of the columns of figures taken from it.
_WORDS = {
    "measures": (
        ("reduction_text", r"reduction_k?t_\w+"),
        ("capex_text", r"capex_\w*(sek|eur)\w*"),
        ("renewable_energy_text", r"renewable_energy_[kmgt]wh\w*"),
    ),
    "financing": (
        ("amount_text", r"[mkb]?sek(_low|_high)?"),
        ("amount_text", r"[mkb]?eur"),
    ),
    "impact_pathways": (("direct_impact_text", r"direct_value"),),
}  # fmt: skip


@check(
    "figure-words",
    severity="error",
    looks=Words(
        en="a figure that its own words do not state: another value, or units off by a power of "
        "ten",
        sv="ett värde som den egna texten inte anger: ett annat tal, eller enheter fel med en "
        "tiopotens",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the figure or the words", sv="rätta värdet eller texten"),
    needs={},
)
def figure_words(source: Source) -> Iterator[Found | Unchecked]:
    """Cells of measures, financing and impact pathways against the text beside them."""
    for table, pairs in _WORDS.items():
        sheet = source.sheets.get(table)
        for words, pattern in pairs if sheet else ():
            columns = (
                [name for name in sheet.columns if re.fullmatch(pattern, name)] if sheet else []
            )
            for line in source.lines(table):
                for column in columns:
                    yield from _against_words(line, column, words)


def _against_words(line: Line, column: str, words: str) -> Iterator[Found]:
    figure = read_figure(line[column])
    unit = column_unit(column) or column_unit(line["direct_unit"].split(" ")[0] or "-")
    if figure is None or unit is None:
        return
    stated = [each for each in amounts(line[words]) if each.kind == unit.kind]
    value = figure.times(unit.factor)
    if not stated or any(agree(value, each.figure) for each in stated):
        return
    powers = [power for each in stated if (power := power_of_ten(value, each.figure))]
    by_ten = f" (10^{-powers[0]})" if powers else ""
    kind = KINDS[unit.kind]
    yield Found(
        (line.at(column), line.at(words)),
        (f"{shown(value.value)} {kind}", stated[0].text),
        Words(
            en=f"{column} is {figure.text}, that is {shown(value.value)} {kind}; the text says "
            f"{stated[0].text}{by_ten}",
            sv=f"{column} är {figure.text}, alltså {shown(value.value)} {kind}; texten säger "
            f"{stated[0].text}{by_ten}",
        ),
    )


@check(
    "range-order",
    severity="error",
    looks=Words(
        en="a range whose low end is above its high end",
        sv="ett intervall vars nedre gräns är högre än den övre",
    ),
    reference="arithmetic",
    mend=Words(en="exchange the two, or correct one", sv="byt plats på dem, eller rätta den ena"),
    needs={},
)
def range_order(source: Source) -> Iterator[Found | Unchecked]:
    """Columns that end in ``_low`` and ``_high``, in any table."""
    for table, sheet in source.sheets.items():
        stems = [name.removesuffix("_low") for name in sheet.columns if name.endswith("_low")]
        for stem in stems:
            for line in source.lines(table):
                low, high = read_figure(line[f"{stem}_low"]), read_figure(line[f"{stem}_high"])
                if low is None or high is None or low.value <= high.value:
                    continue
                yield Found(
                    (line.at(f"{stem}_low"), line.at(f"{stem}_high")),
                    (low.text, high.text),
                    Words(
                        en=f"{stem} runs from {low.text} down to {high.text}",
                        sv=f"{stem} går från {low.text} ner till {high.text}",
                    ),
                )


@check(
    "measure-owner",
    severity="warning",
    looks=Words(
        en="a measure that nobody is responsible for",
        sv="en åtgärd som ingen ansvarar för",
    ),
    reference=f"{_TEMPLATE}: responsible bodies/person for implementation",
    mend=Words(en="name who carries it out", sv="ange vem som genomför den"),
    needs={"measures": ("responsible_body",)},
)
def measure_owner(source: Source) -> Iterator[Found | Unchecked]:
    """Outlines without a responsible body, or with one still to be named."""
    for line in source.lines("measures"):
        body = line["responsible_body"]
        if line["row_kind"] not in {"", "outline"} or not _nobody(body):
            continue
        title = line.first("title_en", "title_sv")
        yield Found(
            (line.at("responsible_body"),),
            (body or "–",),
            Words(
                en=f"nobody is responsible for {title!r}",
                sv=f"ingen ansvarar för {line.first('title_sv', 'title_en')!r}",
            ),
        )


def _nobody(text: str) -> bool:
    return text.strip().upper() in {"", "TBD", "N/A", "-", "–", "?"}


@check(
    "measure-authority",
    severity="warning",
    looks=Words(
        en="a measure without authority: no one is named who can decide on it",
        sv="en åtgärd utan rådighet: ingen anges som kan besluta om den",
    ),
    reference="convention § 7.1: every measure names who carries it out and who can decide on it",
    mend=Words(en="name the kind of decision-maker", sv="ange vilket slags beslutsfattare"),
    needs={"measures": ("authority",)},
)
def measure_authority(source: Source) -> Iterator[Found | Unchecked]:
    """Tables that have the column, such as a city book's."""
    for line in source.lines("measures"):
        if line["row_kind"] in {"", "outline"} and _nobody(line["authority"]):
            title = line.first("title_en", "title_sv")
            yield Found(
                (line.at("authority"),),
                (line["authority"] or "–",),
                Words(
                    en=f"no one is named who can decide on {title!r}",
                    sv=f"ingen anges som kan besluta om {line.first('title_sv', 'title_en')!r}",
                ),
            )


@check(
    "measure-count",
    severity="warning",
    looks=Words(
        en="an area that is said to have another number of actions than it has",
        sv="ett område som sägs ha ett annat antal åtgärder än det har",
    ),
    reference=f"{_TEMPLATE} and B-2.1",
    mend=Words(
        en="add the action, or correct the number", sv="lägg till åtgärden, eller rätta antalet"
    ),
    needs={
        "measures": ("area_id", "row_kind"),
        "transition_areas": ("area_id", "b22_action_count"),
    },
)
def measure_count(source: Source) -> Iterator[Found | Unchecked]:
    """Outlines of each area against the number that the area states."""
    there = Counter(
        line["area_id"] for line in source.lines("measures") if line["row_kind"] == "outline"
    )
    for line in source.lines("transition_areas"):
        stated = read_figure(line["b22_action_count"])
        if stated is None or stated.value == there[line["area_id"]]:
            continue
        yield Found(
            (line.at("b22_action_count"),),
            (stated.text, str(there[line["area_id"]])),
            Words(
                en=f"{line['area_id']} states {stated.text} actions and has "
                f"{there[line['area_id']]}",
                sv=f"{line['area_id']} anger {stated.text} åtgärder och har "
                f"{there[line['area_id']]}",
            ),
        )


@check(
    "parts-of-measure",
    severity="error",
    looks=Words(
        en="a measure split by area whose parts do not add up to it",
        sv="en åtgärd uppdelad på områden vars delar inte summerar till den",
    ),
    reference="arithmetic",
    mend=Words(
        en="correct a part or the whole; say which part is not allocated",
        sv="rätta en del eller helheten; ange vilken del som inte är fördelad",
    ),
    needs={"measures": ("measure_id", "parent_id", "row_kind")},
)
def parts_of_measure(source: Source) -> Iterator[Found | Unchecked]:
    """Area lines against their measure: above it always wrong, below it where all are stated."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    children: dict[str, list[Line]] = defaultdict(list)
    for line in source.lines("measures"):
        if line["row_kind"] == "area_instance" and line["parent_id"] in measures:
            children[line["parent_id"]].append(line)
    figures = [name for name in source.sheets["measures"].columns if column_unit(name)]
    for parent, lines in children.items():
        for column in figures:
            whole = read_figure(measures[parent][column])
            known = [(line, each) for line in lines if (each := read_figure(line[column]))]
            if whole is None or not known:
                continue
            added = total([each for _, each in known])
            missing = len(known) < len(lines)
            if agree(whole, added) or (missing and added.value < whole.value):
                if missing:
                    yield _unallocated(parent, column, whole, added)
                continue
            yield Found(
                (measures[parent].at(column), *(line.at(column) for line, _ in known)),
                (whole.text, shown(added.value)),
                Words(
                    en=f"{column} of {parent} is {whole.text}, its parts add up to "
                    f"{shown(added.value)}",
                    sv=f"{column} för {parent} är {whole.text}, delarna summerar till "
                    f"{shown(added.value)}",
                ),
            )


def _unallocated(parent: str, column: str, whole: Figure, added: Figure) -> Unchecked:
    return Unchecked(
        Words(
            en=f"{column} of {parent}: {shown(added.value)} of {whole.text} is split by area, "
            "and not every area states its part",
            sv=f"{column} för {parent}: {shown(added.value)} av {whole.text} är fördelat på "
            "områden, och alla områden anger inte sin del",
        )
    )
