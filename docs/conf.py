"""How Sphinx builds the documentation.

The command-line reference is drawn from the commands themselves, and the description of the city
book from its schema, so that neither can fall behind.
"""

import sys
from pathlib import Path

from citypact import __version__
from citypact.book.documentation import document

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "Citypact"
author = "The maintainers of Citypact"
project_copyright = "the maintainers of Citypact; licensed under the EUPL 1.2"
release = __version__
language = "en"

extensions = ["mathml", "myst_parser", "sphinx_click"]
exclude_patterns = ["_build"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = "Citypact"
html_copy_source = False
html_show_sphinx = False
html_math_renderer = "mathml"

# The page of the city book is made here and kept out of the repository.
(HERE / "book.md").write_text(document(), encoding="utf-8")
