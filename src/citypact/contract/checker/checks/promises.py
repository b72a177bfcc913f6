"""Commitments: what they lack, dates that contradict each other, the signature page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Place, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: Wordings that bind: what is lacking in them cannot be called to account.
_BINDS = frozenset({"undertakes", "will", "åtar sig", "ska"})
_YEAR = re.compile(r"\b(20\d\d)\b")


def _version(line: Line) -> str:
    return line["version"]


@check(
    "promise-party",
    severity="error",
    looks=Words(en="a commitment that no party makes", sv="ett åtagande som ingen part gör"),
    reference="a commitment has a party",
    mend=Words(en="name who promises", sv="ange vem som lovar"),
    needs={"commitments_national": ("party",)},
)
def promise_party(source: Source) -> Iterator[Found | Unchecked]:
    """Commitments whose party is empty."""
    for line in source.lines("commitments_national"):
        if not line["party"]:
            yield Found((line.at("party"),), ("–",), _lacks(line, "party", "part"))


def _lacks(line: Line, en: str, sv: str) -> Words:
    return Words(en=f"{line.key} has no {en}", sv=f"{line.key} saknar {sv}")


@check(
    "promise-followed",
    severity="note",
    looks=Words(
        en="a commitment that binds and cannot be followed up: no date, or nothing to measure",
        sv="ett åtagande som binder men inte kan följas upp: inget datum, eller inget att mäta",
    ),
    reference="a commitment names when, and how it is told that it was kept",
    mend=Words(
        en="state the year, or the indicator or measure that it carries",
        sv="ange året, eller den indikator eller åtgärd som det bär",
    ),
    needs={"commitments_national": ("modality", "target_date", "measurable")},
)
def promise_followed(source: Source) -> Iterator[Found | Unchecked]:
    """Undertakings without date, and those that nothing is measured by."""
    carried = {
        (line["version"], line["commitment"])
        for table in ("commitment_measures", "commitment_indicators")
        for line in source.lines(table)
    }
    for line in source.lines("commitments_national"):
        if line["modality"].lower() not in {"undertakes", "åtar sig"}:
            continue
        lacking = []
        if not line["target_date"] and line["yearly"].lower() not in {"yes", "y", "ja"}:
            lacking.append(("target_date", "date", "datum"))
        measured = line["measurable"].lower() in {"y", "yes", "ja"}
        if not measured and (_version(line), line["commitment_id"]) not in carried:
            lacking.append(("measurable", "indicator or measure", "indikator eller åtgärd"))
        if lacking:
            en, sv = (" and no ".join(x[1] for x in lacking), " och ".join(x[2] for x in lacking))
            yield Found(
                tuple(line.at(column) for column, _, _ in lacking),
                tuple(line[column] or "–" for column, _, _ in lacking),
                _lacks(line, en, sv),
            )


@check(
    "date-past",
    severity="warning",
    looks=Words(
        en="a commitment that falls due before the year of its own document",
        sv="ett åtagande som ska vara klart före dokumentets eget år",
    ),
    reference="a promise is about what is still to be done",
    mend=Words(
        en="set a new date, or move it to what has been done",
        sv="sätt ett nytt datum, eller flytta det till det som är gjort",
    ),
    needs={"commitments_national": ("target_date",)},
)
def date_past(source: Source) -> Iterator[Found | Unchecked]:
    """The last year of the due date against the year of the version or document."""
    years = {
        line["id"]: int(line["year"]) for line in source.lines("versions") if line["year"].isdigit()
    }
    usual = source.year
    if usual is None:
        yield Unchecked(
            Words(en="the document's year is not told", sv="dokumentets år framgår inte")
        )
        return
    for line in source.lines("commitments_national"):
        due = [int(year) for year in _YEAR.findall(line["target_date"])]
        year = years.get(_version(line), usual)
        if not due or line["modality"] == "reported" or max(due) >= year:
            continue
        yield Found(
            (line.at("target_date"),),
            (line["target_date"], str(year)),
            Words(
                en=f"{line.key} is due {line['target_date']}, before the document's year {year}",
                sv=f"{line.key} ska vara klart {line['target_date']}, före dokumentets år {year}",
            ),
        )


@check(
    "date-words",
    severity="error",
    looks=Words(
        en="a due date that differs from the year in the commitment's own words",
        sv="ett datum som skiljer sig från årtalet i åtagandets egen text",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the date or the words", sv="rätta datumet eller texten"),
    needs={"commitments_national": ("target_date",)},
)
def date_words(source: Source) -> Iterator[Found | Unchecked]:
    """``senast 2030``, ``by the end of 2027`` against the date."""
    until = re.compile(
        r"\b(?:senast|till och med|före utgången av|innan utgången av|före|by the end of|"
        r"no later than|by|until|before)\s+(?:år\s+|the year\s+)?(20\d\d)\b",
        re.IGNORECASE,
    )
    for line in source.lines("commitments_national"):
        due = set(_YEAR.findall(line["target_date"]))
        for column in ("text_sv", "text_en"):
            stated = set(until.findall(line[column]))
            if due and stated and not due & stated:
                says = ", ".join(sorted(stated))
                yield Found(
                    (line.at("target_date"), line.at(column)),
                    (line["target_date"], says),
                    Words(
                        en=f"{line.key} is due {line['target_date']}, its words say {says}",
                        sv=f"{line.key} ska vara klart {line['target_date']}, texten säger {says}",
                    ),
                )
                break


@check(
    "dates-reversed",
    severity="error",
    looks=Words(
        en="a period that ends before it begins, or a target before its base year",
        sv="en period som slutar innan den börjar, eller ett mål före sitt basår",
    ),
    reference="arithmetic",
    mend=Words(
        en="exchange the years, or correct one", sv="byt plats på åren, eller rätta det ena"
    ),
    needs={},
)
def dates_reversed(source: Source) -> Iterator[Found | Unchecked]:
    """``2030–2024`` in any cell but notes; start and end columns; base and target years."""
    spans = re.compile(r"(?<![\d.-])((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?![\d.-])")
    pairs = (("base_year", "target_year"), ("start", "end"), ("start_year", "end_year"),
             ("first_year", "last_year"), ("first_year", "year"))  # fmt: skip
    for table, sheet in source.sheets.items():
        columns = [name for name in sheet.columns if not re.search(r"note|source", name)]
        known = [pair for pair in pairs if set(pair) <= set(columns)]
        for line in source.lines(table):
            for column in columns:
                for first, last in spans.findall(line[column]):
                    if int(last) < int(first):
                        yield _reversed((line.at(column),), first, last)
            for start, end in known:
                first, last = line[start], line[end]
                years = re.fullmatch(r"\d{4}", first), re.fullmatch(r"\d{4}", last)
                if all(years) and int(last) < int(first):
                    yield _reversed((line.at(end), line.at(start)), first, last)


def _reversed(where: tuple[Place, ...], first: str, last: str) -> Found:
    return Found(
        where,
        (first, last),
        Words(en=f"{last} is before {first}", sv=f"{last} är före {first}"),
    )


@check(
    "promised-twice",
    severity="warning",
    looks=Words(
        en="the same words promised twice by one party, with another date, strength or status",
        sv="samma ord utlovade två gånger av en part, med annat datum, annan styrka eller status",
    ),
    reference="one promise has one date",
    mend=Words(en="keep one of them", sv="behåll ett av dem"),
    needs={"commitments_national": ("party", "text_sv")},
)
def promised_twice(source: Source) -> Iterator[Found | Unchecked]:
    """Equal texts of one party in one version."""
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in source.lines("commitments_national"):
        text = re.sub(r"\W+", " ", line.first("text_sv", "text_en")).strip().lower()
        if text:
            groups[_version(line), line["party"], text].append(line)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            apart = [
                name for name in ("target_date", "modality", "status") if first[name] != other[name]
            ]
            if not apart:
                continue
            yield Found(
                tuple(line.at(name) for name in apart for line in (first, other)),
                tuple(line[name] or "–" for name in apart for line in (first, other)),
                Words(
                    en=f"{first.key} and {other.key} promise the same and differ in "
                    f"{', '.join(apart)}",
                    sv=f"{first.key} och {other.key} lovar samma sak och skiljer sig i "
                    f"{', '.join(apart)}",
                ),
            )


@check(
    "languages-differ",
    severity="error",
    looks=Words(
        en="a text whose two languages state different figures",
        sv="en text vars två språk anger olika tal",
    ),
    reference="both languages say the same",
    mend=Words(en="correct the translation", sv="rätta översättningen"),
    needs={},
)
def languages_differ(source: Source) -> Iterator[Found | Unchecked]:
    """Numbers in columns that end in ``_sv`` and ``_en``, where each states one the other lacks."""
    for table, sheet in source.sheets.items():
        stems = [name.removesuffix("_sv") for name in sheet.columns if name.endswith("_sv")]
        stems = [stem for stem in stems if f"{stem}_en" in sheet.columns and stem != "note"]
        for line in source.lines(table):
            for stem in stems:
                here, there = (_numbers(line[f"{stem}_{code}"]) for code in ("sv", "en"))
                for one, other in zip(here, there, strict=True):
                    if not (one - other and other - one):
                        continue
                    values = tuple(", ".join(sorted(each)) for each in (one - other, other - one))
                    yield Found(
                        (line.at(f"{stem}_sv"), line.at(f"{stem}_en")),
                        values,
                        Words(
                            en=f"the Swedish text says {values[0]}, the English {values[1]}",
                            sv=f"den svenska texten säger {values[0]}, den engelska {values[1]}",
                        ),
                    )


def _numbers(text: str) -> tuple[set[str], set[str]]:
    """The years and the other numbers of a text; the two are never taken for each other."""
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}\b)", "", text)
    found = {each.replace(",", ".") for each in re.findall(r"\d+(?:[.,]\d+)?", joined)}
    years = {each for each in found if re.fullmatch(r"(?:19|20)\d\d", each)}
    return years, found - years


@check(
    "status-evidence",
    severity="warning",
    looks=Words(
        en="a commitment said to be kept, and nothing that shows it",
        sv="ett åtagande som sägs vara uppfyllt utan något som visar det",
    ),
    reference="a status has evidence",
    mend=Words(en="state what the status rests on", sv="ange vad bedömningen vilar på"),
    needs={"commitments_national": ("status",)},
)
def status_evidence(source: Source) -> Iterator[Found | Unchecked]:
    """Kept, or kept in part, with no evidence in either language."""
    for line in source.lines("commitments_national"):
        if line["status"].startswith("kept") and not line.first("evidence_sv", "evidence_en"):
            yield Found(
                (line.at("status"), line.at("evidence_sv")),
                (line["status"], "–"),
                Words(
                    en=f"{line.key} is {line['status']}, and no evidence is stated",
                    sv=f"{line.key} anges som {line['status']}, utan underlag",
                ),
            )


@check(
    "promise-target",
    severity="error",
    looks=Words(
        en="a commitment to cut emissions by another percentage than any target of that year",
        sv="ett åtagande att minska utsläppen med ett annat procenttal än något mål för det året",
    ),
    reference="one quantity has one value",
    mend=Words(en="make the commitment and the target one", sv="gör åtagandet och målet till ett"),
    needs={
        "commitments_national": ("text_sv", "target_date"),
        "targets": ("target_year", "target_value", "target_unit"),
    },
)
def promise_target(source: Source) -> Iterator[Found | Unchecked]:
    """Percentages in commitments on emissions against the targets in percent of their year."""
    for line in source.lines("commitments_national"):
        words = f"{line['text_sv']} {line['text_en']}"
        if not re.search(r"utsläpp|emission", words, re.IGNORECASE):
            continue
        stated = [each for each in amounts(words) if each.kind == "share"]
        targets = [
            each
            for each in source.lines("targets")
            if each["target_year"] == line["target_date"]
            and each["target_unit"].startswith("%")
            and each["level"].lower() != "indicator"
            and read_figure(each["target_value"])
        ]
        values = {abs(float(each["target_value"])) for each in targets}
        if not stated or not targets or any(each.figure.value in values for each in stated):
            continue
        yield Found(
            (line.at("text_sv"), *(each.at("target_value") for each in targets)),
            (stated[0].text, *(f"{each['target_value']} %" for each in targets)),
            Words(
                en=f"{line.key} promises {stated[0].text} by {line['target_date']}, which no "
                "target of that year is",
                sv=f"{line.key} lovar {stated[0].text} till {line['target_date']}, vilket inget "
                "mål för det året är",
            ),
        )
