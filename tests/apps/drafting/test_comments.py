"""A comment is text alone, is settled once, and can be taken back by whoever made it."""

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.drafting.writing import OWNER, account_in, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.models import Event
from citypact.apps.drafting.comments import AddComment, RemoveComment, ResolveComment
from citypact.apps.drafting.models import Comment, KeptContract
from citypact.apps.parties.accounts import EraseAccount
from citypact.errors import InputError

pytestmark = pytest.mark.django_db


def commented(kept: KeptContract, text: str = "Är <b>detta</b> rätt?") -> Comment:
    reviewer = somebody("programme", Role.REVIEWER)
    return AddComment(kept.pk, "2026", "state", text, reviewer).perform()


def test_a_comment_is_kept_as_it_is_written_and_its_text_in_no_event() -> None:
    kept = taken_in()
    made = commented(kept)
    assert made.text == "Är <b>detta</b> rätt?"
    assert (made.party, made.role) == ("programme", "reviewer")
    event = Event.objects.get(code="drafting.comment.made")
    assert "detta" not in str(event.values)
    assert event.values["clauses"] == ["2026:state"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001])
def test_a_comment_says_something_and_not_too_much(text: str) -> None:
    kept = taken_in()
    with pytest.raises(FieldsError) as caught:
        commented(kept, text)
    assert caught.value.problems.keys() == {"text"}
    assert not Comment.objects.exists()


def test_comments_are_made_on_what_is_there_and_open() -> None:
    kept = taken_in()
    with pytest.raises(InputError, match="is in force"):
        AddComment(kept.pk, "2025", "state", "x", OPERATOR).perform()
    with pytest.raises(InputError, match="no clause nowhere"):
        AddComment(kept.pk, "2026", "nowhere", "x", OPERATOR).perform()
    with pytest.raises(PermissionDenied):
        AddComment(kept.pk, "2026", "state", "x", VISITOR).perform()
    with pytest.raises(PermissionDenied):
        AddComment("nowhere", "2026", "state", "x", VISITOR).perform()


def test_who_made_it_or_may_write_the_clause_settles_it_once() -> None:
    kept = taken_in()
    first, second, third = commented(kept), commented(kept), commented(kept)
    with pytest.raises(PermissionDenied):
        ResolveComment(first.pk, somebody("region", Role.COORDINATOR)).perform()
    ResolveComment(first.pk, somebody("programme", Role.REVIEWER)).perform()
    ResolveComment(second.pk, somebody("agency", Role.EDITOR)).perform()
    ResolveComment(third.pk, somebody(OWNER, Role.EDITOR)).perform()
    ResolveComment(third.pk, somebody(OWNER, Role.EDITOR)).perform()
    assert Event.objects.filter(code="drafting.comment.resolved").count() == 3
    assert not Comment.objects.filter(resolved_at=None).exists()


def test_one_takes_back_ones_own_words_and_nobody_elses() -> None:
    kept = taken_in()
    made = commented(kept)
    with pytest.raises(PermissionDenied):
        RemoveComment(made.pk, OPERATOR).perform()
    RemoveComment(made.pk, somebody("programme", Role.REVIEWER)).perform()
    made.refresh_from_db()
    assert made.text == ""
    with pytest.raises(InputError, match="taken away already"):
        RemoveComment(made.pk, somebody("programme", Role.REVIEWER)).perform()
    with pytest.raises(InputError, match="taken away already"):
        ResolveComment(made.pk, OPERATOR).perform()


def test_an_erased_accounts_comment_stays_as_its_organisations() -> None:
    kept = taken_in()
    made = commented(kept)
    account = account_in("programme", Role.REVIEWER)
    EraseAccount(account.pk, OPERATOR).perform()
    made.refresh_from_db()
    assert (made.party, made.role) == ("programme", "reviewer")
    assert account.email not in str(vars(made))
    assert account.name not in str(vars(made))
