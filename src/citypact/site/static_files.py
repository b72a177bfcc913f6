"""Style sheets, typefaces and icons: collected once for each content, under names with a hash.

The folder that files are collected into is named by their content. So a start that finds it
has nothing to do, and two sites on one workspace, even of two versions, never disturb each
other.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import allauth
from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["collect", "root_of"]

SOURCE = Path(__file__).parent / "static"
#: The typeface as documents need it, where pages use a smaller form; and words for developers.
NOT_FOR_PAGES = ["*.otf", "README.md"]


@lru_cache(maxsize=1)
def _content() -> str:
    """The first 16 hexadecimal digits of a hash over every static file's name and bytes.

    The scripts of passkeys come with django-allauth; its version stands for their content.
    """
    digest = hashlib.sha256(allauth.__version__.encode())
    for path in sorted(SOURCE.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            name = path.relative_to(SOURCE).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def root_of(workspace: Path) -> Path:
    """The folder of ``workspace`` in which this version's static files are, or will be."""
    return workspace / "static" / _content()


def collect(root: Path) -> None:
    """Collect every static file into ``root`` under hashed names, whole or not at all.

    Raises:
        ValueError: a style sheet names a file that is not there.
    """
    if root.is_dir():
        return
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=".collecting-") as folder:
        own = Path(folder) / root.name
        storage = CompressedManifestStaticFilesStorage(location=own)
        found = {
            path: (source, path)
            for finder in get_finders()
            for path, source in finder.list(NOT_FOR_PAGES)
        }
        for path, (source, _) in found.items():
            with source.open(path) as file:
                storage.save(path, file)
        for _, _, outcome in storage.post_process(found):
            if isinstance(outcome, Exception):
                raise outcome
        shutil.copystat(root.parent, own)
        try:
            own.rename(root)
        except OSError:
            # Another site on this workspace was quicker, and what it made is the same.
            if not root.is_dir():
                raise
