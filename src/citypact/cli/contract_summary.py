"""What a version's promises add up to, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citypact.cli.contract_words import tell
from citypact.cli.grid import grid
from citypact.cli.paragraph import paragraph
from citypact.cli.summary import figure
from citypact.cli.words import title_of
from citypact.contract.adequacy import Adequacy
from citypact.contract.contract import Contract
from citypact.contract.difference import Difference
from citypact.contract.version import Version
from citypact.model.city import City

__all__ = ["adequacy_summary", "difference_summary"]

#: Less than this, in kt, is 0.0 with one decimal, and is not listed.
SHOWN = 0.05
#: How many measures that nobody promised are listed.
MOST = 8
LONGEST_TITLE = 60

_Name = Callable[[str], str]


def adequacy_summary(
    contract: Contract, version: Version, city: City, found: Adequacy, language: str
) -> str:
    """The adequacy as text, in ``language`` (sv or en)."""
    parts = [
        _heading(contract, version, city, found, language),
        _breakdown(contract, city, found, language),
        _rest(city, found, language),
        _remarks(found, language),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _heading(
    contract: Contract, version: Version, city: City, found: Adequacy, language: str
) -> list[str]:
    lines = [
        title_of(contract, language),
        tell(
            language,
            "origin",
            version=version.id,
            state=tell(language, f"state-{version.state}"),
            count=found.commitments,
            draws=f"{found.draws:,}".replace(",", " "),
            seed=found.seed,
        ),
        "",
    ]
    target = title_of(city.targets[found.target], language)
    gap = figure(found.gap, language)
    lines += paragraph(tell(language, "gap", target=target, year=found.year, gap=gap))
    closed = found.closed
    if closed is None:
        lines += paragraph(tell(language, "no-gap"))
    else:
        low, high = (_percent(value, language) for value in (closed.p05, closed.p95))
        median = _percent(closed.median, language)
        lines += paragraph(tell(language, "closed", median=median, span=f"{low}–{high}"))
    sure, without = (
        _percent(value, language) for value in (found.probability, found.probability_without)
    )
    return lines + paragraph(tell(language, "probability", probability=sure, without=without))


def _percent(share: float, language: str) -> str:
    """A share as a whole per cent; what is above 0 and rounds to it says so."""
    if 0.0 < share < 0.005:  # noqa: PLR2004  half a per cent
        return "< 1 %"
    return f"{figure(100.0 * share, language, 0)} %"


def _breakdown(contract: Contract, city: City, found: Adequacy, language: str) -> list[str]:
    names: dict[str, _Name] = {
        "by-party": lambda name: title_of(contract.parties[name], language),
        "by-sector": lambda name: (
            title_of(city.sectors[name], language) if name in city.sectors else name
        ),
        "by-authority": lambda name: tell(language, f"authority-{name}"),
        "by-strength": lambda name: tell(language, f"strength-{name}"),
    }
    cuts = {
        "by-party": found.by_party,
        "by-sector": found.by_sector,
        "by-authority": found.by_authority,
        "by-strength": found.by_strength,
    }
    rows = [["", *tell(language, "by-columns").split("|")]]
    for part, name in names.items():
        rows.append([tell(language, part)])
        rows += [
            [f"  {_short(name(key))}", *_cut(found, kt, language)]
            for key, kt in _shown(cuts[part]).items()
        ]
    rows.append([tell(language, "sum"), *_cut(found, found.cut, language)])
    return [tell(language, "by", year=found.year), *grid(rows)]


def _cut(found: Adequacy, kt: float, language: str) -> list[str]:
    share = found.share(kt)
    return [figure(kt, language), "–" if share is None else _percent(share, language)]


def _shown(cuts: Mapping[str, float]) -> dict[str, float]:
    return {name: kt for name, kt in cuts.items() if abs(kt) >= SHOWN}


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 2].rstrip()} …"


def _rest(city: City, found: Adequacy, language: str) -> list[str]:
    rest = found.uncommitted
    rows = [
        [tell(language, "left"), figure(rest.left, language)],
        [tell(language, "measures")],
    ]
    for name, kt in list(_shown(rest.measures).items())[:MOST]:
        authority = tell(language, f"authority-{city.measures[name].authority}")
        title = _short(title_of(city.measures[name], language))
        rows.append([f"  {title} ({authority})", figure(kt, language)])
    return [tell(language, "rest", year=found.year), *grid(rows)]


def _remarks(found: Adequacy, language: str) -> list[str]:
    promised, needed = (
        figure(value, language, 0) for value in (found.money.promised, found.money.needed)
    )
    lines = paragraph(tell(language, "money", year=found.year, promised=promised, needed=needed))
    if found.money.without_cost:
        measures = ", ".join(found.money.without_cost)
        lines += paragraph(tell(language, "without-cost", measures=measures))
    count = sum(map(len, found.not_computable.values()))
    if count:
        forms = ", ".join(
            f"{tell(language, f'form-{form}')} {len(ids)}"
            for form, ids in sorted(found.not_computable.items(), key=lambda item: -len(item[1]))
        )
        said = tell(language, "not-computable", count=count, all=found.commitments, forms=forms)
        lines += paragraph(said)
    return lines


def difference_summary(contract: Contract, found: Difference, language: str) -> str:
    """What changed between two versions as text, in ``language`` (sv or en)."""
    lines = [tell(language, "difference", before=found.before, after=found.after)]
    if not found.clauses and not found.commitments:
        return "\n".join([*lines, tell(language, "unchanged")])
    rows = [[tell(language, "clauses")]] if found.clauses else []
    for clause in found.clauses:
        title = title_of(clause.shown, language) or clause.shown.title_sv
        rows.append([f"  {clause.shown.number} {_short(title)}", _kinds(clause.kinds, language)])
    rows += [[tell(language, "commitments")]] if found.commitments else []
    for change in found.commitments:
        said = change.shown
        text = (said.text_en if language == "en" else said.text_sv) or said.text_sv
        party = title_of(contract.parties[change.party], language)
        rows.append([f"  {_short(text)} ({party})", _kinds(change.kinds, language)])
    return "\n".join([*lines, *grid(rows, texts=2)])


def _kinds(kinds: tuple[str, ...], language: str) -> str:
    return ", ".join(tell(language, f"change-{kind}") for kind in kinds)
