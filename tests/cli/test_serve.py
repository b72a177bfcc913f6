import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

from tests.cli.command import ENVIRONMENT, command, run_process


def test_workspace_is_served_until_an_interrupt(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("serve", "--workspace", tmp_path / "workspace", "--port", "0"),
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        address = next(word for word in told.split() if word.startswith("http://"))
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own site
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_occupied_port_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_process("serve", "--workspace", tmp_path, "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"port {port} on 127.0.0.1 is taken by another program" in done.stderr


def test_folder_that_cannot_be_a_workspace_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = run_process("serve", "--workspace", tmp_path / "file", "--port", "0")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
