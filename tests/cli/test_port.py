"""An occupied port is told of before the work, with one that is free."""

import re
import socket

import pytest

from citypact.cli.port import must_be_free
from citypact.errors import EnvironmentFault, InputError


@pytest.fixture
def listener() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


def test_taken_port_is_refused_with_a_free_one(listener: socket.socket) -> None:
    with listener:
        port = listener.getsockname()[1]
        with pytest.raises(EnvironmentFault, match=f"port {port} on 127.0.0.1 is taken") as refused:
            must_be_free("127.0.0.1", port)
        proposed = re.search(r"--port (\d+)$", str(refused.value))
        assert proposed is not None
        must_be_free("127.0.0.1", int(proposed[1]))
    must_be_free("127.0.0.1", port)


def test_host_that_is_no_address() -> None:
    with pytest.raises(InputError, match=r"nowhere\.invalid is not an address"):
        must_be_free("nowhere.invalid", 8000)


def test_host_that_is_another_machine() -> None:
    with pytest.raises(InputError, match=r"203\.0\.113\.1 is not an address of this machine"):
        must_be_free("203.0.113.1", 8000)
