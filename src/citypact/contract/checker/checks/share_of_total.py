"""A share of the total that does not follow from the part and the total."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.shares import NEEDS, name_of, percent_of
from citypact.contract.checker.figure import Figure, agree, power_of_ten
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries, grouped, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "share-of-total",
    severity="error",
    looks=Words(
        en="a share of the total that does not follow from the part and the total",
        sv="en andel av totalen som inte följer av delen och totalen",
    ),
    reference="arithmetic",
    mend=Words(
        en="correct the part, the total or the percentage; name the base, if it is another",
        sv="rätta delen, totalen eller procenttalet; ange basen, om den är en annan",
    ),
    needs=NEEDS,
)
def share_of_total(source: Source) -> Iterator[Found | Unchecked]:
    """Each printed share of a total against part ÷ total of the same inventory and year."""
    emitted = [each for each in entries(source) if each.kind == "mass" and each.type == "stated"]
    wholes = {
        (each.inventory, each.year, each.scope): each
        for each in emitted
        if is_whole(each.sector) and not each.subsector
    }
    parts = grouped(emitted, lambda one: (one.inventory, one.year, one.scope, *name_of(one)))
    for share in entries(source):
        if not share.is_share or share.quantity != "share of total" or is_whole(share.sector):
            continue
        place = (share.inventory, share.year, share.scope)
        whole = wholes.get(place)
        for part in parts.get((*place, *name_of(share)), []):
            if whole is None or not whole.figure.value:
                continue
            found = percent_of(part.figure, whole.figure)
            if agree(share.figure, found):
                continue
            power = power_of_ten(found, Figure(share.figure.value, share.figure.half + 0.5, ""))
            by_ten = f" (10^{power})" if power else ""
            amount = told(part.kind, part.figure.value)
            of = told(whole.kind, whole.figure.value)
            yield Found(
                (part.line.at("value"), share.line.at("value"), whole.line.at("value")),
                (amount, f"{share.figure.text} %", f"{found.value:.3g} %", of),
                Words(
                    en=f"{share.sector} is {amount} and {share.figure.text} % of {of}, but "
                    f"that makes {found.value:.3g} %{by_ten}",
                    sv=f"{share.sector} är {amount} och {share.figure.text} % av {of}, men "
                    f"det blir {found.value:.3g} %{by_ten}",
                ),
            )
