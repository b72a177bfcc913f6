"""Changes of method: what a version of Citypact computes or sets otherwise than the one before.

They are declared in ``method_changes.toml``, each with the version that brought it, the outputs
that it touches, and why. What a signed document's figures differ by when they are computed again
is held against them: a difference that none of them names is an alarm.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

__all__ = ["PAGES", "PROGRAM", "MethodChange", "method_changes", "read_changes", "since"]

#: Outputs that are no figures: the pages as they are set, and the program of the model.
PAGES, PROGRAM = "pages", "program"
_VERSION = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A declared change of method.

    Attributes:
        version: of Citypact, the first that has it.
        outputs: places in ``adequacy.json`` such as ``closed.median``, with ``*`` for any part;
            :data:`PROGRAM` and :data:`PAGES`.
        why_sv: what changed, and why.
        why_en: likewise.
    """

    version: str
    outputs: tuple[str, ...]
    why_sv: str
    why_en: str

    def touches(self, place: str) -> bool:
        """Whether it names a place of the results.

        >>> MethodChange("0.2.0", ("by_party.*",), "", "").touches("by_party.region")
        True
        """
        return any(fnmatchcase(place, pattern) for pattern in self.outputs)

    def why(self, language: str) -> str:
        """What changed and why, in ``sv`` or, for any other, ``en``."""
        return self.why_sv if language == "sv" else self.why_en


@cache
def method_changes() -> tuple[MethodChange, ...]:
    """The changes that this version of Citypact declares, the earliest first."""
    place = files("citypact.documents").joinpath("method_changes.toml")
    return read_changes(tomllib.loads(place.read_text("utf-8")))


def read_changes(said: Mapping[str, object]) -> tuple[MethodChange, ...]:
    """Read declared changes strictly.

    Raises:
        ValueError: they are not in the form that ``method_changes.toml`` describes; all that is
            wrong is told.
    """
    rows = said.get("change")
    if set(said) != {"change"} or not isinstance(rows, list):
        raise ValueError("method_changes.toml holds a list called change, and nothing else")
    problems = [f"change {n}: {text}" for n, row in enumerate(rows, 1) for text in _problems(row)]
    if problems:
        raise ValueError(f"method_changes.toml cannot be used: {'; '.join(problems)}")
    changes = [MethodChange(**{**row, "outputs": tuple(row["outputs"])}) for row in rows]
    return tuple(sorted(changes, key=lambda one: _parts(one.version)))


def since(signed_with: str, now: str, changes: Sequence[MethodChange]) -> tuple[MethodChange, ...]:
    """The changes that came after one version and are in another; none for what is no version."""
    if not _VERSION.fullmatch(signed_with):
        return ()
    return tuple(
        each for each in changes if _parts(signed_with) < _parts(each.version) <= _parts(now)
    )


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _problems(row: object) -> list[str]:
    if not isinstance(row, dict):
        return [f"it is {row!r}, not a table"]
    names = [one.name for one in fields(MethodChange)]
    found = [f"{name} is missing" for name in names if not row.get(name)]
    found += [f"{name} is unknown" for name in row if name not in names]
    version, outputs = row.get("version"), row.get("outputs")
    if version and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        found.append(f"version is {version!r}, not numbers with full stops between")
    if outputs and not (isinstance(outputs, list) and all(isinstance(x, str) for x in outputs)):
        found.append(f"outputs is {outputs!r}, not a list of texts")
    return found
