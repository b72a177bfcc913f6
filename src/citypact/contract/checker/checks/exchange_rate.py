"""An amount in two currencies that implies another rate than the others."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from citypact.contract.checker.checks.money import TEMPLATE
from citypact.contract.checker.figure import Figure, agree, power_of_ten, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "exchange-rate",
    severity="error",
    looks=Words(
        en="an amount in two currencies that implies another rate than the others",
        sv="ett belopp i två valutor som förutsätter en annan växelkurs än de andra",
    ),
    reference=TEMPLATE,
    mend=Words(
        en="correct one of the two, and state the rate and its date",
        sv="rätta det ena, och ange växelkursen och dess datum",
    ),
    needs={"financing": ("msek_high", "meur")},
)
def exchange_rate(source: Source) -> Iterator[Found | Unchecked]:
    """Each pair against the middle of all implied rates, as far as rounding allows."""
    pairs = []
    for line in source.lines("financing"):
        sek, eur = read_figure(line["msek_high"]), read_figure(line["meur"])
        if sek and eur and sek.value and eur.value:
            value = sek.value / eur.value
            half = value * (sek.half / abs(sek.value) + eur.half / abs(eur.value))
            pairs.append((line, sek, eur, Figure(value, half, shown(value))))
    if len(pairs) < 3:  # noqa: PLR2004  of two rates, neither is known to be wrong
        if pairs:
            yield Unchecked(
                Words(
                    en="fewer than three amounts stand in two currencies",
                    sv="färre än tre belopp står i två valutor",
                )
            )
        return
    usual = median(rate.value for *_, rate in pairs)
    for line, sek, eur, rate in pairs:
        # A rate that moves during the work on a plan, and amounts rounded before being converted.
        if agree(rate, Figure(usual, 0.01 * usual, "")):
            continue
        power = power_of_ten(rate, Figure(usual, 0.02 * usual, ""))
        by_ten = f" (10^{power})" if power else ""
        yield Found(
            (line.at("meur"), line.at("msek_high")),
            (f"{sek.text} MSEK", f"{eur.text} MEUR", f"{rate.value:.4g}", f"{usual:.4g}"),
            Words(
                en=f"{sek.text} MSEK and {eur.text} MEUR imply {rate.value:.4g} SEK/EUR, the other "
                f"amounts {usual:.4g}{by_ten}",
                sv=f"{sek.text} MSEK och {eur.text} MEUR ger {rate.value:.4g} SEK/EUR, de andra "
                f"beloppen {usual:.4g}{by_ten}",
            ),
        )
