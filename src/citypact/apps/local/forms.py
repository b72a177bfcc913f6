"""What a company fills in when it signs up or changes what it has promised.

A form says what was written where; whether it can be is :mod:`citypact.contract.local.sign_up`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from citypact.apps.conduct.choices import offer
from citypact.apps.local.kept import Local
from citypact.apps.local.models import NAME_LENGTH, NUMBER_LENGTH, TEXT_LENGTH
from citypact.apps.local.problems import wrong_number
from citypact.apps.local.words import SIZE_TITLES
from citypact.contract.local.sign_up import PlannedAction, SignUp
from citypact.contract.organisation_number import organisation_number
from citypact.errors import InputError
from citypact.figures.numbers import write_units

__all__ = [
    "ChangeForm",
    "JoinForm",
    "KindFields",
    "PersonForm",
    "PromisesForm",
    "Quantity",
    "Text",
    "WithdrawForm",
]

#: Digits in groups of three, with a decimal comma or point.
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?", re.ASCII)
#: A comma or a point before three digits: a thousand to one reader and a fraction to another.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_BLANKS = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\t", " "))
#: More digits than any quantity needs.
_LONGEST = 30
_ROADMAP_LENGTH = 500


class Quantity(forms.CharField):
    """A quantity as people write it: ``60 000``, ``8,2``; None where nothing is written."""

    def __init__(self, label: str, initial: str | None = None) -> None:
        """The keyboard of a phone shows digits."""
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            label=label, initial=initial, required=False, max_length=_LONGEST, widget=widget
        )

    def clean(self, value: object) -> float | None:
        """The number.

        Raises:
            ValidationError: it is none, or can be read in two ways.
        """
        written = str(super().clean(value)).translate(_BLANKS).strip()
        if not written:
            return None
        if _AMBIGUOUS.fullmatch(written):
            message = _(
                "“%(written)s” can be read in two ways: write thousands with a space or nothing, "
                "such as 1 500, and a fraction with other than three digits."
            )
            raise forms.ValidationError(message % {"written": written})
        if written.startswith(("-", "\N{MINUS SIGN}")):
            message = _("“%(written)s” is not above 0: state how much is done.")
            raise forms.ValidationError(message % {"written": written})
        if not _NUMBER.fullmatch(written):
            message = _("“%(written)s” is no number: write digits alone, such as 1500 or 8,2.")
            raise forms.ValidationError(message % {"written": written})
        return float(written.replace(" ", "").replace(",", "."))


class Text(forms.CharField):
    """A text whose lines end as those of a contract do, whatever the browser sends."""

    def to_python(self, value: object) -> str:
        """The text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n")


@dataclass(frozen=True)
class KindFields:
    """The fields of one kind of action.

    Attributes:
        title: what is done.
        unit: of the quantity.
        quantity: how much.
        due: by the end of which year.
        open: whether something is written there, or wrong with it.
    """

    title: str
    unit: str
    quantity: BoundField
    due: BoundField
    open: bool


