"""What a person reads, and what a script gets, when a verb cannot finish.

Owns the exit codes. Only what a person can act on is turned into a message; every other
exception is a fault of Citypact's own and keeps its traceback.

======  ===================================================================
code    meaning
======  ===================================================================
0       done
1       the machine cannot: disk full, port taken, a part not installed
2       the input is wrong: an option, a book, a scenario that does not exist
3       a signed document was read, and is not valid
130     interrupted from the keyboard
======  ===================================================================
"""

from __future__ import annotations

import errno

import click

from citypact.errors import CitypactError, InputError

__all__ = ["EXTRAS", "INTERRUPTED", "InputIsWrong", "MachineCannot", "failure_from"]

#: The extra of the package that brings a module which ``pip install citypact`` alone does not.
EXTRAS = {
    "cryptography": "signing",
    "django": "site",
    "docx": "documents",
    "highspy": "choice",
    "pandas": "analysis",
    "pkcs11": "tokens",
    "pyhanko": "signing",
    "python_calamine": "exchange",
    "segno": "documents",
    "typst": "documents",
    "vl_convert": "documents",
    "waitress": "site",
    "whitenoise": "site",
    "xarray": "analysis",
    "xlsxwriter": "documents",
}

#: The exit code of a program that a person stopped with Ctrl-C.
INTERRUPTED = 130

DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)


class MachineCannot(click.ClickException):
    """What is said on standard error when the machine cannot do what was asked."""

    exit_code = 1


class InputIsWrong(click.ClickException):
    """What is said on standard error when the input has to be mended."""

    exit_code = 2


def failure_from(error: Exception) -> click.ClickException | None:
    """The failure that ``error`` means to a person, or None when it is a fault of our own."""
    if isinstance(error, InputError):
        return InputIsWrong(str(error))
    if isinstance(error, CitypactError):
        return MachineCannot(str(error))
    if isinstance(error, OSError) and error.errno in DISK_IS_FULL:
        return MachineCannot(_full_disk(error))
    if isinstance(error, ModuleNotFoundError):
        return _not_installed(error)
    return None


def _full_disk(error: OSError) -> str:
    where = f" at {error.filename}" if error.filename else ""
    return f"the disk is full{where}: make room, or write to another place, and run it again"


def _not_installed(error: ModuleNotFoundError) -> click.ClickException | None:
    module = (error.name or "").partition(".")[0]
    extra = EXTRAS.get(module)
    if extra is None:
        return None
    return MachineCannot(
        f"this needs {module}, which is not installed: pip install 'citypact[{extra}]'"
    )
