"""Names that a room gives when they are asked for, so that nobody waits for those he needs not.

A room's package gives the best of what its modules hold. Imported at once, one small name would
bring the whole room and all that it rests on: NumPy, in most of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

__all__ = ["lazily"]


def lazily(room: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The ``__getattr__`` of the package ``room`` (PEP 562).

    The package imports the same names where ``TYPE_CHECKING``, for those who read types, and
    takes this where not, so that a name that it does not give stays an error of types::

        if TYPE_CHECKING:
            from citypact.book.table import Row, Table
        else:
            __getattr__ = lazily(__name__, {"table": ("Row", "Table")})

    No name may be that of one of its modules, which would stand in its place once imported.

    Args:
        room: name of the package.
        homes: the names that each module of it gives, by the module's name in the package.
    """
    home = {name: module for module, names in homes.items() for name in names}

    def given(name: str) -> object:
        """The object called ``name``, from the module that holds it.

        Raises:
            AttributeError: the package gives no such name.
        """
        if name not in home:
            message = f"module {room!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{room}.{home[name]}"), name)

    return given
