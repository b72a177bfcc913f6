"""Effects: what each measure takes of what is there, gathered by what it takes from.

The *strength* of an effect in a year is its fraction times the measure's ramp. Effects on the
same thing multiply on what is left, so that no tonne is removed twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from citypact.model.city import City, Effect
from citypact.model.ramp import Ramp
from citypact.model.term import Sheet, Term

__all__ = ["Effects", "gather"]


@dataclass(frozen=True)
class Effects:
    """Strengths, each between 0 and 1, by what they act on; in the order of measures.

    Attributes:
        avoid: by activity.
        shift: by the means that loses, each with the means that gains.
        purchase: the same, among what is bought for a stock.
        improve: by means and carrier.
        factor: by carrier and origin.
        capture: by means.
    """

    avoid: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    shift: dict[str, list[tuple[str, Term]]] = field(default_factory=lambda: defaultdict(list))
    purchase: dict[str, list[tuple[str, Term]]] = field(default_factory=lambda: defaultdict(list))
    improve: dict[tuple[str, str], list[Term]] = field(default_factory=lambda: defaultdict(list))
    factor: dict[tuple[str, str], list[Term]] = field(default_factory=lambda: defaultdict(list))
    capture: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))


def gather(sheet: Sheet, city: City, ramps: Mapping[str, Ramp]) -> Effects:
    """Return the strength of every effect of the measures in ``ramps``."""
    effects = Effects()
    carriers_of = {
        means.id: tuple(use.carrier for use in means.uses)
        for activity in city.activities.values()
        for means in activity.means
    }
    for measure, ramp in ramps.items():
        for effect in city.measures[measure].effects:
            fraction = sheet.quantity(effect.fraction)
            strength = sheet.multiply(ramp.reached, fraction)
            strength.measure = measure
            _place(effects, effect, strength, city, carriers_of)
    return effects


def _place(
    effects: Effects,
    effect: Effect,
    strength: Term,
    city: City,
    carriers_of: Mapping[str, tuple[str, ...]],
) -> None:
    if effect.kind == "avoid":
        effects.avoid[effect.activity].append(strength)
    elif effect.kind == "shift":
        effects.shift[effect.means].append((effect.to_means, strength))
    elif effect.kind == "purchase":
        effects.purchase[effect.means].append((effect.to_means, strength))
    elif effect.kind == "improve":
        for carrier in carriers_of[effect.means]:
            if effect.carrier in ("", carrier):
                effects.improve[effect.means, carrier].append(strength)
    elif effect.kind == "factor":
        for origin in sorted({factor.origin for factor in city.carriers[effect.carrier].factors}):
            if effect.origin in ("", origin):
                effects.factor[effect.carrier, origin].append(strength)
    else:
        effects.capture[effect.means].append(strength)
