"""What a company's promises add up to, as sentences; used before signing up and on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from citypact.apps.local.outlooks import Asked
from citypact.apps.local.words import cut_in, span_in
from citypact.contract.contract import Contract
from citypact.contract.local.answer import Answer, Peers
from citypact.figures.numbers import write_number, write_quantity

__all__ = ["AnswerPage", "Line", "answer_page"]


@dataclass(frozen=True)
class Line:
    """One promise: what, how much, by when, and what that alone cuts."""

    title: str
    quantity: str
    due: str
    kt: str
    remark: str


@dataclass(frozen=True)
class AnswerPage:
    """What is said of a company's promises.

    Attributes:
        value: what they cut, with unit; empty where nothing can be computed.
        year: of the target.
        sentences: what that is of the gap, how sure, and what similar companies promise.
        lines: its promises one by one.
        roadmap: what it says of its roadmap; empty where nothing.
    """

    value: str
    year: int
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    roadmap: str


def answer_page(
    found: Answer,
    similar: Peers | None,
    contract: Contract,
    asked: Asked,
    language: str,
    *,
    roadmap: str = "",
) -> AnswerPage:
    """Set an answer in words; to be called with the language switched on."""
    sentences = [_sum(found, language)]
    if found.share is not None and found.kt is not None:
        sentences.append(_gap(found, language))
    sentences.append(_peers(similar, language))
    if found.cost is not None:
        cost = _("As far as the city’s plan states a cost, it is %(cost)s up to %(year)s.")
        sentences.append(
            cost % {"cost": write_number(found.cost, "MSEK", language), "year": found.year}
        )
    return AnswerPage(
        value=cut_in(found.kt, language) if found.kt is not None else "",
        year=found.year,
        sentences=tuple(sentences),
        lines=tuple(_lines(found, contract, asked, language)),
        roadmap=roadmap,
    )


def _sum(found: Answer, language: str) -> str:
    if found.kt is None:
        return _(
            "Nothing of this can be computed for %(year)s: a roadmap, or what comes later, is "
            "counted as what it is and given no tonnes."
        ) % {"year": found.year}
    said = _("That is %(kt)s of carbon dioxide equivalent less in %(year)s, if all is done.") % {
        "kt": cut_in(found.kt, language),
        "year": found.year,
    }
    if found.low is None or found.high is None:
        return said
    span = _("In nine cases of ten it is %(span)s, by what is uncertain in the model.") % {
        "span": span_in(found.low, found.high, language)
    }
    return f"{said} {span}"


def _gap(found: Answer, language: str) -> str:
    said = _(
        "That is %(share)s of the gap of %(gap)s between decided policy and the city’s target."
    )
    return said % {
        "share": write_number(found.share, "fraction", language),
        "gap": write_number(found.gap, "kt", language),
    }


def _peers(similar: Peers | None, language: str) -> str:
    if similar is None:
        return _(
            "Fewer than five companies of your size in this area promise something that can be "
            "computed, so nothing is said of them."
        )
    said = ngettext(
        "%(count)s company of your size in this area promises about %(median)s; half of them "
        "promise between %(low)s and %(high)s.",
        "%(count)s companies of your size in this area promise about %(median)s each; half of "
        "them promise between %(low)s and %(high)s.",
        similar.count,
    )
    return said % {
        "count": similar.count,
        "median": cut_in(similar.median, language),
        "low": cut_in(similar.low, language),
        "high": cut_in(similar.high, language),
    }


def _lines(found: Answer, contract: Contract, asked: Asked, language: str) -> list[Line]:
    lines = []
    for each in found.estimates:
        kind, yardstick = contract.kinds[each.kind], asked.known[each.kind]
        remark = ""
        if each.factor is None:
            remark = _("Changes nothing by %(year)s in the model.") % {"year": found.year}
        elif each.kt is None:
            remark = _("Due after %(year)s, so it counts nothing by then.") % {"year": found.year}
        elif each.beyond > 0.0:
            remark = _(
                "%(beyond)s is beyond the %(full)s that the city book’s measure is in full, and is "
                "not counted."
            ) % {
                "beyond": write_quantity(each.beyond, kind.unit, language),
                "full": write_quantity(yardstick.full, kind.unit, language),
            }
        lines.append(
            Line(
                title=kind.title_sv if language == "sv" else kind.title_en,
                quantity=write_quantity(each.quantity, kind.unit, language),
                due=str(each.due or ""),
                kt=cut_in(each.kt, language) if each.kt is not None else "–",
                remark=remark,
            )
        )
    return lines
