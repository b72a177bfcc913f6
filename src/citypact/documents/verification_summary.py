"""What was found of a signed document, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citypact.documents.manifest import MANIFEST
from citypact.documents.pades.judgement import Judgement
from citypact.documents.sample_label import SAMPLE
from citypact.documents.statement import JudgedStatement
from citypact.documents.verification import Verification, level_of
from citypact.documents.verification_words import tell

__all__ = ["reasons", "verification_summary"]

#: How many figures that differ are listed.
MOST = 10


def verification_summary(found: Verification, language: str) -> str:
    """The verification as text, in ``language`` (sv or en): the verdict first."""
    lines = [tell(language, "valid" if found.valid else "not-valid")]
    if found.valid:
        lines.append(tell(language, "complete" if found.complete else "not-complete"))
    for each in found.signatures:
        lines += ["", *_signature(found, each, language), *_beside(found, each, language)]
    for said in found.statements:
        lines += ["", *_statement(found, said, language)]
    lines += [""]
    lines += _hints(found, language)
    if found.missing:
        named = ", ".join(found.name_of(each, language) for each in found.missing)
        lines.append(tell(language, "missing", parties=named))
    lines += _problems(found, language)
    agreeing = sum(each.agrees for each in found.carried)
    lines.append(tell(language, "files", agreeing=agreeing, all=len(found.carried)))
    hashes = [each.sha256 for each in found.carried if each.name == MANIFEST]
    lines += [tell(language, "content-hash", hash=each) for each in hashes]
    lines += _rerun(found, language)
    return "\n".join(lines)


def reasons(found: Verification, language: str) -> list[str]:
    """What is wrong with the document as a whole, in sentences; of each signature it tells nothing.

    That all certificates are samples is among them: nobody has signed.
    """
    return [*_samples(found, language), *_problems(found, language)]


def _problems(found: Verification, language: str) -> list[str]:
    return [
        tell(language, f"problem-{code}", **_named(found, values, language))
        for code, values in found.problems
    ]


def _named(found: Verification, values: Mapping[str, str], language: str) -> Mapping[str, str]:
    """The values of a problem, with a party as people know it."""
    party = values.get("party")
    return values if party is None else {**values, "party": found.name_of(party, language)}


def _samples(found: Verification, language: str) -> list[str]:
    return [tell(language, "sample")] if _all_samples(found) else []


def _all_samples(found: Verification) -> bool:
    names = [each.subject.name for each in found.signatures]
    return bool(names) and all(each.startswith(SAMPLE) for each in names)


def _signature(found: Verification, one: Judgement, language: str) -> Iterator[str]:
    name = found.name_of(one.place, language)
    yield f"{name}: {tell(language, 'valid-one' if one.valid else 'not-valid-one')}"
    yield f"  {tell(language, f'level-{level_of(one)}')}"
    if one.signer:
        yield f"  {tell(language, 'signer', signer=one.signer, issuer=one.issuer)}"
    if one.stamped is not None:
        yield f"  {tell(language, 'stamped', time=f'{one.stamped:%Y-%m-%d %H:%M:%S %Z}')}"
    elif one.stated is not None:
        yield f"  {tell(language, 'stated', time=f'{one.stated:%Y-%m-%d %H:%M:%S %Z}')}"
    yield f"  {tell(language, 'form', form=one.format)}"
    if one.valid:
        checked = "revocation-checked" if one.revocation_checked else "revocation-unknown"
        yield f"  {tell(language, checked)}"
    yield f"  {tell(language, f'changed-{one.changed}')}"
    if not one.valid:
        yield f"  {tell(language, 'indication', indication=one.indication, reason=one.reason)}"


def _beside(found: Verification, one: Judgement, language: str) -> Iterator[str]:
    """What is told of a signature beside whether it is valid."""
    if one.statement:
        yield f"  {tell(language, 'statement-given', statement=one.statement)}"
    if one.place in found.replaced:
        yield f"  {tell(language, 'replaced')}"
    if one.subject.name.startswith(SAMPLE):
        yield f"  {tell(language, 'sample')}"
    elif one.holder:
        yield f"  {tell(language, f'certificate-of-{one.holder}')}"
    for place, code, values in found.notes:
        if place == one.place:
            yield f"  {tell(language, f'note-{code}', **values)}"


def _statement(found: Verification, one: JudgedStatement, language: str) -> Iterator[str]:
    said = one.statement
    party = found.name_of(said.party, language)
    yield tell(language, f"statement-{said.kind}", party=party, reason=said.reason)
    yield tell(language, "statement-by", signer=one.signer, at=said.at)
    if not one.about:
        yield tell(language, "statement-elsewhere")
    elif one.holder == "another":
        yield tell(language, "statement-of-another")
    else:
        yield tell(language, "statement-holds" if one.trusted else "statement-untrusted")


def _hints(found: Verification, language: str) -> Iterator[str]:
    """What the reader may do next."""
    if found.preserved_until is not None:
        yield tell(language, "preserved-until", time=f"{found.preserved_until:%Y-%m-%d}")
    if found.signatures and not any(each.trusted for each in found.signatures):
        yield tell(language, "trust-nobody")
        if _all_samples(found):
            yield tell(language, "trust-sample")


def _rerun(found: Verification, language: str) -> Iterator[str]:
    done = found.rerun
    if done is None:
        return
    if done.same:
        yield tell(language, "rerun-same", version=done.program_version)
    else:
        key = "rerun-explained" if done.holds else "rerun-differs"
        versions = {"version": done.program_version, "signed": done.signed_with}
        yield tell(language, key, count=len(done.differences), **versions)
        for place, stored, computed in (done.unexplained or done.differences)[:MOST]:
            yield f"  {place}: {stored!r} → {computed!r}"
    for change in done.explanations:
        yield tell(language, "method-changed", version=change.version, why=change.why(language))
    if not done.same_program:
        yield tell(language, "other-program", version=done.program_version)
    yield tell(language, "same-pages" if done.same_pages else "other-pages")
