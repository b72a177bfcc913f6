"""Texts of a contract as its document tells them: in its language, or in the one that there is."""

from __future__ import annotations

from collections.abc import Iterable

from citypact.contract.clause import Clause
from citypact.documents.contract_words import say
from citypact.documents.frozen import FrozenVersion

__all__ = ["Cell", "Data", "head", "heading", "lines", "told"]

Data = dict[str, object]
#: A cell of a table: plain words, a text with its language, or lines of such.
Cell = str | Data


def told(thing: object, name: str, language: str) -> Data:
    """A text of the contract in ``language``, or in Swedish where it is not translated."""
    own = str(getattr(thing, f"{name}_{language}"))
    if own:
        return {"text": own, "language": language}
    return {"text": str(getattr(thing, f"{name}_sv")), "language": "sv"}


def heading(clause: Clause, language: str) -> Data:
    """Number and title of a clause."""
    title = told(clause, "title", language)
    return {**title, "text": f"{clause.number} {title['text']}".strip()}


def lines(several: Iterable[Cell], language: str) -> Data:
    """A cell of several lines; those that are empty are left out."""
    dressed = [{"text": each, "language": language} if isinstance(each, str) else each
               for each in several]  # fmt: skip
    return {"lines": [each for each in dressed if each["text"]]}


def head(frozen: FrozenVersion, *names: str) -> list[str]:
    """The heads of a table's columns, by the keys of their words."""
    return [say(frozen.manifest.language, name) for name in names]
