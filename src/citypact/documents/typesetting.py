"""From a template and data to a PDF that everybody can read: tagged, PDF/UA-1.

Typst sets (https://typst.app/docs/reference/pdf/): no system library, no network, the shipped
typeface. It refuses a picture without a description and a heading that skips a level.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from citypact.errors import EnvironmentFault
from citypact.figures.typeface import folder

__all__ = ["typeset"]


def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """Set ``data`` by a template of this room and return the PDF.

    The same data gives the same bytes: no date of making is written into the document.

    Args:
        template: name of a file in ``templates``.
        data: what the template reads, as JSON can say it.

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
    templates = Path(str(files("citypact.documents"))) / "templates"
    try:
        made = typst.compile(
            str(templates / template),
            root=str(templates),
            font_paths=[str(folder())],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, allow_nan=False)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        message = f"the template {template} cannot be set: {error}"
        raise RuntimeError(message) from error
    return made
