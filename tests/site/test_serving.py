"""The server listens where it is told to, says where that is, and says why it cannot."""

import signal
import socket
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from tests.site.process import PATIENCE, site, start
from tests.site.process import address_of as address_of_process

from citypact.errors import EnvironmentFault, InputError
from citypact.site.serving import address_of, listen


def get(address: str) -> HTTPResponse:
    """The answer to a request of the site that the test has started."""
    answer: HTTPResponse = urllib.request.urlopen(address)  # noqa: S310  (the test's own site)
    return answer


def read(address: str) -> bytes:
    """The page at ``address``."""
    with get(address) as answer:
        return answer.read()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        yield other.getsockname()[1]


def test_a_taken_port_is_said_with_the_way_out(taken: int) -> None:
    with pytest.raises(EnvironmentFault, match=rf"port {taken} .* is taken .* --port"):
        listen("127.0.0.1", taken)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_a_host_that_is_no_address_of_this_machine_is_said(host: str) -> None:
    with pytest.raises(InputError, match=f"{host} is not an address .* --host"):
        listen(host, 0)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("::1", "[::1]")],  # noqa: S104  (recognised, not bound)
)
def test_the_address_is_one_that_a_person_on_this_machine_can_open(host: str, shown: str) -> None:
    with listen(host, 0) as listener:
        port = listener.getsockname()[1]
        assert address_of(listener, host) == f"http://{shown}:{port}/"


def test_a_number_that_is_no_port_is_said() -> None:
    with pytest.raises(InputError, match="70000 is not a port: give one from 0 to 65535"):
        listen("127.0.0.1", 70_000)


def test_ctrl_c_ends_the_site_at_once_and_quietly(tmp_path: Path) -> None:
    process = start(tmp_path)
    address_of_process(process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert said == ""


def test_a_port_that_was_taken_before_the_work_is_served_on(tmp_path: Path) -> None:
    process = start(tmp_path, taken='listen("127.0.0.1", 0)')
    try:
        assert b"Citypact" in read(address_of_process(process))
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_two_sites_on_one_workspace_show_the_same(tmp_path: Path) -> None:
    with site(tmp_path) as first, site(tmp_path) as second:
        assert first != second
        pages = [read(address) for address in (first, second)]
        assert pages[0].replace(first.encode(), b"") == pages[1].replace(second.encode(), b"")


def test_a_city_may_be_loaded_while_the_site_runs(tmp_path: Path) -> None:
    load = (
        "from citypact.apps.workspace.actions import LoadCity\n"
        "from tests.apps.workspace.example import city\n"
        "LoadCity(city()).perform()"
    )
    with site(tmp_path) as first:
        assert b"Exempelstad" not in read(first)
        with site(tmp_path, load):
            assert b"Exempelstad" in read(first)


def test_the_server_does_not_say_what_it_is(tmp_path: Path) -> None:
    with site(tmp_path) as address, get(address) as answer:
        assert answer.status == 200
        assert "Server" not in answer.headers


def test_readers_who_keep_their_connections_shut_nobody_out(tmp_path: Path) -> None:
    """A browser keeps its connection while a form is filled in; hundreds do so at a signing."""
    with site(tmp_path) as address:
        host, _colon, port = address.removeprefix("http://").rstrip("/").partition(":")
        kept = [socket.create_connection((host, int(port))) for _reader in range(300)]
        try:
            assert b"Citypact" in read(address)
        finally:
            for each in kept:
                each.close()
