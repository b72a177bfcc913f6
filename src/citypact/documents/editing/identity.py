"""Which version a document is of, and in which language: by its marks, else by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.documents.editing.fields import HandedOut
from citypact.documents.editing.mark import Mark, mark_of
from citypact.documents.editing.paragraph import Block, Paragraph
from citypact.documents.editing.proposed_change import Note
from citypact.errors import InputError

__all__ = ["Identity", "identify"]

_LANGUAGES = ("sv", "en")
#: Of a document without marks, at least this part of the version's headings must be found in it.
_ENOUGH = 0.5


class Identity:
    """What a document was known as.

    Attributes:
        handed: the version as it would be handed out now, in the language of the document.
        marked: whether the document has marks.
        moved_on: whether the version has changed since the document was handed out; None where
            that cannot be told.
        notes: doubts.
    """

    def __init__(
        self, handed: HandedOut, *, marked: bool, moved_on: bool | None, notes: Iterable[Note] = ()
    ) -> None:
        """Keep what was found."""
        self.handed = handed
        self.marked = marked
        self.moved_on = moved_on
        self.notes = tuple(notes)


def identify(found: Sequence[Block], contract: Contract, version: Version) -> Identity:
    """Say what a document is, and refuse one that is not of the version.

    Raises:
        InputError: it is of another contract or version.
    """
    marks = [mark for each in _paragraphs(found) for mark in each.marks]
    own = _by_title(marks, contract)
    if own is not None:
        name, language, mark = own
        if name != version.id:
            raise InputError(
                f"the document is of the version {name} of {contract.id}, not of {version.id}. "
                f"Mend: give --version {name}"
            )
        handed = HandedOut(contract, version, language)
        moved_on = mark.text != handed.mark.text
        notes = [Note("moved-on", (("version", version.id),))] if moved_on else []
        return Identity(handed, marked=True, moved_on=moved_on, notes=notes)
    if marks:
        return _by_pieces(marks, contract, version)
    return _by_headings(found, contract, version)


def _paragraphs(found: Sequence[Block]) -> list[Paragraph]:
    return [each for each in found if isinstance(each, Paragraph)]


def _by_title(marks: Sequence[Mark], contract: Contract) -> tuple[str, str, Mark] | None:
    """The version and language that the mark of the title names, and that mark."""
    known = {
        mark_of((contract.id, "versions", name, language), "").place: (name, language)
        for name in contract.versions
        for language in _LANGUAGES
    }
    for mark in marks:
        if mark.place in known:
            return *known[mark.place], mark
    return None


def _by_pieces(marks: Sequence[Mark], contract: Contract, version: Version) -> Identity:
    """Of a document whose title lost its mark: the language that more of its pieces are of."""
    counted = {}
    for language in _LANGUAGES:
        handed = HandedOut(contract, version, language)
        known = {each.mark.place for each in handed}
        counted[language] = sum(mark.place in known for mark in marks)
    best = max(_LANGUAGES, key=lambda one: counted[one])
    if not counted[best]:
        raise InputError(
            f"the document is not of the contract {contract.id}: none of its marks is of it. "
            "Mend: name the contract that it was made from"
        )
    handed = HandedOut(contract, version, best)
    return Identity(handed, marked=True, moved_on=None, notes=[Note("no-title-mark")])


def _by_headings(found: Sequence[Block], contract: Contract, version: Version) -> Identity:
    headings = {each.text for each in _paragraphs(found) if each.level}
    counted = {}
    for language in _LANGUAGES:
        handed = HandedOut(contract, version, language)
        wanted = [handed.heading(each).text for each in version.clauses]
        counted[language] = sum(each in headings for each in wanted) / max(1, len(wanted))
    best = max(_LANGUAGES, key=lambda one: counted[one])
    if counted[best] < _ENOUGH:
        raise InputError(
            f"the document carries no marks, and only {counted[best]:.0%} of the headings of "
            f"{contract.id}, version {version.id}, are in it: it seems to be another text. Mend: "
            "name its contract and version, or edit a document made with --docx"
        )
    handed = HandedOut(contract, version, best)
    return Identity(handed, marked=False, moved_on=None, notes=[Note("no-marks")])
