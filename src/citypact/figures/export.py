"""Every figure as files: a picture and its table, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from citypact.errors import EnvironmentFault
from citypact.figures.context import Context
from citypact.figures.drawing import Begin
from citypact.figures.figure import FigureUnavailable
from citypact.figures.files import write_whole
from citypact.figures.registry import FIGURES
from citypact.figures.widths import FILE
from citypact.figures.words import LANGUAGES

__all__ = ["Drawn", "begin_all", "draw_all"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: files in order, and why a figure could not be, by ``id.language``."""

    files: tuple[Path, ...]
    unavailable: dict[str, str]


def begin_all(
    context: Context,
    elsewhere: Begin,
    *widths: int,
    names: Iterable[str] = FIGURES,
    heading: bool = False,
) -> None:
    """Begin to draw figures elsewhere, in both languages, for who asks for them later.

    Args:
        context: city and results.
        elsewhere: what draws them (see :func:`citypact.figures.drawing.begin`).
        widths: in pixels.
        names: of the figures; those that cannot be made are passed over.
        heading: as they stand alone.
    """
    for name in names:
        for language in LANGUAGES:
            try:
                figure = FIGURES[name](context, language)
            except FigureUnavailable:
                continue
            for width in widths:
                figure.begin(elsewhere, width, heading=heading)


def draw_all(
    context: Context,
    directory: Path,
    progress: Callable[[int, int, str], None] | None = None,
) -> Drawn:
    """Write every figure as ``ID.LANGUAGE.svg`` and ``ID.LANGUAGE.csv`` into ``directory``.

    Args:
        context: city and results.
        directory: made if it is not there.
        progress: told after each figure how many are done, of how many, and its name.

    Raises:
        EnvironmentFault: vl-convert is not installed, or the files cannot be written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{directory} cannot be made: {error.strerror or error}"
        raise EnvironmentFault(message) from error
    files: list[Path] = []
    unavailable: dict[str, str] = {}
    names = [(name, language) for name in FIGURES for language in LANGUAGES]
    for done, (name, language) in enumerate(names, start=1):
        try:
            figure = FIGURES[name](context, language)
        except FigureUnavailable as reason:
            unavailable[f"{name}.{language}"] = str(reason)
        else:
            picture = directory / f"{name}.{language}.svg"
            table = directory / f"{name}.{language}.csv"
            write_whole(picture, figure.svg(FILE, heading=True).encode())
            write_whole(table, figure.csv().encode())
            files += [picture, table]
        if progress is not None:
            progress(done, len(names), name)
    return Drawn(tuple(files), unavailable)
