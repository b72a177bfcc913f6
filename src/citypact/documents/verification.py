"""A contract's document verified: signatures, what it carries, and whose signature is missing.

Nothing is asked of a server or a database: everything is in the document, but for whom the
verifier trusts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime

from citypact.contract.party import Party
from citypact.documents.attachment import Attachment
from citypact.documents.clocks import clock_notes
from citypact.documents.facts import Facts, facts_of
from citypact.documents.holder import holder_of
from citypact.documents.manifest import MANIFEST, Manifest
from citypact.documents.pades.judgement import Judgement, party_of
from citypact.documents.pades.reading import Document, attached, opened
from citypact.documents.pades.revisions import changed_metadata, ends_unsigned
from citypact.documents.pades.stamps import archive_stamps
from citypact.documents.pades.validating import judge
from citypact.documents.rerun import Rerun, rerun
from citypact.documents.sample_label import SAMPLE
from citypact.documents.statement import JudgedStatement, judged_statement
from citypact.errors import InputError

__all__ = ["LEVELS", "Carried", "Verification", "level_of", "verify", "verify_opened"]

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
        notes: what is odd about single signatures and yet makes none invalid: place, code, values.
        statements: by which parties declined or withdrew, as they were brought.
        preserved_until: when the certificate of the newest archive time stamp expires, where that
            stamp holds: before then it has to be renewed; None where there is none.
        rerun: what came out when the figures were computed again; None where nobody asked.
        parties: to the contract that is attached, by id; none where it is not what the manifest
            says.
    """

    signatures: tuple[Judgement, ...]
    manifest: Manifest | None
    carried: tuple[Carried, ...]
    problems: tuple[tuple[str, Mapping[str, str]], ...]
    missing: tuple[str, ...]
    preserved_until: datetime | None = None
    notes: tuple[tuple[str, str, Mapping[str, str]], ...] = ()
    statements: tuple[JudgedStatement, ...] = ()
    rerun: Rerun | None = field(default=None)
    parties: Mapping[str, Party] = field(default_factory=dict)

    def name_of(self, place: str, language: str) -> str:
        """What people call a party in ``language``, by its id or by the place of its signature.

        A further signature of it keeps its number, as ``The region (2)`` for ``region~2``. Where no
        title is at hand, the id or place itself.
        """
        party = self.parties.get(party_of(place))
        if party is None:
            return place
        titles = (party.title_sv, party.title_en)
        title = next(filter(None, titles if language == "sv" else titles[::-1]), party.id)
        number = place.partition("~")[2]
        return f"{title} ({number})" if number else title

    @property
    def valid(self) -> bool:
        """Whether it is signed, every signature is valid, and the data are what they should be.

        Of a party that has signed again, its last signature counts; the earlier need be unharmed.
        Signatures can be missing still: see ``complete``.
        """
        replaced = self.replaced
        return (
            bool(self.signatures)
            and all(
                each.unharmed if each.place in replaced else each.valid for each in self.signatures
            )
            and not self.problems
            and (self.rerun is None or self.rerun.holds)
        )

    @property
    def replaced(self) -> frozenset[str]:
        """Places of signatures that were followed by another of the same party."""
        last = {each.party: each.place for each in self.signatures}
        return frozenset(each.place for each in self.signatures if last[each.party] != each.place)

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """Ids of parties that have withdrawn or declined, by statements that hold."""
        return tuple(dict.fromkeys(each.statement.party for each in self.statements if each.holds))

    @property
    def complete(self) -> bool:
        """Whether it is valid, every party has signed that has to, and none has withdrawn."""
        return self.valid and not self.missing and not self.withdrawn

    def to_json(self) -> dict[str, object]:
        """What ``citypact contract verify --json`` answers."""
        return {
            "valid": self.valid,
            "complete": self.complete,
            "signatures": [
                {
                    **asdict(each),
                    "subject": {**asdict(each.subject), "serial_number": None},
                    "begins": _time(each.begins),
                    "ends": _time(each.ends),
                    "stated": _time(each.stated),
                    "stamped": _time(each.stamped),
                    "valid": each.valid,
                    "level": level_of(each),
                    "replaced": each.place in self.replaced,
                }
                for each in self.signatures
            ],
            "missing": list(self.missing),
            "withdrawn": list(self.withdrawn),
            "statements": [each.to_json() for each in self.statements],
            "notes": [{"place": place, "code": code, **said} for place, code, said in self.notes],
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
    identified its holder. Whether that authority deserves it is the verifier's own judgement. A
    certificate that names another than the party, or says that it is a sample, shows nobody.
    """
    if not one.unharmed:
        return "broken"
    if one.valid:
        nobody = one.holder == "another" or one.subject.name.startswith(SAMPLE)
        return "tamper evidence" if nobody else "advanced"
    return "broken" if one.trusted else "tamper evidence"


def verify(
    pdf: bytes,
    trust: Sequence[bytes] = (),
    *,
    again: bool = False,
    moment: datetime | None = None,
    statements: Sequence[bytes] = (),
) -> Verification:
    """Verify a document.

    Args:
        pdf: the document.
        trust: certificates of the authorities that the verifier trusts, DER.
        again: whether to compute the figures again.
        moment: when it is judged; now where nothing is said.
        statements: of parties that declined or withdrew, as
            :func:`citypact.documents.statement.state` makes them.

    Raises:
        InputError: it is no PDF that can be read, is encrypted, or carries too much.
        EnvironmentFault: the figures cannot be computed here.
    """
    return verify_opened(opened(pdf), trust, again=again, moment=moment, statements=statements)


def verify_opened(
    document: Document,
    trust: Sequence[bytes] = (),
    *,
    again: bool = False,
    moment: datetime | None = None,
    statements: Sequence[bytes] = (),
) -> Verification:
    """Verify a document that is open already; as :func:`verify` otherwise.

    Raises:
        InputError: it carries too much, or what it says of its signatures is broken.
        EnvironmentFault: the figures cannot be computed here.
    """
    when = moment or datetime.now(UTC)
    # First, for unpacking a stream changes what pyHanko holds in memory of it.
    judged = judge(document, trust, moment=when)
    files = attached(document)
    manifest, problems = _manifest(files)
    problems += _of_document(document)
    carried = tuple(
        Carried(name, Attachment(name, content, "", "").sha256, _stated(manifest, name))
        for name, content in files.items()
    )
    problems += [("file-differs", {"file": each.name}) for each in carried if not each.agrees]
    lost = [name for name in manifest.files if name not in files] if manifest else []
    problems += [("file-missing", {"file": name}) for name in lost]
    facts, lies = (None, []) if manifest is None else _of_manifest(manifest, files)
    problems += lies
    parties = {} if facts is None else facts.parties
    signatures = tuple(
        replace(one, holder=holder_of(one.subject, parties.get(one.party))) for one in judged
    )
    problems += list(_of_signatures(signatures))
    known = manifest is not None and not any(code in _UNUSABLE for code, _ in problems)
    done = (
        rerun(document.content, manifest, files)
        if again and known and manifest is not None
        else None
    )
    if again and done is None:
        problems.append(("no-rerun", {}))
    newest = archive_stamps(document, trust, moment=when)[-1:]
    signed = {each.party for each in signatures}
    needed = () if manifest is None else manifest.signatories
    return Verification(
        signatures,
        manifest,
        carried,
        tuple(problems),
        missing=tuple(name for name in needed if name not in signed),
        preserved_until=next((one.until for one in newest if one.holds), None),
        notes=tuple((one.place, *note) for one in signatures for note in clock_notes(one, when)),
        statements=tuple(
            judged_statement(each, files.get(MANIFEST, b""), parties, trust, when)
            for each in statements
        ),
        rerun=done,
        # A contract that is not the one of the manifest may call the parties anything.
        parties={} if lies or not all(each.agrees for each in carried) else parties,
    )


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
) -> tuple[Facts | None, list[tuple[str, Mapping[str, str]]]]:
    """What the data are, and where the manifest says something else."""
    try:
        facts = facts_of(tuple(files.items()))
    except InputError as error:
        return None, [("data-unusable", {"reason": str(error)})]
    return facts, [
        ("manifest-lies", {"what": name, "stated": stated, "found": found})
        for name, stated, found in facts.against(manifest)
    ]


def _of_signatures(
    signatures: Sequence[Judgement],
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Where a document is not signed, or by a certificate that names another than the party."""
    if not signatures:
        yield "no-signature", {}
    last = {each.party: each for each in signatures}
    for one in last.values():
        if one.holder == "another":
            stated = one.subject.organisation_identifier
            yield "certificate-of-another", {"party": one.party, "stated": stated}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
