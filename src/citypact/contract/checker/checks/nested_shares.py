"""Shares of shares: one part of the whole that two ways of multiplying give two values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.figure import Figure, agree
from citypact.contract.checker.finding import Found, Place, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, is_whole
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_TOTAL: Final = "total"
_ROAD = re.compile(r"(on )?road (traffic|transport|transportation)|vägtrafik", re.IGNORECASE)
_OTHER_TRAFFIC = re.compile(
    r"rail|shipping|aviation|järnväg|sjöfart|flyg|other traffic", re.IGNORECASE
)
_TRANSPORT = re.compile(r"(transport|transports|transporter|traffic)", re.IGNORECASE)
#: Shares of shares of shares: no published text goes deeper.
_DEEPEST: Final = 4

#: A share of a base, with the cells that it rests on.
_Edge = tuple[str, Figure, tuple[Place, ...]]


@check(
    "nested-shares",
    severity="warning",
    looks=Words(
        en="a part whose share of the whole differs by the way it is computed: shares of shares, "
        "and road traffic against transport without rail and shipping",
        sv="en del vars andel av helheten beror på hur den räknas: andelar av andelar, och "
        "vägtrafik mot transporter utan järnväg och sjöfart",
    ),
    reference="arithmetic",
    mend=Words(
        en="name the base of each share, and correct the one that does not fit",
        sv="ange basen för varje andel, och rätta den som inte passar",
    ),
    needs={"inventory": ("sector", "subsector", "quantity", "unit", "value")},
)
def nested_shares(source: Source) -> Iterator[Found | Unchecked]:
    """Products of shares along every way from a part to the total of its inventory."""
    own: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for each in entries(source):
        own[each.inventory, each.scope].append(each)
    for listed in own.values():
        edges = _edges(listed)
        for name in list(edges):
            ways = [way for way in _ways(edges, name, _DEEPEST) if way[1]]
            for way in ways[1:]:
                if agree(ways[0][0], way[0]):
                    continue
                shares = [f"{100 * each[0].value:.3g} %" for each in (ways[0], way)]
                yield Found(
                    tuple(dict.fromkeys((*ways[0][1], *way[1]))),
                    tuple(shares),
                    Words(
                        en=f"{name} is {shares[0]} of the total by one way and {shares[1]} by "
                        "another",
                        sv=f"{name} är {shares[0]} av totalen på ett sätt och {shares[1]} på ett "
                        "annat",
                    ),
                )
                break


def _edges(listed: list[Entry]) -> dict[str, list[_Edge]]:
    edges: dict[str, list[_Edge]] = defaultdict(list)
    years = {each.year for each in listed if each.kind == "mass" and is_whole(each.sector)}
    for each in listed:
        base = _base(each)
        if base and len(years) == 1 and each.year in {"", *years}:
            edges[_name(each)].append((base, each.figure.times(0.01), (each.line.at("value"),)))
    amounts = {each.sector: each for each in listed if each.kind == "mass" and not each.subsector}
    whole = next((each for name, each in amounts.items() if is_whole(name)), None)
    if whole is None or not whole.figure.value:
        return edges
    for name, each in amounts.items():
        if _TRANSPORT.fullmatch(name):
            edges[_plain(name)].append((_TOTAL, _ratio(each.figure, whole.figure), ()))
            edges |= _road(listed, each, whole, edges)
    return edges


def _road(
    listed: list[Entry], transport: Entry, whole: Entry, edges: dict[str, list[_Edge]]
) -> dict[str, list[_Edge]]:
    """What is left of transport without the traffic that runs on no road, for road's own share."""
    roads = [name for name in edges if _ROAD.fullmatch(name)]
    others = [
        each
        for each in listed
        if each.kind == "mass" and _OTHER_TRAFFIC.search(each.sector) and not each.subsector
    ]
    if len(roads) != 1 or not others:
        return {}
    left = transport.figure.value - sum(each.figure.value for each in others)
    half = transport.figure.half + sum(each.figure.half for each in others)
    places = tuple(each.line.at("value") for each in (transport, *others))
    edge = (_TOTAL, _ratio(Figure(left, half, ""), whole.figure), places)
    return {roads[0]: [*edges[roads[0]], edge]}


def _ratio(part: Figure, whole: Figure) -> Figure:
    value = part.value / whole.value
    return Figure(value, (part.half + value * whole.half) / whole.value, "")


def _base(entry: Entry) -> str:
    """What a share is of: the words between ``share of`` and ``emissions``, or the total."""
    if not entry.is_share:
        return ""
    if entry.quantity == "share of total":
        return _TOTAL
    match = re.fullmatch(r"share of (.+?) emissions", entry.quantity)
    return _plain(match.group(1)) if match else ""


def _name(entry: Entry) -> str:
    return _plain((entry.subsector or entry.sector).rpartition("/")[2])


def _plain(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    return " ".join(word.removesuffix("s") for word in words)


def _ways(
    edges: dict[str, list[_Edge]], name: str, deep: int
) -> list[tuple[Figure, tuple[Place, ...]]]:
    """Every way from a part to the total: its share, and the cells that it rests on."""
    found = []
    for base, share, places in edges.get(name, ()):
        if base == _TOTAL:
            found.append((share, places))
        elif deep:
            for rest, more in _ways(edges, base, deep - 1):
                value = share.value * rest.value
                half = share.half * rest.value + rest.half * share.value
                found.append((Figure(value, half, ""), (*places, *more)))
    return found
