"""A measure that nobody is responsible for."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.measures import TEMPLATE, is_nobody
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "measure-owner",
    severity="warning",
    looks=Words(
        en="a measure that nobody is responsible for",
        sv="en åtgärd som ingen ansvarar för",
    ),
    reference=f"{TEMPLATE}: responsible bodies/person for implementation",
    mend=Words(en="name who carries it out", sv="ange vem som genomför den"),
    needs={"measures": ("responsible_body",)},
)
def measure_owner(source: Source) -> Iterator[Found | Unchecked]:
    """Outlines without a responsible body, or with one still to be named."""
    for line in source.lines("measures"):
        body = line["responsible_body"]
        if line["row_kind"] not in {"", "outline"} or not is_nobody(body):
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
