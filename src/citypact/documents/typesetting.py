"""From a template and data to a PDF that everybody can read: tagged, PDF/UA-1.

Typst sets (https://typst.app/docs/reference/pdf/): no system library, no network, the shipped
typeface. It refuses a picture without a description and a heading that skips a level.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from citypact.documents.attachment import Attachment
from citypact.errors import EnvironmentFault
from citypact.figures.typeface import folder

__all__ = ["typeset"]


def typeset(
    template: str,
    data: Mapping[str, object],
    *,
    attachments: Sequence[Attachment] = (),
    standards: Sequence[Literal["ua-1", "a-3a"]] = ("ua-1",),
) -> bytes:
    """Set ``data`` by a template of this room and return the PDF.

    The same data gives the same bytes: no date of making is written into the document.

    Args:
        template: name of a file in ``templates``.
        data: what the template reads, as JSON can say it.
        attachments: files that the template attaches, as ``/NAME``.
        standards: of PDF that the document has to keep, all of them, as Typst names them.

    Raises:
        EnvironmentFault: typst is not installed.
        RuntimeError: the template refuses the data.
    """
    try:
        import typst
    except ImportError as error:
        message = (
            "documents cannot be made: typst is not installed. "
            "Mend: pip install 'citypact[documents]'"
        )
        raise EnvironmentFault(message) from error
    text = (files("citypact.documents") / "templates" / template).read_text(encoding="utf-8")
    try:
        # Typst reads what it attaches from a folder, and only text from memory.
        with TemporaryDirectory() as place:
            Path(place, template).write_text(text, encoding="utf-8")
            for each in attachments:
                Path(place, each.name).write_bytes(each.content)
            made = typst.compile(
                str(Path(place, template)),
                root=place,
                font_paths=[str(folder())],
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False, allow_nan=False)},
                pdf_standards=list(standards),
            )
    except typst.TypstError as error:
        message = f"the template {template} cannot be set: {error}"
        raise RuntimeError(message) from error
    return made
