"""Holding a backup against its own manifest, before anything is restored from it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from citypact.errors import InputError
from citypact.site.manifest import FILES, MANIFEST, Digest, Manifest, Member

__all__ = ["checked"]

PIECE = 1 << 20


def checked(file: Path) -> Manifest:
    """Read the manifest of ``file`` and hold every member against it; needs no workspace.

    Raises:
        InputError: it is no backup, or is damaged; all that is wrong is said at once.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.read(archive.read(MANIFEST))
            problems = _problems(archive, manifest)
    except FileNotFoundError as error:
        message = f"there is no file {file}"
        raise InputError(message) from error
    except (zipfile.BadZipFile, KeyError, IsADirectoryError) as error:
        message = f"{file} is no backup of a workspace, or is damaged ({error})"
        raise InputError(message) from error
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        message = f"the backup {file} is damaged, and nothing was restored from it:\n{lines}"
        raise InputError(message)
    return manifest


def _problems(archive: zipfile.ZipFile, manifest: Manifest) -> list[str]:
    problems = []
    found = set(archive.namelist()) - {MANIFEST}
    problems += [f"{name} is missing" for name in sorted(manifest.members.keys() - found)]
    problems += [
        f"{name} is not in the manifest" for name in sorted(found - manifest.members.keys())
    ]
    for name in sorted(manifest.members.keys() & found):
        if name.startswith(FILES) and not _inside(name):
            problems.append(f"{name} would lie outside the workspace")
            continue
        said = manifest.members[name]
        try:
            is_there = _member(archive, name)
        except (zipfile.BadZipFile, zlib.error) as error:
            problems.append(f"{name} cannot be read ({error})")
            continue
        if is_there != said:
            problems.append(f"{name} has the hash {is_there.sha256}, not {said.sha256}")
    return problems


def _inside(name: str) -> bool:
    path = PurePosixPath(name.removeprefix(FILES))
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _member(archive: zipfile.ZipFile, name: str) -> Member:
    digest = Digest()
    with archive.open(name) as member:
        while piece := member.read(PIECE):
            digest.take(piece)
    return digest.member()
