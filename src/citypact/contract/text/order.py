"""The order of the clauses' numbers: what tells a clause's number from any other.

A number at the beginning of a line may be a clause's, an item's of a list, a footnote's, or a
figure in the middle of a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from citypact.contract.text.numbering import Numbered, is_title, numbered, same_title

__all__ = ["LARGEST_STEP", "Order"]

#: So many numbers may be missing between two clauses; a larger step is a figure in the text.
LARGEST_STEP = 4


@dataclass
class Order:
    """The numbers of clauses so far.

    Attributes:
        listed: titles by number, from the table of contents.
        ahead: how many of the lines to come begin with each number.
        led: footnotes that the text so far leads to and that have not come yet.
        lines: the line of each clause so far, by its number.
        last: the highest number so far, as whole numbers.
        item: the last number of a numbered list within the clause; 0 outside of one.
        in_annexes: whether an annex has begun; numbers within it are its own.
    """

    listed: Mapping[str, str]
    ahead: Counter[str]
    led: set[int] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)
    last: tuple[int, ...] = ()
    item: int = 0
    in_annexes: bool = False

    @property
    def top(self) -> int:
        """The first part of the highest number so far; 0 before the first clause."""
        return self.last[0] if self.last else 0

    def begins_clause(self, one: Numbered, before: str, after: str) -> bool:
        """Whether the line of ``one`` begins a clause, also one whose number was there already.

        Args:
            one: number and title of the line.
            before: the line before it.
            after: the line after it.
        """
        if not one.marked and not self._plain(one):
            return False
        if self._is_item(one, before, numbered(after)):
            self.item = one.key[0]
            return False
        return self._follows(one)

    def _is_listed(self, one: Numbered) -> bool:
        return one.number in self.listed and same_title(one.title, self.listed[one.number])

    def _plain(self, one: Numbered) -> bool:
        """Whether a number without any mark may be a clause's, and is no footnote's or figure."""
        number = one.key[0]
        if number in self.led and not self._is_listed(one):
            self.led = {later for later in self.led if later > number}
            return False
        if self._is_listed(one):
            return True
        return is_title(one.title) and self.top <= number <= self.top + LARGEST_STEP

    def _is_item(self, one: Numbered, before: str, following: Numbered | None) -> bool:
        """Whether a single number begins an item of a list within a clause.

        Items stand behind a colon, are sentences, or follow each other line by line. Where the
        text has only one line that could be the next clause, that line is no item.
        """
        if len(one.key) > 1 or self._is_listed(one):
            return False
        number, expected = one.key[0], self.top + 1
        if not is_title(one.title) or before.endswith(":"):
            return True
        if number == expected and not self.ahead[one.number]:
            return False
        if self.item and number == self.item + 1:
            previous = numbered(before)
            beside = previous is not None and previous.key[0] == self.item
            alike = previous is not None and is_title(previous.title)
            return number != expected or (beside and alike)
        if number == expected or following is None or following.key != (number + 1,):
            return False
        return not (following.key == (expected,) and self.ahead[following.number] == 1)

    def _follows(self, one: Numbered) -> bool:
        """Whether ``one`` is where clauses have such a number; also one that comes again."""
        titled = is_title(one.title)
        if one.number in self.listed or one.number in self.lines:
            return titled or self._is_next(one.key)
        if not titled:
            return len(one.key) > 1 and self._is_next(one.key)
        return one.key[0] <= self.top + LARGEST_STEP

    def _is_next(self, key: tuple[int, ...]) -> bool:
        """Whether ``key`` is the first below the last clause, or the next beside or above it."""
        if key in {(*self.last, 1), (self.top + 1, 1)}:
            return True
        return any(
            key == (*self.last[:depth], self.last[depth] + 1) for depth in range(len(self.last))
        )