class PromisesForm(forms.Form):
    """What a company promises: quantities by kind, a roadmap, or both."""

    size = forms.ChoiceField(label=gettext_lazy("Size"), widget=forms.RadioSelect)
    roadmap = Text(
        label=gettext_lazy("Roadmap"),
        help_text=gettext_lazy("In a sentence, or where it can be read. It may stand alone."),
        max_length=_ROADMAP_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self,
        local: Local,
        last: int,
        written: QueryDict | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        """Of a contract whose target is in the year ``last``."""
        super().__init__(written, initial=dict(initial or {}))
        self._local = local
        offer(self, "size", SIZE_TITLES.items())
        language = get_language() or "sv"
        first = max(local.version.year, timezone.localdate().year)
        for kind in local.contract.kinds.values():
            asked = kind.asked_sv if language == "sv" else kind.asked_en
            quantity = Quantity(label=f"{asked} ({write_units(kind.unit, language)})")
            years = self._years(first, last, kind.id)
            due = forms.TypedChoiceField(
                label=_("To be done by the end of"),
                choices=[(year, str(year)) for year in years],
                coerce=int,
                required=False,
                empty_value=None,
                initial=years[-1],
            )
            self.fields |= {f"quantity-{kind.id}": quantity, f"due-{kind.id}": due}

    def _years(self, first: int, last: int, kind: str) -> list[int]:
        """The years that can be chosen, with that which stands there already."""
        years = set(range(first, max(first, last) + 1))
        stands = (self.initial or {}).get(f"due-{kind}")
        return sorted(years | ({stands} if isinstance(stands, int) else set()))

    @property
    def kinds(self) -> list[KindFields]:
        """The fields of each kind, by its title."""
        language = get_language() or "sv"
        found = []
        for kind in self._local.contract.kinds.values():
            quantity, due = self[f"quantity-{kind.id}"], self[f"due-{kind.id}"]
            title = kind.title_sv if language == "sv" else kind.title_en
            touched = bool(quantity.value()) or bool(quantity.errors) or bool(due.errors)
            found.append(KindFields(title, kind.unit, quantity, due, touched))
        return sorted(found, key=lambda each: each.title.casefold())

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """The quantities that were written, by kind; to be asked when the form is valid."""
        stands = {each.kind: each for each in self._standing()}
        found = []
        for name in self._local.contract.kinds:
            quantity = self.cleaned_data.get(f"quantity-{name}")
            if quantity is None:
                continue
            due = self.cleaned_data.get(f"due-{name}")
            before = stands.get(name)
            found.append(
                PlannedAction(
                    name,
                    quantity,
                    due if due is not None else 0,
                    before.strength if before else "undertakes",
                    before.object if before else "",
                )
            )
        return tuple(found)

    def _standing(self) -> Iterable[PlannedAction]:
        """What the company has promised before; nothing where it has not signed up."""
        return ()

    def tell(self, problems: Iterable[tuple[str, str]]) -> None:
        """Show what is wrong at its field, or above all fields."""
        for field, sentence in problems:
            self.add_error(field if field in self.fields else None, sentence)


class JoinForm(PromisesForm):
    """Who a company is, and what it promises."""

    number = forms.CharField(
        label=gettext_lazy("Organisation number"),
        help_text=gettext_lazy("Ten digits, such as 212000-1124."),
        # Room for what is written otherwise, so that the check can say what is wrong with it.
        max_length=2 * NUMBER_LENGTH,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=gettext_lazy("Name of the company"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    area = forms.ChoiceField(
        label=gettext_lazy("Transition area in which you do most"), widget=forms.RadioSelect
    )
    field_order = ("number", "title", "size", "area")

    def clean_number(self) -> str:
        """The number as it was written, so that it is told of beside all else that is wrong.

        Raises:
            ValidationError: it is no organisation number.
        """
        written = str(self.cleaned_data["number"])
        try:
            organisation_number(written)
        except InputError as error:
            raise forms.ValidationError(wrong_number(written)) from error
        return written

    def __init__(
        self,
        local: Local,
        last: int,
        written: QueryDict | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        """Of a contract whose target is in the year ``last``."""
        super().__init__(local, last, written, initial)
        place = 0 if get_language() == "sv" else 1
        areas = [(name, titles[place]) for name, titles in local.areas.items()]
        offer(self, "area", areas)

    @property
    def said(self) -> SignUp:
        """What was written; to be asked when the form is valid."""
        written = self.cleaned_data
        return SignUp(
            title=written["title"],
            number=written["number"],
            area=written["area"],
            size=written["size"],
            actions=self.actions,
            roadmap=written["roadmap"],
        )


class ChangeForm(PromisesForm):
    """What a company promises from now on; ``seen`` is the revision that it looks at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, local: Local, last: int, before: SignUp, written: QueryDict | None = None
    ) -> None:
        """Of a contract whose target is in the year ``last``, with what stands there."""
        self._before = before
        language = get_language() or "sv"
        initial: dict[str, object] = {"size": before.size, "roadmap": before.roadmap}
        for each in before.actions:
            initial[f"quantity-{each.kind}"] = number_in_full(each.quantity, language)
            initial[f"due-{each.kind}"] = each.due
        initial["seen"] = local.kept.revision
        super().__init__(local, last, written, initial)

    def _standing(self) -> Iterable[PlannedAction]:
        return self._before.actions

    @property
    def said(self) -> SignUp:
        """What was written; to be asked when the form is valid."""
        before = self._before
        return SignUp(
            before.title,
            before.number,
            before.area,
            self.cleaned_data["size"],
            self.actions,
            self.cleaned_data["roadmap"],
        )


class PersonForm(forms.Form):
    """Who signs the company up; no more of a person than an account needs."""

    person = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    mail = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        help_text=gettext_lazy("A link by which you confirm is sent there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a company leaves."""

    reason = forms.CharField(
        label=gettext_lazy("Why does the company leave?"),
        help_text=gettext_lazy("The city reads it. Write no person’s name."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )


def number_in_full(value: float, language: str) -> str:
    """A quantity as it was typed, to be typed over."""
    text = f"{value:.15g}"
    return text.replace(".", ",") if language == "sv" else text
