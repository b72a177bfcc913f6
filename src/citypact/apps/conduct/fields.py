"""What cannot be kept as it was filled in, told field by field."""

from __future__ import annotations

from collections.abc import Mapping

from citypact.errors import InputError

__all__ = ["FieldsError"]


class FieldsError(InputError):
    """What cannot be kept. ``problems`` holds all of it, by the name of the field."""

    def __init__(self, first: str, problems: Mapping[str, str]) -> None:
        """Collect all problems into one exception; ``first`` says of what."""
        self.problems = dict(problems)
        lines = "\n".join(f"  - {name}: {problem}" for name, problem in self.problems.items())
        super().__init__(f"{first}\n{lines}")
