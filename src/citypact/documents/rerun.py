"""A contract's figures computed again from what its document carries."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from citypact import __version__
from citypact.book import Book, open_book
from citypact.book.form import TableForm, load_form
from citypact.book.writing import table_text
from citypact.contract.contract import Contract
from citypact.contract.folder import hash_contract, open_contract
from citypact.contract.form import contract_form
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import freeze
from citypact.documents.manifest import BOOK, CONTRACT, RESULTS, Manifest
from citypact.documents.method_change import PAGES, PROGRAM, MethodChange, method_changes, since
from citypact.errors import InputError

__all__ = ["Rerun", "Unpacked", "rerun", "unpacked"]

#: A place in the results, what is stored there, and what was computed.
Difference = tuple[str, object, object]

#: Bounds of an archive: a city book has some forty files of some kilobytes.
_MOST_FILES, _LARGEST = 200, 50_000_000


@dataclass(frozen=True)
class Unpacked:
    """Book and contract as a document carries them, read and checked.

    Attributes:
        book: the city book.
        contract: the contract.
        contract_hash: its content hash.
    """

    book: Book
    contract: Contract
    contract_hash: str


@dataclass(frozen=True)
class Rerun:
    """What came out when the figures were computed again.

    Attributes:
        differences: place in the results, what is stored and what was computed; empty where
            every figure is the same to its last digit.
        program_version: of the Citypact that computed now.
        same_program: whether the model is the program that the manifest names.
        same_pages: whether the document, set again, is byte for byte what was signed.
        signed_with: version of the Citypact that made the document, as its manifest says.
        changes: of method, declared between that version and this one.
    """

    differences: tuple[Difference, ...]
    program_version: str
    same_program: bool
    same_pages: bool
    signed_with: str
    changes: tuple[MethodChange, ...]

    @property
    def same(self) -> bool:
        """Whether every stored figure came out again."""
        return not self.differences

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """The differences that no declared change of method names."""
        return tuple(
            each
            for each in self.differences
            if not any(change.touches(each[0]) for change in self.changes)
        )

    @property
    def explanations(self) -> tuple[MethodChange, ...]:
        """The declared changes that name something that came out otherwise."""
        seen = [place for place, _, _ in self.differences]
        seen += [] if self.same_program else [PROGRAM]
        seen += [] if self.same_pages else [PAGES]
        return tuple(
            change for change in self.changes if any(change.touches(place) for place in seen)
        )

    @property
    def holds(self) -> bool:
        """Whether every stored figure came out again, or differs as a declared change says."""
        return not self.unexplained

    def to_json(self) -> dict[str, object]:
        """What ``citypact contract verify --rerun --json`` answers."""
        unexplained = {place for place, _, _ in self.unexplained}
        return {
            "holds": self.holds,
            "same": self.same,
            "signed_with": self.signed_with,
            "program_version": self.program_version,
            "same_program": self.same_program,
            "same_pages": self.same_pages,
            "differences": [
                {
                    "place": place,
                    "stored": stored,
                    "computed": computed,
                    "explained": place not in unexplained,
                }
                for place, stored, computed in self.differences
            ],
            "explanations": [asdict(each) for each in self.explanations],
        }


@contextmanager
def unpacked(files: Mapping[str, bytes]) -> Iterator[Unpacked]:
    """Unpack and open book and contract; they are gone at the end.

    Raises:
        InputError: they are missing, larger than any is, or not what they should be.
    """
    missing = [name for name in (BOOK, CONTRACT, RESULTS) if name not in files]
    if missing:
        raise InputError(f"the document does not carry {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as place:
        folders = {name: Path(place) / name for name in (BOOK, CONTRACT)}
        for name, folder in folders.items():
            _unpack(name, files[name], folder)
        _complete(folders[BOOK], load_form().tables.values())
        _complete(folders[CONTRACT], contract_form().tables.values())
        yield Unpacked(
            open_book(folders[BOOK]),
            open_contract(folders[CONTRACT]),
            hash_contract(folders[CONTRACT]),
        )


def rerun(pdf: bytes, manifest: Manifest, files: Mapping[str, bytes]) -> Rerun:
    """Compute the figures again, with the seed and the draws of the manifest, and compare.

    Args:
        pdf: the document, signed or not.
        manifest: that it carries.
        files: what it carries, by name.

    Raises:
        InputError: what it carries cannot be used.
        EnvironmentFault: typst is not installed.
    """
    try:
        stored = json.loads(files[RESULTS].decode("utf-8"))
    except (KeyError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{RESULTS} cannot be read: {error}") from error
    with unpacked(files) as found:
        again = freeze(
            found.contract,
            found.contract.version(manifest.version),
            found.book,
            manifest.language,
            draws=manifest.draws,
            seed=manifest.seed,
            verify_at=manifest.verify_at,
        )
        computed = json.loads(json.dumps(again.adequacy.to_json()))
        return Rerun(
            differences=tuple(_differences("", stored, computed)),
            program_version=__version__,
            same_program=again.manifest.program_hash == manifest.program_hash,
            same_pages=pdf.startswith(contract_document(again)),
            signed_with=manifest.program_version,
            changes=since(manifest.program_version, __version__, method_changes()),
        )


def _unpack(name: str, content: bytes, folder: Path) -> None:
    """Unpack an archive of plain files, never more than :data:`_LARGEST` bytes in all."""
    folder.mkdir()
    left = _LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_FILES:
                raise InputError(f"{name} holds {len(entries)} files; {_MOST_FILES} are the most")
            for entry in entries:
                if Path(entry.filename).name != entry.filename or entry.filename.startswith("."):
                    raise InputError(f"{name} holds {entry.filename!r}, which is no plain name")
                with packed.open(entry) as stream:
                    text = stream.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise InputError(f"{name} unpacks to more than {_LARGEST // 1_000_000} MB")
                (folder / entry.filename).write_bytes(text)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(f"{name} is no archive that can be read: {error}") from error


def _complete(folder: Path, tables: Iterable[TableForm]) -> None:
    """Add the tables that there were not yet when the document was made: they are empty.

    One that was there and is lost shows in the content hash, which an empty one leaves as it is.
    """
    for table in tables:
        if not (folder / table.file).exists():
            (folder / table.file).write_text(table_text(table, ()), encoding="utf-8")


def _differences(place: str, stored: object, computed: object) -> Iterator[Difference]:
    if isinstance(stored, dict) and isinstance(computed, dict):
        for key in sorted(stored.keys() | computed.keys()):
            yield from _differences(
                f"{place}.{key}".lstrip("."), stored.get(key), computed.get(key)
            )
    elif stored != computed or type(stored) is not type(computed):
        yield place, stored, computed
