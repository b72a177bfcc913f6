"""Every reader can tell the colours apart, in light and in dark."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.figures.colour_vision import SEEN_BY, contrast, distance

from citypact.errors import InputError
from citypact.figures.palette import (
    SECTOR_TOKENS,
    THEMES,
    TOKENS,
    colour,
    sector_tokens,
    stylesheet,
)

SECTORS = st.sets(st.sampled_from([f"sector-{place}" for place in range(30)] + ["transport"]))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_any_two_sectors_can_be_told_apart(theme: str, seen_by: str) -> None:
    shades = [colour(token, theme) for token in SECTOR_TOKENS]
    nearest = min(distance(*pair, seen_by) for pair in combinations(shades, 2))
    assert nearest > 0.07


def test_the_measure_of_distance_knows_colours_that_are_confused() -> None:
    assert distance("#cc79a7", "#999999", "deuteranopia") < 0.03
    assert distance("#cc79a7", "#999999", "usual") > 0.1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("token", ["ink", "quiet", "accent", "target", "gain"])
def test_what_is_written_can_be_read(theme: str, token: str) -> None:
    assert contrast(colour(token, theme), colour("background", theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_promise_the_reference_and_the_target_differ_for_everybody(theme: str) -> None:
    shades = [colour(token, theme) for token in ("accent", "reference", "target")]
    for seen_by in SEEN_BY:
        assert all(distance(*pair, seen_by) > 0.05 for pair in combinations(shades, 2)), seen_by


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_names_share_a_colour(theme: str) -> None:
    shades = [colour(token, theme) for token in TOKENS]
    assert len(set(shades)) == len(shades)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", shade) for shade in shades)


@given(SECTORS)
def test_a_city_s_sectors_have_each_their_own_colour(sectors: set[str]) -> None:
    tokens = sector_tokens(sectors)
    assert tokens == sector_tokens(sorted(sectors, reverse=True))
    assert set(tokens) == sectors
    if len(sectors) <= len(SECTOR_TOKENS):
        assert len(set(tokens.values())) == len(sectors)


def test_a_sector_that_every_city_has_looks_alike_in_all() -> None:
    assert sector_tokens(["transport"])["transport"] == "sector-1"
    assert sector_tokens(["airport", "transport", "zoo"])["transport"] == "sector-1"


def test_the_stylesheet_names_every_colour_for_light_and_dark() -> None:
    light, dark = stylesheet().split("@media (prefers-color-scheme: dark)")
    for token in TOKENS:
        assert f"--figure-{token}: {colour(token, 'light')};" in light
        assert f"--figure-{token}: {colour(token, 'dark')};" in dark


def test_an_unknown_colour_or_theme_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="no colour is named 'pink'; there are background, ink"):
        colour("pink", "light")
    with pytest.raises(InputError, match="no theme is named 'dim'; there are light, dark"):
        colour("ink", "dim")
