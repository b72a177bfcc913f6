"""A contract's document verified: signatures, what it carries, and whose signature is missing.

Nothing is asked of a server or a database: everything is in the document, but for whom the
verifier trusts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from citypact.documents.attachment import Attachment
from citypact.documents.facts import facts_of
from citypact.documents.manifest import MANIFEST, Manifest
from citypact.documents.pades.judgement import Judgement
from citypact.documents.pades.reading import Document, attached, opened
from citypact.documents.pades.revisions import changed_metadata, ends_unsigned
from citypact.documents.pades.stamps import archive_stamps
from citypact.documents.pades.validating import judge
from citypact.documents.rerun import Rerun, rerun
from citypact.errors import InputError

__all__ = ["LEVELS", "Carried", "Verification", "level_of", "verify"]

#: What a signature is shown to be, from the least. ``qualified`` is none of them: it would need
#: the trusted lists of the Union, which are not consulted.
LEVELS = ("broken", "tamper evidence", "advanced")


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that the document carries, against what the manifest says of it.

    Attributes:
        name: of the file.
        sha256: of its bytes.
        stated: what the manifest says; empty where it says nothing.
    """

    name: str
    sha256: str
    stated: str

    @property
    def agrees(self) -> bool:
        """Whether the manifest says the same; the manifest does not name itself."""
        return self.name == MANIFEST or self.sha256 == self.stated


@dataclass(frozen=True)
class Verification:
    """What was found of a document.

    Attributes:
        signatures: in the order of signing.
        manifest: what the document says of itself; None where it carries no manifest.
        carried: the files that it carries, by name.
        problems: what is wrong with document and data beside the signatures, as code and values.
        missing: ids of parties whose signature the version needs and does not have.
        preserved_until: when the certificate of the newest archive time stamp expires, where that
            stamp holds: before then it has to be renewed; None where there is none.
        rerun: what came out when the figures were computed again; None where nobody asked.
    """

    signatures: tuple[Judgement, ...]
    manifest: Manifest | None
    carried: tuple[Carried, ...]
    problems: tuple[tuple[str, Mapping[str, str]], ...]
    missing: tuple[str, ...]
    preserved_until: datetime | None = None
    rerun: Rerun | None = field(default=None)

    @property
    def valid(self) -> bool:
        """Whether it is signed, every signature is valid, and the data are what they should be.

        Signatures can be missing still: see ``complete``.
        """
        return (
            bool(self.signatures)
            and all(each.valid for each in self.signatures)
            and not self.problems
            and (self.rerun is None or self.rerun.holds)
        )

    @property
    def complete(self) -> bool:
        """Whether it is valid and every party has signed that has to."""
        return self.valid and not self.missing

    def to_json(self) -> dict[str, object]:
        """What ``citypact contract verify --json`` answers."""
        return {
            "valid": self.valid,
            "complete": self.complete,
            "signatures": [
                {
                    **asdict(each),
                    "begins": _time(each.begins),
                    "ends": _time(each.ends),
                    "stated": _time(each.stated),
                    "stamped": _time(each.stamped),
                    "valid": each.valid,
                    "level": level_of(each),
                }
                for each in self.signatures
            ],
            "missing": list(self.missing),
            "preserved_until": _time(self.preserved_until),
            "files": [{**asdict(each), "agrees": each.agrees} for each in self.carried],
            "manifest": None if self.manifest is None else asdict(self.manifest),
            "problems": [{"code": code, **values} for code, values in self.problems],
            "rerun": None if self.rerun is None else self.rerun.to_json(),
        }


def level_of(one: Judgement) -> str:
    """What a signature is shown to be: one of :data:`LEVELS`.

    *Tamper evidence*: the document is as it was when somebody signed it; who, is not shown.
    *Advanced*: valid, and the certificate leads to an authority that the verifier trusts to have
    identified its holder. Whether that authority deserves it is the verifier's own judgement.
    """
    if one.valid:
        return "advanced"
    unharmed = one.intact and one.whole and one.changed != "more"
    return "tamper evidence" if unharmed and not one.trusted else "broken"


def verify(
    pdf: bytes,
    trust: Sequence[bytes] = (),
    *,
    again: bool = False,
    moment: datetime | None = None,
) -> Verification:
    """Verify a document.

    Args:
        pdf: the document.
        trust: certificates of the authorities that the verifier trusts, DER.
        again: whether to compute the figures again.
        moment: when it is judged; now where nothing is said.

    Raises:
        InputError: it is no PDF that can be read, is encrypted, or carries too much.
        EnvironmentFault: the figures cannot be computed here.
    """
    document = opened(pdf)
    signatures = judge(document, trust, moment=moment)
    files = attached(document)
    manifest, problems = _manifest(files)
    carried = tuple(
        Carried(name, Attachment(name, content, "", "").sha256, _stated(manifest, name))
        for name, content in files.items()
    )
    problems += _of_document(document)
    problems += [("file-differs", {"file": each.name}) for each in carried if not each.agrees]
    missing: tuple[str, ...] = ()
    if manifest is not None:
        lost = [name for name in manifest.files if name not in files]
        problems += [("file-missing", {"file": name}) for name in lost]
        problems += _of_manifest(manifest, files)
        signed = {each.place for each in signatures}
        missing = tuple(name for name in manifest.signatories if name not in signed)
    if not signatures:
        problems.append(("no-signature", {}))
    known = manifest is not None and not any(code in _UNUSABLE for code, _ in problems)
    done = rerun(pdf, manifest, files) if again and known and manifest is not None else None
    if again and done is None:
        problems.append(("no-rerun", {}))
    newest = archive_stamps(document, trust, moment=moment)[-1:]
    until = next((one.until for one in newest if one.holds), None)
    return Verification(signatures, manifest, carried, tuple(problems), missing, until, done)


#: With these the figures cannot be computed again.
_UNUSABLE = ("file-missing", "data-unusable", "no-manifest", "manifest-unusable")


def _manifest(
    files: Mapping[str, bytes],
) -> tuple[Manifest | None, list[tuple[str, Mapping[str, str]]]]:
    if MANIFEST not in files:
        return None, [("no-manifest", {})]
    try:
        return Manifest.from_bytes(files[MANIFEST]), []
    except InputError as error:
        return None, [("manifest-unusable", {"reason": str(error)})]


def _stated(manifest: Manifest | None, name: str) -> str:
    return "" if manifest is None else manifest.files.get(name, "")


def _of_document(document: Document) -> list[tuple[str, Mapping[str, str]]]:
    found: list[tuple[str, Mapping[str, str]]] = []
    changed = changed_metadata(document)
    if changed:
        found.append(("metadata-changed", {"names": ", ".join(changed)}))
    if ends_unsigned(document):
        found.append(("unsigned-revision", {}))
    return found


def _of_manifest(
    manifest: Manifest, files: Mapping[str, bytes]
) -> list[tuple[str, Mapping[str, str]]]:
    """Where the manifest says something else than what the data are."""
    try:
        facts = facts_of(tuple(files.items()))
    except InputError as error:
        return [("data-unusable", {"reason": str(error)})]
    return [
        ("manifest-lies", {"what": name, "stated": stated, "found": found})
        for name, stated, found in facts.against(manifest)
    ]


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
