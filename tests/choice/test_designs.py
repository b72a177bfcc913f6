"""The choice of the back-test's design, made again on figures up to 2015."""

from pathlib import Path

import numpy as np
import pytest
from tests.choice.designs import DESIGNS, latest_window, read_panel, scores

from citypact.choice.inner import fit
from citypact.choice.panel import Panel

NEWEST = "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"


@pytest.fixture(scope="module")
def known(shared: Path) -> Panel:
    """What was stated by 2015: no test here sees a later figure."""
    return fit(read_panel(shared / NEWEST).until(2015)).panel


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs/method-backtest.md").read_text("utf-8")


def test_the_page_states_every_design_that_was_compared(known: Panel, page: str) -> None:
    chosen = scores(known, latest_window)
    for name, design in DESIGNS.items():
        found = scores(known, design)
        cells = [f"{100 * one:.1f} %" for one in found] + [f"{100 * found.mean():.2f} %"]
        if design is not latest_window:
            off = found - chosen
            cells.append(f"{100 * off.mean():+.2f} ± {100 * off.std(ddof=1) / np.sqrt(3):.2f}")
        assert f"| {name} | {' | '.join(cells)} |" in page.replace("−", "-")


def test_the_design_is_the_simplest_within_a_standard_error(known: Panel) -> None:
    assert fit(known).error == pytest.approx(scores(known, latest_window).mean())
    for design in DESIGNS.values():
        off = scores(known, latest_window) - scores(known, design)
        assert off.mean() <= off.std(ddof=1) / np.sqrt(3)


def test_the_page_says_what_an_older_edition_would_have_chosen(shared: Path, page: str) -> None:
    older = read_panel(shared / "data/emissions/smhi_ghg_municipality_sector_2026-01.csv")
    known = fit(older.until(2015)).panel
    words = " ".join(page.split())
    means = {name: 100 * float(scores(known, design).mean()) for name, design in DESIGNS.items()}
    best, second = sorted(means.values())[:2]
    assert means["latest window"] == best
    assert f"best design, with {best:.2f} % before {second:.2f} %" in words
