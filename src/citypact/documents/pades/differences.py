"""What was changed after each signature, worked out once for each.

The rules are pyHanko's own: every later revision is held against the one that was signed. Two
things are spared: a signature is looked at again for every other one that rests on its time stamp,
and the places of all objects are found anew in each signed revision (see ``usages``).
"""

from __future__ import annotations

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from citypact.documents.pades.usages import Mentions, Usages

__all__ = ["Differences"]

_Found = DiffResult | SuspiciousModification


class Differences(DiffPolicy):
    """The differences of one document; for this document alone."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._mentions: Mentions | None = None
        self._found: dict[tuple[int, str, MDPPerm | None], _Found] = {}

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        """Hold one revision against an earlier one."""
        self._look_up_uses(old)
        return DEFAULT_DIFF_POLICY.apply(old, new, field_mdp_spec, doc_mdp)

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> _Found:
        """Hold every later revision against an earlier one; what was found is remembered."""
        base = (
            reader.get_historical_resolver(base_revision)
            if isinstance(base_revision, int)
            else base_revision
        )
        key = (base.revision, repr(field_mdp_spec), doc_mdp)
        if key not in self._found:
            self._look_up_uses(base)
            self._found[key] = DEFAULT_DIFF_POLICY.review_file(
                reader, base, field_mdp_spec, doc_mdp
            )
        return self._found[key]

    def _look_up_uses(self, base: HistoricalResolver) -> None:
        if base._indirect_object_access_cache is None:  # noqa: SLF001  no public name; a test compares
            if self._mentions is None:
                self._mentions = Mentions(base.reader, self._content)
            base._indirect_object_access_cache = Usages(base, self._mentions)  # noqa: SLF001  likewise
