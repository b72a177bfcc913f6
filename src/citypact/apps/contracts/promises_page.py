"""What the promises add up to, on one screen and one printed page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, ngettext

from citypact.apps.contracts.frame import frame_of, text_in
from citypact.apps.contracts.prepared import Bar, Breakdown, Cut, PromisesPage
from citypact.apps.contracts.vocabulary import AUTHORITIES, FORMS, STRENGTHS, word
from citypact.contract.adequacy import Adequacy
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.figures.numbers import write_number, write_probability, write_range, write_share
from citypact.model.city import City

__all__ = ["promises_page"]

#: Less than this, in kt, is written as nothing and is not listed.
_SHOWN = 0.05
#: So many measures that nobody promised are listed; the answer in JSON has them all.
_MOST = 8


def promises_page(
    contract: Contract, version: Version, city: City, found: Adequacy, language: str
) -> PromisesPage:
    """The page; to be called with the language switched on."""
    return PromisesPage(
        frame=frame_of(contract, version, language),
        closed=write_share(found.closed.median, language) if found.closed else "",
        sentences=_sentences(city, found, language),
        bars=_bars(found),
        legend=(
            ("closed", gettext("What the promises close, in the middle case")),
            ("left", gettext("What nobody has promised, or what may not be kept")),
        ),
        breakdowns=_breakdowns(contract, city, found, language),
        rest=_measures(city, found, language),
        remaining=tuple(
            Cut(word(AUTHORITIES, name), write_number(kt, "kt", language), "")
            for name, kt in sorted(
                found.uncommitted.remaining_by_authority.items(), key=lambda item: -item[1]
            )
            if kt >= _SHOWN
        ),
        money=_money(found, language),
        not_computable=tuple(
            (word(FORMS, form), len(ids))
            for form, ids in sorted(found.not_computable.items(), key=lambda item: -len(item[1]))
        ),
        method=gettext(
            "%(draws)s draws, seed %(seed)s, city book %(book)s. Who closes what is a mean, so "
            "that it adds up; what is closed in all is the median, with nine draws in ten."
        )
        % {
            "draws": f"{found.draws:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"),
            "seed": found.seed,
            "book": city.book_hash[:12],
        },
    )


def _sentences(city: City, found: Adequacy, language: str) -> tuple[str, ...]:
    target = text_in(city.targets[found.target], "title", language)[0]
    sure = write_probability(found.probability, language)
    reached = gettext("The target is reached with %(sure)s probability.") % {"sure": sure}
    kept = ngettext(
        "%(computable)s of %(all)s promises carries something that the model can compute.",
        "%(computable)s of %(all)s promises carry something that the model can compute.",
        found.computable,
    ) % {"computable": found.computable, "all": found.commitments}
    if found.closed is None:
        none = gettext("Decided policy already leads to the target: %(target)s.")
        return (none % {"target": target}, reached, kept)
    gap = gettext(
        "With decided policy alone %(gap)s is missing in %(year)s to the target: %(target)s."
    ) % {"gap": write_number(found.gap, "kt", language), "year": found.year, "target": target}
    low, high = found.closed.p05, found.closed.p95
    closed = gettext("The promises close %(closed)s of it; in nine cases of ten %(span)s.") % {
        "closed": write_share(found.closed.median, language),
        "span": write_range(low, high, "fraction", language),
    }
    return (gap, f"{closed} {_average(found, language)}".rstrip(), reached, kept)


def _average(found: Adequacy, language: str) -> str:
    """What the tables add up to, said where it is written otherwise than the middle case."""
    share = found.share(found.cut)
    if share is None or found.closed is None:
        return ""
    average, middle = write_share(share, language), write_share(found.closed.median, language)
    if average == middle:
        return ""
    return gettext("On average they close %(average)s, which is what the tables part.") % {
        "average": average
    }


def _bars(found: Adequacy) -> tuple[Bar, ...]:
    """The gap as one bar of a hundred, closed as far as the figure above it says.

    What goes beyond the gap is not drawn beyond the bar.
    """
    if found.closed is None:
        return ()
    closed = 100.0 * min(max(found.closed.median, 0.0), 1.0)
    return (
        Bar("closed", "0", f"{closed:.2f}"),
        Bar("left", f"{closed:.2f}", f"{100.0 - closed:.2f}"),
    )


def _breakdowns(
    contract: Contract, city: City, found: Adequacy, language: str
) -> tuple[Breakdown, ...]:
    def sector(name: str) -> str:
        own = city.sectors.get(name)
        return text_in(own, "title", language)[0] if own else gettext("Taken up or stored")

    return (
        _breakdown(
            found,
            "party",
            gettext("Who promises it"),
            found.by_party,
            lambda name: text_in(contract.parties[name], "title", language)[0],
            language,
        ),
        _breakdown(
            found,
            "authority",
            gettext("Who can decide on it"),
            found.by_authority,
            lambda name: word(AUTHORITIES, name),
            language,
        ),
        _breakdown(found, "sector", gettext("Where it falls"), found.by_sector, sector, language),
        _breakdown(
            found,
            "strength",
            gettext("How firmly it is worded"),
            found.by_strength,
            lambda name: word(STRENGTHS, name),
            language,
        ),
    )


def _breakdown(
    found: Adequacy,
    name: str,
    title: str,
    cuts: Mapping[str, float],
    called: Callable[[str], str],
    language: str,
) -> Breakdown:
    rows = []
    for key, kt in cuts.items():
        share = found.share(kt)
        if abs(kt) >= _SHOWN:
            written = "–" if share is None else write_share(share, language)
            rows.append(Cut(called(key), write_number(kt, "kt", language), written))
    return Breakdown(name, title, tuple(rows))


def _measures(city: City, found: Adequacy, language: str) -> tuple[Cut, ...]:
    cuts = [(name, kt) for name, kt in found.uncommitted.measures.items() if kt >= _SHOWN]
    return tuple(
        Cut(
            text_in(city.measures[name], "title", language)[0],
            write_number(kt, "kt", language),
            word(AUTHORITIES, city.measures[name].authority),
        )
        for name, kt in cuts[:_MOST]
    )


def _money(found: Adequacy, language: str) -> tuple[str, ...]:
    money = found.money
    said = gettext("To %(year)s what they carry costs %(needed)s; %(promised)s is promised for it.")
    sentences = [
        said
        % {
            "year": found.year,
            "needed": write_number(money.needed, "MSEK", language),
            "promised": write_number(money.promised, "MSEK", language),
        }
    ]
    count = len(money.without_cost)
    if count:
        missing = ngettext(
            "Nobody has stated what %(count)s more of the measures costs.",
            "Nobody has stated what %(count)s more of the measures cost.",
            count,
        )
        sentences.append(missing % {"count": count})
    return tuple(sentences)
