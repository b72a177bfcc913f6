"""What stands around every page of a version, and how its parts are named."""

from __future__ import annotations

from citypact.apps.contracts.prepared import Frame, VersionLink
from citypact.apps.contracts.vocabulary import STATES, word
from citypact.contract.contract import Contract
from citypact.contract.difference import Difference, difference
from citypact.contract.version import Version

__all__ = ["before", "changes_of", "frame_of", "text_in"]

#: States of a version in which what it says is not agreed.
_OPEN = frozenset({"draft", "in review"})


def frame_of(contract: Contract, version: Version, language: str) -> Frame:
    """The frame of a version's pages; to be called with the language switched on."""
    return Frame(
        contract=contract.id,
        version=version.id,
        year=version.year,
        state=word(STATES, version.state),
        title=text_in(contract, "title", language)[0],
        note=" ".join(
            text for each in (contract, version) if (text := text_in(each, "note", language)[0])
        ),
        caution=text_in(version, "note", language)[0] if version.state in _OPEN else "",
        versions=tuple(
            VersionLink(each.id, each.year, word(STATES, each.state))
            for each in reversed(list(contract.versions.values()))
        ),
        has_changes=before(contract, version) is not None,
    )


def text_in(thing: object, name: str, language: str) -> tuple[str, str]:
    """A text that stands in two languages, and the language that it is found in."""
    for code in (language, "sv", "en"):
        text = str(getattr(thing, f"{name}_{code}"))
        if text:
            return text, code
    return "", language


def before(contract: Contract, version: Version) -> Version | None:
    """The version that ``version`` was drawn up from; None where that is not known."""
    return contract.versions.get(version.previous)


def changes_of(contract: Contract, version: Version) -> Difference | None:
    """What changed since the version before; None where there is none."""
    earlier = before(contract, version)
    return None if earlier is None else difference(earlier, version)
