"""The export is fetched within bounds, and without a way out the message says what to do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.book.exports import export, workbook

from citypact.book import fetching, open_book
from citypact.book.fetching import ADDRESS, ADDRESS_SETTING, fetched_export, smhi_address
from citypact.book.new import new_book
from citypact.errors import EnvironmentFault, InputError


@contextmanager
def served(answer: bytes, *, status: int = 200, to: str = "") -> Iterator[str]:
    """An address on this machine that answers every request in one way."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/export"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is served here is fetched here."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_a_book_is_started_from_what_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(workbook(export())) as address:
        monkeypatch.setenv(ADDRESS_SETTING, address)
        book = open_book(new_book("lund", "1281", None, tmp_path))
    assert book.row("activities/transport").text("value") == "1000.5"
    assert book.row("sources/smhi").text("address") == address


def test_what_is_fetched_is_gone_afterwards() -> None:
    with served(workbook(export())) as address, fetched_export(address) as path:
        assert path.read_bytes()[:2] == b"PK"
    assert not path.parent.exists()


def test_the_address_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS_SETTING, raising=False)
    assert smhi_address() == ADDRESS
    assert ADDRESS.startswith("https://nationellaemissionsdatabasen.smhi.se/api/getexcelfile/?")
    monkeypatch.setenv(ADDRESS_SETTING, "https://example.org/other")
    assert smhi_address() == "https://example.org/other"


def refused(address: str) -> str:
    with pytest.raises(EnvironmentFault) as caught, fetched_export(address):
        pytest.fail("it was fetched")
    return str(caught.value)


def test_without_a_way_out_the_message_says_what_to_do(tmp_path: Path) -> None:
    with served(b"") as address:
        pass
    message = refused(address)
    assert message.startswith(f"SMHI's export could not be fetched from {address} (")
    assert "refused" in message
    assert message.endswith("name the file: --smhi FILE")
    with pytest.raises(EnvironmentFault, match="--smhi FILE"):
        new_book("lund", "1281", None, tmp_path, address=address)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_no_workbook_is_refused() -> None:
    with served(b"<html>come back later</html>") as address:
        assert "the answer is no workbook" in refused(address)


def test_an_answer_of_failure_is_told() -> None:
    with served(b"", status=503) as address:
        assert "503" in refused(address)


def test_an_answer_that_is_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_EXPORT", 1000)
    with served(b"PK" + b"0" * 1000) as address:
        assert "the answer is larger than 0 MB" in refused(address)


def test_an_answer_that_is_too_slow_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", -1.0)
    with served(b"PK" + b"0" * 1000) as address:
        assert "the answer took more than" in refused(address)


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a", "ftp://example.org/a", "file:///etc/passwd", "smhi.xlsx"],
)
def test_only_https_is_fetched(address: str) -> None:
    with (
        pytest.raises(InputError, match="is not fetched: only https addresses are"),
        fetched_export(address),
    ):
        pytest.fail("it was fetched")


def test_a_way_on_that_is_not_https_is_not_taken() -> None:
    with (
        served(b"", status=302, to="http://example.org/a") as address,
        pytest.raises(InputError, match="only https addresses are"),
        fetched_export(address),
    ):
        pytest.fail("it was fetched")


def test_a_way_on_to_a_file_is_not_taken() -> None:
    with served(b"", status=302, to="file:///etc/passwd") as address:
        assert "'file:///etc/passwd' is not allowed" in refused(address)
