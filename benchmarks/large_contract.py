"""An invented contract of stated size, for measuring what grows with it.

    python benchmarks/large_contract.py FOLDER --clauses 400 --commitments 2000

It is of the city of the packaged template, so that measures, indicators and funds are in a book.
Two versions: one in force, and a draft of the year after in which some commitments are new,
dropped, reworded, firmer, due later, or carry more. The same numbers give the same contract.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from citypact.contract.clause import Clause
from citypact.contract.commitment import Carried, Commitment
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.party import Party
from citypact.contract.reading import in_reading_order
from citypact.contract.strength import STRENGTHS
from citypact.contract.writing import write_contract

__all__ = ["CLAUSES", "COMMITMENTS", "large_contract"]

#: With these the document of a version has some 300 pages.
CLAUSES, COMMITMENTS, PARAGRAPHS = 400, 2000, 9
COMPANIES, CHAPTERS, SECTIONS = 40, 10, 8
FIRST = 2025
#: Of how many commitments one carries a measure, is followed by an indicator, promises funds.
CARRYING, FOLLOWED, FUNDED = 10, 4, 25
#: What of the earlier version is not as in the later one: each so manieth commitment.
NEW, DROPPED, REWORDED, FIRMER, LATER, MORE = 41, 43, 17, 23, 29, 31

MEASURES = ("carbon-capture", "cycling", "electric-cars", "heat-pumps", "less-plastic")
INDICATORS = ("chargers", "cycle-share")
FUNDING = ("capture-grant", "cycling-budget", "green-bond")
#: What is promised, in both languages; with a number and a place each is its own.
DEEDS = (
    ("byta {n} fordon till eldrift i kvarter {place}",
     "change {n} vehicles to electric ones in area {place}"),
    ("ordna {n} laddplatser i kvarter {place}", "arrange {n} charging points in area {place}"),
    ("isolera {n} byggnader i kvarter {place}", "insulate {n} buildings in area {place}"),
    ("sortera ut plast ur avfallet från {n} kök i kvarter {place}",
     "sort plastics out of the waste of {n} kitchens in area {place}"),
    ("byta {n} värmepumpar mot bättre i kvarter {place}",
     "replace {n} heat pumps by better ones in area {place}"),
    ("bygga {n} meter cykelbana i kvarter {place}",
     "build {n} metres of cycle lane in area {place}"),
)  # fmt: skip
#: What a clause says beside its promises, likewise.
SENTENCES = (
    ("Parterna följer upp arbetet i kvarter {place} varje år och visar minst {n} siffror öppet.",
     "The parties follow up area {place} every year and publish at least {n} figures."),
    ("Den som inte kan hålla ett löfte säger det i tid, anger varför och föreslår ett annat.",
     "Who cannot keep a promise says so in time, states why, and proposes another."),
    ("Kostnader över {n} tusen kronor delas efter vad de råder över i kvarter {place}.",
     "Costs above {n} thousand kronor are shared by what the parties decide over in area {place}."),
    ("Erfarenheter från kvarter {place} delas med de andra parterna inom {n} dagar.",
     "What is learnt in area {place} is shared with the other parties within {n} days."),
    ("Upphandlingar i kvarter {place} ställer de krav på utsläpp som parterna har enats om.",
     "Procurements in area {place} ask for the emissions that the parties have agreed on."),
    ("Beslut som rör kvarter {place} fattas av den nämnd eller styrelse som äger frågan.",
     "Decisions that concern area {place} are taken by the board that the matter belongs to."),
)  # fmt: skip


def large_contract(
    clauses: int = CLAUSES,
    commitments: int = COMMITMENTS,
    *,
    paragraphs: int = PARAGRAPHS,
    seed: int = 1,
) -> Contract:
    """An invented contract with so many clauses and commitments in each version.

    Args:
        clauses: at least 1; chapters, their sections, and clauses under these, as evenly as can be.
        commitments: of the later version; the earlier has a few less or more.
        paragraphs: of three sentences, in each clause below the chapters.
        seed: of everything that is drawn.
    """
    template = open_contract("template")
    companies = {each.id: each for each in map(_company, range(1, COMPANIES + 1))}
    parties = {**template.parties, **companies}
    tree = in_reading_order([*_clauses(clauses, paragraphs, Random(seed))])  # noqa: S311  no secret is drawn
    promises = [*_commitments(commitments, tree, tuple(parties), Random(seed + 1))]  # noqa: S311  likewise
    before, after = template.versions.values()
    place = {clause.id: number for number, clause in enumerate(tree)}

    def ordered(several: Iterable[Commitment]) -> tuple[Commitment, ...]:
        return tuple(sorted(several, key=lambda one: (place[one.clause], one.id)))

    versions = (
        replace(before, clauses=tree, commitments=ordered(_earlier(promises)), annexes=()),
        replace(after, clauses=tree, commitments=ordered(promises), annexes=()),
    )
    return replace(
        template,
        id="large",
        title_sv="Påhittat stort klimatkontrakt",
        title_en="Invented large climate contract",
        parties=parties,
        versions={each.id: each for each in versions},
    )


def _company(number: int) -> Party:
    return Party(
        id=f"company-{number:02d}",
        title_sv=f"Påhittat företag {number}",
        title_en=f"Invented company {number}",
        kind="company",
        authority="business",
    )


def _clauses(count: int, paragraphs: int, draw: Random) -> Iterator[Clause]:
    """Chapters, sections and clauses by turns, so that each level fills evenly."""
    under: dict[str, int] = {"": 0}
    for number in range(count):
        parent = ""
        if number >= CHAPTERS:
            above = number - CHAPTERS
            chapter = f"clause-{1 + above % CHAPTERS}"
            parent = chapter
            if above >= CHAPTERS * SECTIONS:
                parent = f"{chapter}.{1 + above // CHAPTERS % SECTIONS}"
        under[parent] = under.get(parent, 0) + 1
        name = f"{parent}.{under[parent]}" if parent else f"clause-{under[parent]}"
        own = [_paragraph(draw) for _ in range(paragraphs if parent else 1)]
        printed = name.removeprefix("clause-")
        yield Clause(
            id=name,
            number=printed,
            parent=parent,
            order=float(under[parent]),
            title_sv=f"Klausul om kvarter {printed}",
            title_en=f"Clause on area {printed}",
            party="everybody",
            text_sv="\n\n".join(sv for sv, _ in own),
            text_en="\n\n".join(en for _, en in own),
        )


def _paragraph(draw: Random) -> tuple[str, str]:
    values = {"n": draw.randint(2, 900), "place": draw.randint(1, 99)}
    chosen = draw.sample(SENTENCES, 3)
    sv, en = (
        " ".join(text.format(**values) for text in told) for told in zip(*chosen, strict=True)
    )
    return sv, en


def _commitments(
    count: int, clauses: tuple[Clause, ...], parties: tuple[str, ...], draw: Random
) -> Iterator[Commitment]:
    for number in range(count):
        sv, en = DEEDS[number % len(DEEDS)]
        values = {"n": draw.randint(2, 900), "place": 1 + number}
        measures: tuple[Carried, ...] = ()
        if number % CARRYING == 0:
            level = draw.randint(1, 3) / 100.0
            measures = (Carried(draw.choice(MEASURES), level, None, "reported"),)
        yield Commitment(
            id=f"promise-{1 + number:05d}",
            clause=clauses[number % len(clauses)].id,
            party=draw.choice(parties),
            strength=draw.choice(STRENGTHS),
            form="carry out",
            text_sv=sv.format(**values).capitalize(),
            text_en=en.format(**values).capitalize(),
            due=draw.randint(2027, 2035),
            measurable=True,
            measures=measures,
            indicators=(draw.choice(INDICATORS),) if number % FOLLOWED == 0 else (),
            funding=(draw.choice(FUNDING),) if number % FUNDED == 0 else (),
        )


def _earlier(promises: list[Commitment]) -> Iterator[Commitment]:
    """The promises as they stood a year before, and some that have been dropped since."""
    for number, each in enumerate(promises, start=1):
        was = each
        if number % REWORDED == 0:
            was = replace(was, text_sv=f"{was.text_sv} delvis", text_en=f"{was.text_en} in part")
        if number % FIRMER == 0:
            was = replace(was, strength=STRENGTHS[-1])
        if number % LATER == 0 and was.due is not None:
            was = replace(was, due=was.due - 1)
        if number % MORE == 0:
            was = replace(was, measures=())
        if number % NEW:
            yield was
        if number % DROPPED == 0:
            yield replace(each, id=f"dropped-{number:05d}", measures=())


def main() -> None:
    """Write the contract to a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clauses", type=int, default=CLAUSES)
    parser.add_argument("--commitments", type=int, default=COMMITMENTS)
    asked = parser.parse_args()
    print(write_contract(large_contract(asked.clauses, asked.commitments), asked.folder))


if __name__ == "__main__":
    main()
