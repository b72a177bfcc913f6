"""What people fill in of a clause, a commitment, and what a commitment carries.

A form turns what was written into the cells of a row and back. Whether a row can stand so is the
contract's own checks' to say; a form only sees to what it can say better at the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from citypact.apps.contracts.vocabulary import AUTHORITIES, FORMS, STRENGTHS, word
from citypact.apps.drafting.book_words import BookWords
from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.placing import place_choices
from citypact.apps.drafting.proposals import LONGEST
from citypact.apps.drafting.words import QUALITIES, said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = [
    "FORMS_OF",
    "ClauseForm",
    "CommentForm",
    "DecisionForm",
    "PlaceForm",
    "RemovalForm",
    "RowForm",
]

#: What a cell of a book or a contract holds at most.
_TEXT = 10_000
_TITLE = 300
_Choices = list[tuple[str, str]]


def _words(words: dict[str, str]) -> _Choices:
    return [(key, word(words, key)) for key in words]


def _note(label: _StrPromise) -> forms.CharField:
    """A text of a line or two, that may be left out."""
    return forms.CharField(
        label=label, max_length=_TEXT, required=False, widget=forms.Textarea({"rows": 2})
    )


class Share(forms.CharField):
    """A number from 0 to 1, written with a decimal comma or point; kept as the text of a cell."""

    def clean(self, value: object) -> str:
        """The number as a contract writes it.

        Raises:
            ValidationError: it is none from 0 to 1.
        """
        text = str(super().clean(value)).replace(",", ".")
        if not text:
            return ""
        try:
            number = float(text)
        except ValueError as error:
            raise ValidationError(gettext("Write a number, such as 0.5.")) from error
        if not 0.0 <= number <= 1.0:
            raise ValidationError(gettext("Write a number from 0 to 1."))
        return f"{number:.15g}"


class RowForm(forms.Form):
    """The columns of a row that people change; what stands in the others stays as it is."""

    table: ClassVar[str]
    #: Columns that can be filled in for a new row only: they are part of its key.
    chosen_once: ClassVar[tuple[str, ...]] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput)
    proposal = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        outline: Outline,
        book: BookWords,
        language: str,
        **given: object,
    ) -> None:
        """Offer what can be chosen in this version.

        Args:
            data: what was sent, if anything.
            outline: of the version.
            book: of the city.
            language: of the reader.
            given: what a form of Django's takes beside.
        """
        super().__init__(data, **cast("dict[str, Any]", given))
        self.outline, self.book, self.language = outline, book, language
        self.offer()
        self.fields["reason"] = forms.CharField(
            label=_("Why, if you propose it"),
            help_text=_("Whoever decides on a proposal reads this."),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea({"rows": 3}),
        )

    def offer(self) -> None:
        """Set the choices of the fields."""

    def choose(self, field: str, choices: _Choices, empty: str = "") -> None:
        """Set the choices of one field, with an empty one where it may be left out."""
        found = cast("forms.ChoiceField", self.fields[field])
        found.choices = choices if found.required else [("", empty or "–"), *choices]

    def keep_key(self) -> None:
        """Leave out what the key of a row that is there already says."""
        for name in self.chosen_once:
            del self.fields[name]

    @property
    def columns(self) -> list[str]:
        """The columns that are filled in here."""
        return [name for name in self.fields if name not in {"seen", "proposal", "reason", "place"}]

    def cells(self) -> dict[str, str]:
        """What was filled in, as cells."""
        return {name: self._cell(self.cleaned_data[name]) for name in self.columns}

    @staticmethod
    def _cell(value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        # A browser ends lines as a typewriter does; a cell does not.
        return "" if value is None else str(value).replace("\r\n", "\n").strip()

    @classmethod
    def filled(cls, cells: Cells) -> dict[str, object]:
        """Cells as the initial values of the form."""
        flags = [
            name for name, each in cls.base_fields.items() if isinstance(each, forms.BooleanField)
        ]
        return {**cells, **{name: cells.get(name) == "yes" for name in flags}}

    def parties(self) -> _Choices:
        """Every party, by name."""
        titles = {
            key: said(cells, "title", self.language) for key, cells in self.outline.parties.items()
        }
        return sorted(titles.items(), key=lambda choice: choice[1].casefold())

    def clauses(self) -> _Choices:
        """Every clause, in the order of reading."""
        return [
            (line.id, f"{line.number} {line.titles[self.language]}".strip())
            for line in self.outline.clauses
        ]


class ClauseForm(RowForm):
    """A clause: its heading, text, number and party."""

    table = "clauses"
    chosen_once = ("place",)

    title_sv = forms.CharField(label=_("Heading in Swedish"), max_length=_TITLE)
    title_en = forms.CharField(label=_("Heading in English"), max_length=_TITLE, required=False)
    text_sv = forms.CharField(
        label=_("Text in Swedish"), max_length=_TEXT, required=False, widget=forms.Textarea
    )
    text_en = forms.CharField(
        label=_("Text in English"), max_length=_TEXT, required=False, widget=forms.Textarea
    )
    number = forms.CharField(
        label=_("Number"), help_text=_("As printed; each once."), max_length=20, required=False
    )
    party = forms.ChoiceField(
        label=_("Party"),
        help_text=_("Whose promises it holds, where it is one party's alone."),
        required=False,
    )
    place = forms.ChoiceField(label=_("Place"))

    def offer(self) -> None:
        """Parties, and places."""
        self.choose("party", self.parties())
        self.choose("place", place_choices(self.outline, language=self.language))


class CommitmentForm(RowForm):
    """A commitment: what is promised, by whom, how firmly and until when."""

    table = "commitments"

    text_sv = forms.CharField(
        label=_("What is promised, in Swedish"),
        max_length=_TEXT,
        widget=forms.Textarea({"rows": 4}),
    )
    text_en = forms.CharField(
        label=_("What is promised, in English"),
        max_length=_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    party = forms.ChoiceField(label=_("Party"))
    clause = forms.ChoiceField(label=_("Clause"))
    strength = forms.ChoiceField(label=_("Strength"))
    form = forms.ChoiceField(label=_("Form"))
    due = forms.IntegerField(
        label=_("Due"),
        help_text=_("The year by whose end it is to be done."),
        required=False,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    yearly = forms.BooleanField(label=_("It is to be done every year"), required=False)
    measurable = forms.BooleanField(label=_("It can be told if it was kept"), required=False)
    authority = forms.ChoiceField(
        label=_("Who can decide on it"),
        help_text=_("Empty for who can decide on what it carries."),
        required=False,
    )
    note_sv = _note(_("Note in Swedish"))
    note_en = _note(_("Note in English"))

    def offer(self) -> None:
        """Parties, clauses, and the words of promises."""
        self.choose("party", self.parties())
        self.choose("clause", self.clauses())
        self.choose("strength", _words(STRENGTHS))
        self.choose("form", _words(FORMS))
        self.choose("authority", _words(AUTHORITIES))

    def clean_due(self) -> int | None:
        """The year, where it does not lie before that of the version.

        Raises:
            ValidationError: it does.
        """
        due: int | None = self.cleaned_data["due"]
        year = self.outline.version.year
        if due is not None and due < year and "due" in self.changed_data:
            message = gettext("%(due)s lies before %(year)s, the year that this version holds for.")
            raise ValidationError(message % {"due": due, "year": year})
        return due


class CarriedForm(RowForm):
    """Something of the city book that a commitment carries."""

    def choose_from_book(self, field: str) -> None:
        """Offer what the book has; where no book is loaded, take an identifier."""
        choices = self.book.choices(self.table, self.language)
        if choices:
            self.choose(field, choices)
        else:
            self.fields[field] = forms.SlugField(label=self.fields[field].label)


class MeasureForm(CarriedForm):
    """A measure that a commitment carries: how far, how sure, and why it is read so."""

    table = "commitment_measures"
    chosen_once = ("measure",)

    measure = forms.ChoiceField(label=_("Measure"))
    level = Share(
        label=_("How far it takes the measure"), help_text=_("From 0 to 1; 1 is all of it.")
    )
    certainty = Share(
        label=_("How sure it is"),
        help_text=_("Probability that it is carried out, 0 to 1; empty for that of the wording."),
        required=False,
    )
    quality = forms.ChoiceField(label=_("Rests on"))
    note_sv = _note(_("Note in Swedish"))
    note_en = _note(_("Note in English"))

    def offer(self) -> None:
        """Measures, and what a reading can rest on."""
        self.choose_from_book("measure")
        self.choose("quality", _words(QUALITIES))

    def clean(self) -> dict[str, Any]:
        """See that what is not in the contract itself says why."""
        found = super().clean() or {}
        if found.get("quality") in {"derived", "assumption"}:
            for name in ("note_sv", "note_en"):
                if not found.get(name):
                    self.add_error(name, gettext("Say why it is read so, in both languages."))
        return found


class IndicatorForm(CarriedForm):
    """An indicator by which a commitment is followed."""

    table = "commitment_indicators"
    chosen_once = ("indicator",)

    indicator = forms.ChoiceField(label=_("Indicator"))

    def offer(self) -> None:
        """Indicators."""
        self.choose_from_book("indicator")


class FundingForm(CarriedForm):
    """A source of funds that a commitment promises."""

    table = "commitment_funding"
    chosen_once = ("funding",)

    funding = forms.ChoiceField(label=_("Source of funds"))

    def offer(self) -> None:
        """Sources of funds."""
        self.choose_from_book("funding")


#: The form of each table whose rows are written on pages of their own.
FORMS_OF: dict[str, type[RowForm]] = {
    each.table: each
    for each in (ClauseForm, CommitmentForm, MeasureForm, IndicatorForm, FundingForm)
}


class RemovalForm(forms.Form):
    """That something is to be taken away."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why, if you propose it"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class PlaceForm(RemovalForm):
    """Where a clause is to stand."""

    place = forms.ChoiceField(label=_("Place"))
    field_order = ("seen", "place", "reason")

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        places: Sequence[tuple[str, str]],
        **given: object,
    ) -> None:
        """Offer ``places``."""
        super().__init__(data, **cast("dict[str, Any]", given))
        chosen = cast("forms.ChoiceField", self.fields["place"])
        chosen.choices = list(places)


class CommentForm(forms.Form):
    """What somebody thinks of a clause. How much may be written is the action's to say."""

    text = forms.CharField(label=_("Comment"), widget=forms.Textarea({"rows": 4}))


class DecisionForm(forms.Form):
    """What is answered to a proposal."""

    answer = forms.CharField(
        label=_("Answer"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )
