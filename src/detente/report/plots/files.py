"""Charts as files: SVG, PNG and an HTML page that works offline."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from detente.report.plots.drawing import Plot

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
SCALE = 2
FORMATS = (".svg", ".png", ".html")
_MARKS = {"axis", "legend", "title", "subtitle", "group mark container", "text mark"}


def svg(plot: Plot, anchor: Callable[[str], str | None] | None = None, *, prefix: str = "part-") -> str:
    """The chart as SVG. What a mark stands for, its events named, is its title and its label.

    ``anchor`` gives the place on a page that an event has; without one nothing links anywhere. ``prefix``
    keeps the inner ids of several charts on one page apart.
    """
    stream = io.StringIO()
    plot.chart.save(stream, format="svg")
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(stream.getvalue())
    root.set("role", "group")
    root.set("aria-label", plot.title)
    _linked(root, anchor)
    _renamed(root, prefix)
    for element in list(root.iter()):
        said = element.get("aria-label")
        if said and element.get("role") == "graphics-symbol" and not _about(element):
            title = ElementTree.Element(f"{{{SVG}}}title")
            title.text = said
            element.insert(0, title)
    return ElementTree.tostring(root, encoding="unicode")


def _about(element: ElementTree.Element) -> bool:
    return element.get("aria-roledescription") in _MARKS


def _linked(parent: ElementTree.Element, anchor: Callable[[str], str | None] | None) -> None:
    """Links lead to anchors of the page; those without one are undone."""
    for place, child in enumerate(list(parent)):
        _linked(child, anchor)
        if child.tag != f"{{{SVG}}}a":
            continue
        id = (child.get(f"{{{XLINK}}}href") or "").rpartition("#")[2]
        there = anchor(id) if anchor else None
        if there is None:
            # A link holds exactly one mark.
            parent[place] = child[0]
        else:
            child.attrib.clear()
            child.set("href", f"#{there}")


def _renamed(root: ElementTree.Element, prefix: str) -> None:
    """Gradients and clips are numbered from 1, not on from the last chart; style attributes are dropped."""
    elements = list(root.iter())
    ids = [element.attrib["id"] for element in elements if "id" in element.attrib]
    names = {id: f"{prefix}{number}" for number, id in enumerate(ids, 1)}
    for element in elements:
        element.attrib.pop("style", None)
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, names[value])
            elif value.startswith("url(#"):
                element.set(name, f"url(#{names[value[5:-1]]})")


def html(plot: Plot) -> str:
    """The chart as a page that runs nothing and fetches nothing."""
    from markupsafe import Markup

    from detente.report.offline import environment, file, policy

    style = file("plot.css")
    template = environment().get_template("plot.html.j2")
    return (
        template.render(
            policy=policy(style, ""), style=Markup(style), title=plot.title, figure=Markup(svg(plot))
        )
        + "\n"
    )


def png(plot: Plot) -> bytes:
    """The chart as a PNG image, two pixels a point."""
    stream = io.BytesIO()
    plot.chart.save(stream, format="png", scale_factor=SCALE)
    return stream.getvalue()


def as_bytes(plot: Plot, format: str) -> bytes:
    """The chart in one of ``FORMATS``."""
    makers: dict[str, Callable[[Plot], Any]] = {".svg": svg, ".png": png, ".html": html}
    made = makers[format](plot)
    return made if isinstance(made, bytes) else made.encode("utf-8")
