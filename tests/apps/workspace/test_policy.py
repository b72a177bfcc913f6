"""What is loaded is public; loading is the operator's."""

from citypact.apps.conduct.actor import OPERATOR, VISITOR
from citypact.apps.workspace.policy import BOOK_VERSIONS


def test_anyone_reads_what_is_published_and_only_the_operator_loads() -> None:
    assert BOOK_VERSIONS.permits(VISITOR, "read")
    assert not BOOK_VERSIONS.permits(VISITOR, "load")
    assert BOOK_VERSIONS.permits(OPERATOR, "load")


def test_not_even_the_operator_may_what_is_not_named() -> None:
    assert not BOOK_VERSIONS.permits(OPERATOR, "delete")
