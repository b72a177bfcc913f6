"""A city ready to be kept: plain data, made once when it is loaded and only shown after that.

Nothing here knows Django or computes. :mod:`citypact.apps.workspace.preparing` makes it from a
book and its results; :class:`citypact.apps.workspace.actions.LoadCity` keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "Assumption",
    "KeyFigure",
    "NamedTable",
    "PreparedCity",
    "PreparedColumn",
    "PreparedFigure",
    "PreparedFile",
    "PreparedForm",
    "PreparedPage",
    "PreparedPart",
    "PreparedReport",
    "PreparedResult",
    "PreparedRow",
    "PreparedSide",
    "PreparedTable",
    "Publication",
    "RunLine",
    "Unavailable",
    "Unmeasured",
]

Json = Mapping[str, object]


@dataclass(frozen=True)
class PreparedColumn:
    """One column of a table of the book: its name, title and type; ``table`` it refers to."""

    name: str
    title: str
    type: str
    table: str


@dataclass(frozen=True)
class PreparedForm:
    """The form of one table of the book, in the form's own language, English."""

    title: str
    file: str
    columns: tuple[PreparedColumn, ...]


@dataclass(frozen=True)
class PreparedRow:
    """One row of the book: full key ``table/key``, its name, line in the file, cells as written."""

    key: str
    table: str
    line: int
    name_sv: str
    name_en: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class PreparedResult:
    """One scenario's result; ``document`` is what ``citypact run --json`` prints."""

    scenario: str
    title_sv: str
    title_en: str
    seed: int
    draws: int
    program_version: str
    document: Json


@dataclass(frozen=True)
class Publication:
    """A source that a figure rests on, and how many of its rows."""

    key: str
    title: str
    publisher: str
    year: str
    address: str
    rows: int


@dataclass(frozen=True)
class PreparedTable:
    """A table as it is read: ``columns`` of (heading, is it numbers), rows of cell texts.

    ``keys`` are the rows of the book that the first cells name, one a row of the table, empty
    where one names none; the whole is empty where no cell does.
    """

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreparedFigure:
    """One figure in one language; ``drawings`` maps ``wide``, ``narrow``, ``file`` to SVG.

    ``page`` is the name of the page that it stands on.
    """

    language: str
    figure_id: str
    page: str
    title: str
    subtitle: str
    description: str
    unit: str
    method: str
    origin: str
    table: PreparedTable
    csv: str
    sources: tuple[str, ...]
    publications: tuple[Publication, ...]
    drawings: Mapping[str, str]
    variant: str = ""
    chosen: bool = True


@dataclass(frozen=True)
class KeyFigure:
    """One of the three figures that a page begins with.

    Attributes:
        id: such as ``now``, ``promised`` or ``gap``; its heading goes by it.
        value: as a person writes it, such as ``963 kt``.
        year: the year, or the years, that it is for.
        sentence: what it means, in plain words.
        exact: the value with every digit that is known, and its unit.
        method: how it was found.
        band: the range it lies in, as a person writes it; empty where it has none.
        probability: of the target being met, as a person writes it; empty where it has none.
        rows: the rows of the book that it is read from, each by key and name.
        figure: id of the figure that shows it, which leads to the rows that it rests on.
    """

    id: str
    value: str
    year: int | str
    sentence: str
    exact: str
    method: str
    band: str = ""
    probability: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    figure: str = ""


@dataclass(frozen=True)
class Unavailable:
    """A figure that the book's data do not let be drawn, and why."""

    figure_id: str
    reason: str


@dataclass(frozen=True)
class Assumption:
    """A figure of the book that nobody has measured: what the city should measure next."""

    what: str
    value: str
    span: str
    reason: str
    key: str


@dataclass(frozen=True)
class PreparedSide:
    """One of the inventories, or the model, that a reader may hold against another."""

    id: str
    title: str


@dataclass(frozen=True)
class RunLine:
    """What one scenario gives in the year of the main target, and what it was computed with.

    ``background`` is what the world around the city does, empty for the usual one. ``value``,
    ``gap`` and ``probability`` are written as a person writes them, and empty where the target
    cannot be followed or nothing was drawn.
    """

    scenario: str
    title: str
    background: str
    value: str
    gap: str
    probability: str
    seed: int
    draws: str
    program_version: str


@dataclass(frozen=True)
class Unmeasured:
    """A measure without an effect of its own, and why; ``repeats`` where another carries it."""

    title: str
    area: str
    reason: str
    repeats: bool
    key: str


@dataclass(frozen=True)
class NamedTable:
    """A table of a page; ``name`` is its own on the page, ``caption`` what it shows.

    ``folded`` tables are opened by the reader.
    """

    name: str
    caption: str
    table: PreparedTable
    folded: bool = False


@dataclass(frozen=True)
class PreparedPart:
    """One part of a page on money or choice.

    Attributes:
        id: unique on the page; that of its figure where it has one.
        title: its heading.
        sentences: what it says, a paragraph each.
        figure: id of the figure that it shows; empty where it shows none.
        lacking: why its figure cannot be drawn; empty where it can.
        tables: beside the figure's own.
        file: name of a file to take along; empty where there is none.
    """

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    figure: str = ""
    lacking: str = ""
    tables: tuple[NamedTable, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class PreparedReport:
    """A page on money or choice in one language, besides its figures.

    Attributes:
        name: of the page, as in its address.
        title: its heading.
        lead: what it is about, in a sentence or two.
        key_figures: what it begins with.
        parts: in the order of reading.
        pages: names of all pages of the city.
    """

    name: str
    language: str
    title: str
    lead: str
    key_figures: tuple[KeyFigure, ...]
    parts: tuple[PreparedPart, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class PreparedFile:
    """A file to take along, the same in every language."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class PreparedPage:
    """A city's first page in one language, besides its figures; ``pages`` names all its pages."""

    language: str
    key_figures: tuple[KeyFigure, ...]
    unavailable: tuple[Unavailable, ...]
    not_computable: tuple[Unmeasured, ...]
    repetitions: tuple[Unmeasured, ...]
    assumptions: tuple[Assumption, ...]
    runs: tuple[RunLine, ...]
    sides: tuple[PreparedSide, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreparedCity:
    """Everything that the workspace keeps of one city."""

    city_id: str
    title_sv: str
    title_en: str
    content_hash: str
    settings: Json
    form: Mapping[str, PreparedForm]
    rows: tuple[PreparedRow, ...]
    results: tuple[PreparedResult, ...]
    figures: tuple[PreparedFigure, ...]
    pages: tuple[PreparedPage, ...] = field(default=())
    reports: tuple[PreparedReport, ...] = field(default=())
    files: tuple[PreparedFile, ...] = field(default=())
