"""The page of a contract's document that tells what its promises add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citypact.documents.contract_words import say
from citypact.documents.frozen import FrozenVersion
from citypact.documents.told import Cell, Data, head
from citypact.figures.numbers import write_digits, write_number, write_probability, write_share
from citypact.figures.words import title_of

__all__ = ["adequacy_page"]


def adequacy_page(frozen: FrozenVersion) -> Data:
    """Sentences and tables as the template reads them; every figure is of the results."""
    rest = [*_uncommitted(frozen), *_not_computable(frozen)]
    return {"sentences": _sentences(frozen), "parts": _parts(frozen), "rest": rest}


def _sentences(frozen: FrozenVersion) -> list[str]:
    language, found = frozen.manifest.language, frozen.adequacy
    city = frozen.book.city(frozen.version.background)
    place = {"target": title_of(city.targets[found.target], language), "year": found.year}
    kt = {
        name: write_number(value, "kt", language)
        for name, value in {"gap": found.gap, "left": found.uncommitted.left}.items()
    }
    said = [say(language, "gap" if found.gap > 0.0 else "no-gap", **place, gap=kt["gap"])]
    if found.closed is not None:
        shares = {
            "median": write_share(found.closed.median, language),
            "low": write_share(found.closed.p05, language),
            "high": write_share(found.closed.p95, language),
        }
        said.append(say(language, "closed", **shares))
    sure = write_probability(found.probability, language)
    without = write_probability(found.probability_without, language)
    said.append(say(language, "probability", probability=sure, without=without))
    said.append(say(language, "left", left=kt["left"]))
    money = {
        "promised": write_number(found.money.promised, "MSEK", language),
        "needed": write_number(found.money.needed, "MSEK", language),
    }
    said.append(say(language, "money", year=found.year, **money))
    if found.money.without_cost:
        names = [title_of(city.measures[each], language) for each in found.money.without_cost]
        said.append(say(language, "without-cost", measures="; ".join(names)))
    counts = {"computable": found.computable, "all": found.commitments}
    said.append(say(language, "computable", **counts))
    return [*said, say(language, "run", draws=found.draws, seed=found.seed)]


def _parts(frozen: FrozenVersion) -> list[Data]:
    language, found = frozen.manifest.language, frozen.adequacy
    city, parties = frozen.book.city(frozen.version.background), frozen.contract.parties

    def sector(name: str) -> str:
        if name == "removed":
            return say(language, "removed")
        return title_of(city.sectors[name], language)

    def area(name: str) -> str:
        return title_of(city.areas[name], language) if name else say(language, "no-area")

    named: dict[str, tuple[Mapping[str, float], Callable[[str], str]]] = {
        "party": (found.by_party, lambda name: title_of(parties[name], language)),
        "sector": (found.by_sector, sector),
        "area": (found.by_area, area),
        "authority": (found.by_authority, lambda name: say(language, f"authority-{name}")),
        "strength": (found.by_strength, lambda name: say(language, f"strength-{name}")),
    }
    return [
        {
            "title": say(language, f"cut-by-{part}"),
            "table": {
                "head": [say(language, name) for name in (part, "cut", "share")],
                "rows": [
                    [name(key), write_digits(kt, language), _share(found.share(kt), language)]
                    for key, kt in cuts.items()
                ],
            },
        }
        for part, (cuts, name) in named.items()
        if cuts
    ]


def _uncommitted(frozen: FrozenVersion) -> Iterator[Data]:
    """What nobody has promised: measures that could be added, and who decides on what is left."""
    language, found = frozen.manifest.language, frozen.adequacy.uncommitted
    city = frozen.book.city(frozen.version.background)
    if found.measures:
        rows: list[list[Cell]] = [
            [title_of(city.measures[name], language), write_digits(kt, language)]
            for name, kt in sorted(found.measures.items(), key=lambda each: (-each[1], each[0]))
        ]
        table = {"head": head(frozen, "measures", "would-cut"), "rows": rows}
        yield {"title": say(language, "not-promised"), "table": table}
    left: list[list[Cell]] = [
        [say(language, f"authority-{name}"), write_digits(kt, language)]
        for name, kt in found.remaining_by_authority.items()
    ]
    if left:
        year = frozen.adequacy.year
        table = {"head": head(frozen, "authority", "emitted"), "rows": left}
        yield {"title": say(language, "left-by-authority", year=year), "table": table}


def _not_computable(frozen: FrozenVersion) -> Iterator[Data]:
    """How many commitments carry nothing that the model can compute, by what kind they are."""
    language = frozen.manifest.language
    rows: list[list[Cell]] = [
        [say(language, f"form-{form}"), str(len(several))]
        for form, several in frozen.adequacy.not_computable.items()
    ]
    if rows:
        table = {"head": head(frozen, "form", "count"), "rows": rows}
        yield {"title": say(language, "not-computable"), "table": table}


def _share(share: float | None, language: str) -> str:
    return "–" if share is None else write_share(share, language)
