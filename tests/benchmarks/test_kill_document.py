"""Where the making of a document is stopped, the old one or the new one stands, whole."""

from tests.benchmarks.peers import script


def test_after_a_kill_the_old_document_or_the_new_one_stands_whole() -> None:
    found = script("kill_document", "").killed(10, seed=7)
    assert found["old"] + found["new"] == 10, found
    assert found["nothing"] == found["half"] == 0
    assert found["finished"] < 10
