"""The marks that figures are made of, as layers of a Vega-Lite specification.

Every layer carries its own rows, and every channel its scale and axis in full, so that
layers agree by being equal. Fields that only place a label begin with ``place``: they are
no figures, and the table twin leaves them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citypact.figures.canvas import Spec

__all__ = ["Row", "area", "bars", "channel", "colours", "line", "points", "rules", "texts"]

Row = Mapping[str, object]


def channel(
    field: str, span: tuple[float, float], axis: Spec | None = None, *, down: bool = False
) -> Spec:
    """Return a position channel over ``span``; ``down`` for pixels counted from the top."""
    scale = {"domain": list(span), "nice": False, "zero": False, "reverse": down}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis, "title": None}


def colours(field: str, chosen: Mapping[str, str]) -> Spec:
    """Return a colour channel that gives each name its colour, without legend."""
    scale = {"domain": list(chosen), "range": list(chosen.values())}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None}


def _layer(mark: Spec, rows: Sequence[Row], **encoding: Spec | None) -> Spec:
    """Put mark, rows and channels together."""
    channels = {name: value for name, value in encoding.items() if value is not None}
    return {"data": {"values": [dict(row) for row in rows]}, "mark": mark, "encoding": channels}


def line(
    rows: Sequence[Row],
    x: Spec,
    y: Spec,
    colour: str,
    *,
    dash: Sequence[int] = (),
    by: str = "",
) -> Spec:
    """A line through the rows in order of x; ``by`` names a field that parts it in pieces."""
    mark: Spec = {"type": "line", "color": colour, "strokeWidth": 2.5, "strokeCap": "round"}
    if dash:
        mark |= {"strokeDash": list(dash), "strokeCap": "butt"}
    detail: Spec | None = {"field": by, "type": "nominal"} if by else None
    return _layer(mark, rows, x=x, y=y, detail=detail)


def area(  # noqa: PLR0913  its two edges and its look are what an area is
    rows: Sequence[Row],
    x: Spec,
    y: Spec,
    y2: str,
    *,
    colour: str = "",
    opacity: float = 1.0,
    fill: Spec | None = None,
    edge: str = "",
) -> Spec:
    """An area between two fields; one colour, or one for each value of ``fill``'s field."""
    mark: Spec = {"type": "area", "opacity": opacity, "line": False}
    if colour:
        mark["color"] = colour
    if edge:
        mark |= {"stroke": edge, "strokeWidth": 1}
    return _layer(mark, rows, x=x, y=y, y2={"field": y2}, color=fill)


def bars(  # noqa: PLR0913  a rectangle has four edges
    rows: Sequence[Row],
    x: Spec,
    x2: str,
    y: Spec,
    y2: str,
    *,
    fill: Spec | str,
    opacity: float = 1.0,
) -> Spec:
    """Rectangles from x to x2 and y to y2."""
    mark: Spec = {"type": "rect", "opacity": opacity, "stroke": None}
    if isinstance(fill, str):
        mark["color"] = fill
        return _layer(mark, rows, x=x, x2={"field": x2}, y=y, y2={"field": y2})
    return _layer(mark, rows, x=x, x2={"field": x2}, y=y, y2={"field": y2}, color=fill)


def points(  # noqa: PLR0913  a point's look is its meaning
    rows: Sequence[Row],
    x: Spec,
    y: Spec,
    colour: str,
    *,
    shape: str = "circle",
    size: float = 45,
    hollow: str = "",
    opacity: float = 1.0,
) -> Spec:
    """Points; ``hollow`` is the colour they are filled with where they are only an outline."""
    mark: Spec = {
        "type": "point",
        "shape": shape,
        "size": size,
        "opacity": opacity,
        "stroke": colour,
        "fill": hollow or colour,
        "strokeWidth": 1.75 if hollow else 1,
    }
    return _layer(mark, rows, x=x, y=y)


def rules(  # noqa: PLR0913  a line has two ends
    rows: Sequence[Row],
    x: Spec,
    y: Spec,
    colour: str,
    *,
    x2: str = "",
    y2: str = "",
    width: float = 1,
    dash: Sequence[int] = (),
) -> Spec:
    """Straight lines from (x, y) to x2 or y2, or to both."""
    mark: Spec = {"type": "rule", "color": colour, "strokeWidth": width}
    if dash:
        mark["strokeDash"] = list(dash)
    return _layer(
        mark,
        rows,
        x=x,
        y=y,
        x2={"field": x2} if x2 else None,
        y2={"field": y2} if y2 else None,
    )


def texts(  # noqa: PLR0913  where a label hangs from its place
    rows: Sequence[Row],
    x: Spec,
    y: Spec,
    *,
    field: str = "label",
    colour: str = "",
    align: str = "left",
    baseline: str = "middle",
    dx: float = 0,
    dy: float = 0,
    bold: bool = False,
    pixels: float | None = None,
) -> Spec:
    """Labels; the field holds a text, or a list of its lines.

    ``pixels`` sets them at a fixed distance from the left edge of the plot instead of at x.
    """
    mark: Spec = {"type": "text", "align": align, "baseline": baseline, "dx": dx, "dy": dy}
    if colour:
        mark["color"] = colour
    if bold:
        mark["fontWeight"] = 600
    if pixels is not None:
        x = {"value": pixels}
    return _layer(mark, rows, x=x, y=y, text={"field": field, "type": "nominal"})
