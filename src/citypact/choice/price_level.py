"""Price levels: an amount in the prices of one year and currency, in those of another.

A :class:`PriceLevel` is a currency and a year. The :class:`PriceTable` holds the indices and the
exchange rates, which the caller gives with their sources: none is kept here, none is guessed,
continued or filled in, and no rate is put together by way of a third currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citypact.choice.amounts import CashFlow, checked_cash_flow, checked_finite, checked_positive
from citypact.errors import InputError

__all__ = ["PriceLevel", "PriceTable", "in_constant_prices"]


@dataclass(frozen=True, order=True, slots=True)
class PriceLevel:
    """In what an amount is counted.

    Attributes:
        currency: such as ``SEK``.
        year: of the prices.
    """

    currency: str
    year: int

    def __str__(self) -> str:
        """``SEK of 2024``."""
        return f"{self.currency} of {self.year}"


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Price indices and exchange rates that a calculation rests on.

    Attributes:
        indices: by currency, the price index of each year (any year may be 100).
        rates: by pair (from, to), the yearly mean of what one ``from`` costs in ``to``. Each pair
            is stated in one direction; the other is its inverse.

    Raises:
        InputError: an index or a rate is not greater than zero, or a pair is stated twice.
    """

    indices: Mapping[str, Mapping[int, float]]
    rates: Mapping[tuple[str, str], Mapping[int, float]]

    def __post_init__(self) -> None:
        for currency, index in self.indices.items():
            for year, value in index.items():
                checked_positive(value, f"the price index of {currency} in {year}")
        for (origin, target), rate in self.rates.items():
            if origin == target or (target, origin) in self.rates:
                message = (
                    f"the exchange rate between {origin} and {target} is stated twice, or between "
                    "a currency and itself: state one direction, and the other follows"
                )
                raise InputError(message)
            for year, value in rate.items():
                checked_positive(value, f"the exchange rate from {origin} to {target} in {year}")

    def inflation_factor(self, currency: str, origin: int, target: int) -> float:
        """What an amount in prices of ``origin`` is multiplied by: ``P_target / P_origin``.

        No unit. Special case: 1 within a year, for which no index is needed.

        Raises:
            InputError: there is no index for the currency or for one of the years.

        Source: ASEK 7.0 (2020), chapter 5, section 5.4, *Uppdatering och omräkning av priser*.
        """
        if origin == target:
            return 1.0
        what = f"price index of {currency}"
        index = self.indices.get(currency, {})
        return _of_year(index, target, what) / _of_year(index, origin, what)

    def exchange_rate(self, origin: str, target: str, year: int) -> float:
        """How much of ``target`` one ``origin`` costs in ``year``.

        Special cases: 1 within a currency; the inverse where the other direction is stated.

        Raises:
            InputError: no rate is stated between the two, or none for the year.
        """
        if origin == target:
            return 1.0
        inverse = (origin, target) not in self.rates and (target, origin) in self.rates
        stated = self.rates.get((target, origin) if inverse else (origin, target), {})
        rate = _of_year(stated, year, f"exchange rate from {origin} to {target}")
        return 1.0 / rate if inverse else rate

    def convert(
        self,
        amount: float,
        origin: PriceLevel,
        target: PriceLevel,
        *,
        exchange_year: int | None = None,
    ) -> float:
        """Convert ``amount`` from one price level to another.

        ``A · P_o[x] / P_o[origin] · R[x] · P_t[target] / P_t[x]``: prices of the origin's currency
        to the year ``x`` of exchange, exchange, prices of the target's currency from ``x``.
        Currencies inflate differently, so that ``x`` matters where both year and currency change;
        it must then be stated, and the same ``x`` leads back to the amount begun with.

        Special cases: only the price year changes (no rate is used), or only the currency (no
        index is used; ``x`` is that year).

        >>> table = PriceTable({"SEK": {2017: 100.0, 2024: 125.0}}, {("EUR", "SEK"): {2017: 9.6}})
        >>> table.convert(80.0, PriceLevel("SEK", 2017), PriceLevel("SEK", 2024))
        100.0
        >>> table.convert(
        ...     10.0, PriceLevel("EUR", 2017), PriceLevel("SEK", 2024), exchange_year=2017
        ... )
        120.0

        Args:
            amount: in ``origin``; thousands and millions stay what they are.
            origin: price level of the amount.
            target: price level that is asked for.
            exchange_year: ``x``, in which one currency is changed for the other.

        Raises:
            InputError: a year or a currency is missing in the table (the message names it), or
                ``exchange_year`` is needed and not stated.

        Source: Turner et al. (2019), *Value in Health* 22(9), on the order of inflating and
        exchanging.
        """
        checked_finite(amount, "the amount")
        if origin.currency == target.currency:
            return amount * self.inflation_factor(origin.currency, origin.year, target.year)
        if exchange_year is None:
            if origin.year != target.year:
                message = (
                    f"from {origin} to {target} both currency and price year change: state the "
                    f"exchange_year. {origin.year} inflates in {target.currency}, {target.year} "
                    f"in {origin.currency}"
                )
                raise InputError(message)
            exchange_year = origin.year
        return (
            amount
            * self.inflation_factor(origin.currency, origin.year, exchange_year)
            * self.exchange_rate(origin.currency, target.currency, exchange_year)
            * self.inflation_factor(target.currency, exchange_year, target.year)
        )


def in_constant_prices(
    flow: CashFlow, currency: str, price_year: int, table: PriceTable
) -> dict[int, float]:
    """Cash flow in the prices of one year, from amounts each in the prices of its own.

    ``A_t · P[price year] / P[t]``. Unit: the amounts'. The net present value of the result at the
    real rate is that of ``flow`` at the nominal one.

    >>> table = PriceTable({"SEK": {2024: 100.0, 2025: 102.0}}, {})
    >>> in_constant_prices({2024: -50.0, 2025: 51.0}, "SEK", 2024, table)
    {2024: -50.0, 2025: 50.0}

    Raises:
        InputError: the flow cannot be used, or a year is missing in the index.

    Source: Boardman et al. (2011), *Cost-Benefit Analysis*, chapter 6, real versus nominal.
    """
    return {
        year: amount * table.inflation_factor(currency, year, price_year)
        for year, amount in checked_cash_flow(flow).items()
    }


def _of_year(series: Mapping[int, float], year: int, what: str) -> float:
    """The value of ``year``, or an error that names it."""
    if year not in series:
        stated = ", ".join(str(known) for known in sorted(series)) or "none"
        message = (
            f"there is no {what} for {year}; years stated: {stated}. "
            f"Add the value of {year} with its source"
        )
        raise InputError(message)
    return series[year]
