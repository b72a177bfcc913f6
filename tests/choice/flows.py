"""Random cash flows and rates for the tests of this room."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["FIRST_YEAR", "amounts", "cash_flows", "rates"]

FIRST_YEAR = 2025

amounts = st.floats(-1e6, 1e6, allow_subnormal=False)
rates = st.floats(-0.2, 0.5)


@st.composite
def cash_flows(draw: st.DrawFn, least_years: int = 1) -> dict[int, float]:
    """Amounts of up to 30 consecutive years."""
    drawn = draw(st.lists(amounts, min_size=least_years, max_size=30))
    return {FIRST_YEAR + index: amount for index, amount in enumerate(drawn)}
