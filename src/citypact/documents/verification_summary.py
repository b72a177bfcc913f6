"""What was found of a signed document, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.documents.pades.judgement import Judgement
from citypact.documents.verification import Verification, level_of
from citypact.documents.verification_words import tell

__all__ = ["verification_summary"]

#: How many figures that differ are listed.
MOST = 10


def verification_summary(found: Verification, language: str) -> str:
    """The verification as text, in ``language`` (sv or en): the verdict first."""
    lines = [tell(language, "valid" if found.valid else "not-valid")]
    if found.valid:
        lines.append(tell(language, "complete" if found.complete else "not-complete"))
    for each in found.signatures:
        lines += ["", *_signature(each, language)]
    lines += [""]
    if found.missing:
        lines.append(tell(language, "missing", parties=", ".join(found.missing)))
    lines += [tell(language, f"problem-{code}", **values) for code, values in found.problems]
    agreeing = sum(each.agrees for each in found.carried)
    lines.append(tell(language, "files", agreeing=agreeing, all=len(found.carried)))
    lines += _rerun(found, language)
    return "\n".join(lines)


def _signature(one: Judgement, language: str) -> Iterator[str]:
    yield f"{one.place}: {tell(language, 'valid-one' if one.valid else 'not-valid-one')}"
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
