"""A reader of QR codes of version 6-M in SVG, by ISO/IEC 18004; without repairing damage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

__all__ = ["modules", "text_in"]

SIZE, BORDER = 41, 4
BLOCKS, DATA = 4, 108
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _: row % 2 == 0,
    lambda _, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
#: Of the three bits of the format that name the mask.
_FORMAT_MASK = 0b101


def modules(code: str) -> list[list[bool]]:
    """The dark and light squares that an SVG draws, its border included: runs of dark ones."""
    found = re.search(r'width="(\d+)".*stroke="#000" d="([^"]+)"', code)
    assert found
    size = int(found[1])
    drawn = [[False] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for command, rest in re.findall(r"([Mmh])([-\d. ]+)", found[2]):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", rest)]
        if command == "h":
            for place in range(int(x), int(x + numbers[0])):
                drawn[int(y)][place] = True
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if command == "M" else (x + numbers[0], y + numbers[1])
    return drawn


def text_in(code: str) -> str:
    """The text in a code: one run of bytes."""
    whole = modules(code)
    assert len(whole) == SIZE + 2 * BORDER
    grid = [row[BORDER:-BORDER] for row in whole[BORDER:-BORDER]]
    stated = "".join(str(int(grid[8][column])) for column in (2, 3, 4))
    mask = MASKS[int(stated, 2) ^ _FORMAT_MASK]
    bits = "".join(str(int(grid[r][c] ^ mask(r, c))) for r, c in _path())
    words = [bits[place : place + 8] for place in range(0, DATA * 8, 8)]
    data = "".join(word for block in range(BLOCKS) for word in words[block::BLOCKS])
    assert data[:4] == "0100"  # bytes
    count = int(data[4:12], 2)
    return bytes(int(data[12 + 8 * k : 20 + 8 * k], 2) for k in range(count)).decode()


def _path() -> Iterator[tuple[int, int]]:
    """Squares that hold data, in the order of its bits: two columns at a time, up and down."""
    rows = range(SIZE)
    for turn, right in enumerate([*range(SIZE - 1, 6, -2), *range(5, 0, -2)]):
        for row in reversed(rows) if turn % 2 == 0 else rows:
            for column in (right, right - 1):
                if not _is_pattern(row, column):
                    yield row, column


def _is_pattern(row: int, column: int) -> bool:
    corner = (row < 9 and (column < 9 or column >= SIZE - 8)) or (row >= SIZE - 8 and column < 9)
    alignment = abs(row - 34) <= 2 and abs(column - 34) <= 2
    return corner or alignment or row == 6 or column == 6
