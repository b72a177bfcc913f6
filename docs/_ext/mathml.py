"""Equations as MathML: every current browser draws it, without a script from somewhere else."""

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

__all__ = ["setup"]


def markup(node: nodes.Element, *, as_block: bool) -> str:
    """The equation of a node as MathML.

    Raises:
        ExtensionError: the equation is not LaTeX that can be drawn; the build stops.
    """
    equation = node.astext()
    try:
        return tex2mathml(equation, as_block=as_block)
    except MathError as error:
        raise ExtensionError(f"{node.source}, line {node.line}: {equation!r}: {error}") from error


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write an equation inside a line."""
    translator.body.append(markup(node, as_block=False))
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write an equation that stands by itself, with its number if it has one."""
    # A theme may have wrapped the equation and given its anchors to the wrapper.
    taken = node.parent["ids"] if isinstance(node.parent, nodes.Element) else []
    anchors = [f'<span id="{name}"></span>' for name in node["ids"] if name not in taken]
    translator.body.append('<div class="math">' + "".join(anchors))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({node["number"]})</span>')
    translator.body.append(markup(node, as_block=True))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Offer the renderer to Sphinx under the name ``mathml``."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
