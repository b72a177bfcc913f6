"""What is checked: tables, known by the names of extracted Climate City Contract tables.

Those of contracts and city books are known by these names too, so that a check need not know which
it looks at, and are told by their own: see :mod:`citypact.contract.checker.opening`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from citypact.contract.checker.sheet import Line, Sheet

__all__ = ["Source"]

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Source:
    """Tables to be checked.

    Attributes:
        name: as it was asked for.
        kind: ``contract``, ``book`` or ``tables``.
        sheets: by the name that checks know them by; a table that is absent is not there.
    """

    name: str
    kind: str
    sheets: Mapping[str, Sheet]
    _kept: dict[Hashable, object] = field(default_factory=dict, repr=False)

    def lines(self, table: str) -> tuple[Line, ...]:
        """Rows of a table; none where it is absent."""
        sheet = self.sheets.get(table)
        return sheet.lines if sheet else ()

    def kept(self, key: Hashable, make: Callable[[Source], T]) -> T:
        """What ``make`` makes of this source, made once."""
        if key not in self._kept:
            self._kept[key] = make(self)
        return self._kept[key]  # type: ignore[return-value]  # what was made under this key

    @property
    def year(self) -> int | None:
        """The year of the document: of the version that is checked, or of the code of its source.

        Rows of tables name their document first, as in ``KK2023 3.1 (L59)``.
        """
        own = [line["year"] for line in self.lines("versions")]
        written = own or [
            match.group(1)
            for line in self.lines("commitments_national")
            if (match := re.match(r"[A-ZÅÄÖa-zåäö-]+(20\d\d)\b", line["source"]))
        ]
        years = [int(each) for each in written if each.isdecimal()]
        return max(years, default=None)
