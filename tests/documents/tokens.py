"""A token in software (SoftHSM) with keys that are as they should be, and some that are not."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives import serialization
from tests.documents.authorities import Holder, authority

__all__ = ["LIBRARY", "PIN", "TOKEN", "SoftToken", "token_in"]

PIN, TOKEN = "271828", "City of Samples"
LIBRARY = next(
    (
        path
        for path in map(
            Path,
            (
                "/usr/lib/softhsm/libsofthsm2.so",
                "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
            ),
        )
        if path.is_file()
    ),
    Path("this test needs SoftHSM (tools/system-packages tokens)"),
)


@dataclass(frozen=True)
class SoftToken:
    """Where it is kept: what is told by SOFTHSM2_CONF, and the folder of its objects."""

    settings: Path
    objects: Path


def token_in(folder: Path) -> SoftToken:
    """Make a token with four keys: ec and rsa, one without certificate, one with another's."""
    ours = authority()
    made = SoftToken(folder / "softhsm2.conf", folder / "tokens")
    made.objects.mkdir()
    made.settings.write_text(f"directories.tokendir = {made.objects}\nlog.level = ERROR\n")
    run = ["softhsm2-util", "--pin", PIN]
    _done([*run, "--init-token", "--free", "--label", TOKEN, "--so-pin", "314159"], made)
    elliptic, plain = ours.issue("City on a card"), ours.issue("City, RSA", elliptic=False)
    keys = {
        "ec": (elliptic, elliptic),
        "rsa": (plain, plain),
        "bare": (ours.issue("Bare"), None),
        "mixed": (ours.issue("Mixed"), ours.issue("Somebody else")),
    }
    for number, (label, (holder, _)) in enumerate(keys.items(), start=1):
        file = folder / f"{label}.pem"
        file.write_bytes(_packed(holder))
        own = ["--token", TOKEN, "--label", label, "--id", f"{number:02x}"]
        _done([*run, "--import", str(file), *own], made)
    certified = {n: c for n, (_, c) in enumerate(keys.values(), start=1) if c is not None}
    _certificates(certified)
    return made


def _packed(holder: Holder) -> bytes:
    return holder.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _done(command: list[str], token: SoftToken) -> None:
    done = subprocess.run(
        command,
        env={"SOFTHSM2_CONF": str(token.settings), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _certificates(certified: dict[int, Holder]) -> None:
    """Put certificates on the token; the environment says already where it is."""
    library = pkcs11.lib(str(LIBRARY.resolve()))
    with library.get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        for number, holder in certified.items():
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.ID: bytes([number]),
                    pkcs11.Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: holder.der,
                }
            )
