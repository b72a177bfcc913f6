"""What is odd about the times of a signature."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import signed, unsigned

from citypact.documents.clocks import clock_notes
from citypact.documents.pades.judgement import Judgement
from citypact.documents.party_signature import add_signature
from citypact.documents.verification import verify
from citypact.documents.verification_summary import verification_summary
from citypact.documents.verification_words import VERIFICATION_WORDS

OURS = authority()
TRUST = [OURS.root.der]
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def codes(one: Judgement, moment: datetime = NOON) -> list[str]:
    return [code for code, _ in clock_notes(one, moment)]


def judged(stated: datetime | None, stamped: datetime | None = None) -> Judgement:
    return Judgement("region", begins=NOON - 30 * DAY, ends=NOON + 30 * DAY, stated=stated,
                     stamped=stamped)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "stamped", "told"),
    [
        (NOON, None, []),
        (None, None, []),
        (NOON + 4 * MINUTE, None, []),
        (NOON + HOUR, None, ["stated-in-the-future"]),
        (NOON - 31 * DAY, None, ["stated-before-the-certificate"]),
        (NOON - 2 * HOUR, NOON, []),
        (NOON - 2 * DAY, NOON, ["stated-otherwise-than-stamped"]),
        (NOON, NOON - HOUR, ["stated-otherwise-than-stamped"]),
        (NOON + 31 * DAY, None, ["stated-in-the-future", "stated-after-the-certificate"]),
        (None, NOON + HOUR, ["stamped-in-the-future"]),
    ],
)
def test_what_is_odd_is_told(
    stated: datetime | None, stamped: datetime | None, told: list[str]
) -> None:
    one = judged(stated, stamped)
    assert codes(one) == told
    for words in VERIFICATION_WORDS.values():
        for code, values in clock_notes(one, NOON):
            assert words[f"note-{code}"].format(**values)


def test_a_clock_that_is_behind_or_ahead_shows_in_a_verification() -> None:
    now = datetime.now(UTC)
    ahead = verify(signed("region", stamped=False), TRUST, moment=now - HOUR)
    assert [(place, code) for place, code, _ in ahead.notes] == [("region", "stated-in-the-future")]
    assert "Somebody's clock is wrong." in verification_summary(ahead, "en")
    stamped = add_signature(
        unsigned(), OURS.signer("region"), "region", stamps=OURS.stamps(at=now - 3 * HOUR)
    )
    found = verify(stamped, TRUST)
    assert [code for _, code, _ in found.notes] == ["stated-otherwise-than-stamped"]
    assert verify(signed("region"), TRUST).notes == ()
