"""SVG that reads well in light and dark, alone and in a page: named for screen readers, each mark a link, no script."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bilateral.batches import digest
from bilateral.measure import Quad

SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
# What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

QUAD_COLOURS = {
    Quad.MATERIAL_COOPERATION: "var(--material-cooperation, #1f6fb4)",
    Quad.VERBAL_COOPERATION: "var(--verbal-cooperation, #6fa8dc)",
    Quad.VERBAL_CONFLICT: "var(--verbal-conflict, #e8965a)",
    Quad.MATERIAL_CONFLICT: "var(--material-conflict, #c0461b)",
}
"""The colours of the quad classes; a page may set them, each apart from the others and from black and white."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark of a drawing leads to, and what it says in words."""

    href: str
    label: str


def fit(words: str) -> str:
    """Return words without the characters that XML cannot hold, and at which Vega's engine ends the whole process."""
    return _UNFIT.sub("\ufffd", words)


def element(tag: str, *children: Any, text: str = "", **attributes: object) -> Any:
    """Return an SVG element; an underscore in an attribute's name stands for a hyphen, a number is rounded."""
    made = etree.Element(f"{{{SVG}}}{tag}", nsmap={None: SVG})
    for name, value in attributes.items():
        made.set(
            name.rstrip("_").replace("_", "-"),
            f"{value:.6g}" if isinstance(value, float) else fit(str(value)),
        )
    made.text = fit(text) or None
    made.extend(children)
    return made


def link(mark: Mark, *children: Any) -> Any:
    """Return drawings as one link that says in words what it leads to."""
    return element("a", element("title", text=mark.label), *children, href=mark.href, aria_label=mark.label)


def drawing(width: float, height: float, title: str, description: str, children: Iterable[Any]) -> str:
    """Return a drawing as SVG, with its title and description for those who do not see it."""
    root = element("svg", width=width, height=height, viewBox=f"0 0 {width:g} {height:g}")
    root.extend(children)
    return _finished(root, title, description)


def with_marks(svg: str, marks: Sequence[Mark], title: str, description: str) -> str:
    """Return a drawing of Vega's whose links are ``mark_url(number)`` with the marks of these numbers in their place."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    for anchor in root.iter(f"{{{SVG}}}a"):
        mark = marks[int(anchor.attrib.pop(_XLINK).rpartition("/")[2])]
        anchor.set("href", fit(mark.href))
        anchor.set("aria-label", fit(mark.label))
        anchor.insert(0, element("title", text=mark.label))
    # Vega calls its groups and marks symbols, which may hold no links.
    for part in root.iter():
        part.attrib.pop("role", None)
        part.attrib.pop("aria-roledescription", None)
    return _finished(root, title, description)


def mark_url(number: int) -> str:
    """Return the address by which a drawing of Vega's names a mark; Vega never sees what the mark leads to."""
    return f"https://mark.invalid/{number}"


def _finished(root: Any, title: str, description: str) -> str:
    """Give a drawing its names and return it; the ids are made from the words, so that a page may hold several."""
    name = f"svg-{digest(title, description)[:12]}"
    root.insert(0, element("title", text=title, id=f"{name}-title"))
    root.insert(1, element("desc", text=description, id=f"{name}-desc"))
    root.set("role", "group")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))
