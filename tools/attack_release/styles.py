# SPDX-License-Identifier: MIT
"""A08 on styles of the GeoPackage: both forms say the same, and the rest is the same everywhere."""

import html
import re
from collections.abc import Iterator

from finding import Finding
from release import Release, Row

ATTRIBUTE = re.compile(r"([\w-]+)=[\"']([^\"']*)[\"']")
PROPERTY = re.compile(r'<prop k="(\w+)" v="([^"]*)"/>')
RULE = re.compile(r'<rule key="\{([\d-]+)\}" label="([^"]*)"')
FILTER = re.compile(r'filter="([^"]*)"')
WORDS = re.compile(r"<(se:Title|se:Abstract|se:Name)>([^<]*)</\1>")
COMPARED = re.compile(r"<ogc:PropertyName>([^<]*)</ogc:PropertyName>")
LITERAL = re.compile(r"<ogc:Literal>([^<]*)</ogc:Literal>")
FILL = re.compile(r">(#[0-9a-f]{6})</se:SvgParameter>")
WIDTH = re.compile(r'name="stroke-width">([\d.]+)</se:SvgParameter>')
TYPE = re.compile(r"P\d\d")
FIGURE = re.compile(r"\d[\d.]*")
# A symbol's width is in millimetres in one form, in pixels of this size in the other.
MM_A_PIXEL = 0.28
# The colour of what is not filled.
PAPER = "244,244,242,255"
# What every style has, whatever was counted.
FIXED = {
    **dict.fromkeys(("symbollevels", "forceraster", "enableorderby", "force_rhr"), "0"),
    **dict.fromkeys(("locked", "pass", "isExpression", "checkstate"), "0"),
    **dict.fromkeys(("alpha", "clip_to_extent", "enabled", "textOpacity", "bufferDraw"), "1"),
    **dict.fromkeys(("bufferOpacity", "placement", "centroidInside", "displayAll"), "1"),
    **{"fontSize": "9", "fontWeight": "75", "bufferSize": "0.8", "version": "3.22.0"},
    **{"textColor": "0,0,0,255", "bufferColor": "255,255,255,255"},
}


def _hex(colour: str) -> str:
    red, green, blue, opacity = map(int, colour.split(","))
    return f"#{red:02x}{green:02x}{blue:02x}" + ("" if opacity == 255 else f"{opacity:02x}")


def _attributes(text: str) -> Iterator[str]:
    """Attributes of the first form that are neither fixed nor counted on."""
    symbols = re.findall(r'<symbol [^>]*name="([^"]*)"', text)
    in_order = [str(at) for at in range(len(symbols))]
    if not symbols == re.findall(r' symbol="([^"]*)"', text) == in_order:
        yield "symbols of rules"
    keys, group, inner = [], 0, 0
    for key in re.findall(r'key="\{([\d-]+)\}"', text):
        group, inner = (group, inner + 1) if "-" in key else (group + bool(keys), 0)
        keys.append(key == (f"{group}-{inner}" if inner else str(group)))
    if not all(keys):
        yield "keys of rules"
    counted = {"key", "symbol", "name", "label", "filter", "k", "v", "labelsEnabled"}
    for name, value in ATTRIBUTE.findall(text):
        if FIGURE.search(value) and name not in counted and FIXED.get(name) != value:
            yield f"{name} of a symbol"
    if FIGURE.search(re.sub(r"renderer-v2|<layerGeometryType>2<", "", ATTRIBUTE.sub("", text))):
        yield "words between tags"


def _as_long(part: list[str], whole: list[str]) -> list[str]:
    return (part * (len(whole) // max(1, len(part)) + 1))[: len(whole)]


def _filtered(filters: list[str]) -> list[str]:
    """What the first form compares with, as the second writes it."""
    told = re.findall(r"(?:&lt;|=) (?:&apos;([^&]*)&apos;|([\d.]+))", " ".join(filters))
    return [text or number for text, number in told]


def _says_the_same(qml: str, sld: str, named: set[str]) -> bool:
    """Whether both forms name their classes alike; the second has the first type alone."""
    rules = [(key, html.unescape(label)) for key, label in RULE.findall(qml)]
    classes = [label for key, label in rules if "-" in key]
    of = [(kind, html.unescape(text)) for kind, text in WORDS.findall(sld)]
    names, titles = ([text for kind, text in of if kind == k] for k in ("se:Name", "se:Title"))
    told = [text for text in titles if text not in named]
    abstracts = {text for kind, text in of if kind == "se:Abstract"}
    groups = {TYPE.sub("", label) for key, label in rules if "-" not in key}
    return (
        len(groups) <= 1
        and classes == _as_long(told, classes)
        and [text for text in names if text not in named] == told
        and abstracts <= {label for key, label in rules[:2] if "-" not in key}
    )


def strange(row: Row, types: set[str]) -> set[str]:
    """What one style says that the other form of it does not, or that no other style has."""
    qml, sld = str(row["styleQML"]), str(row["styleSLD"])
    found = {*_attributes(qml)}
    of = PROPERTY.findall(qml)
    colours, widths = list[str](), list[str]()
    for symbol in re.findall(r"<symbol .*?</symbol>", qml, re.DOTALL):
        told = dict(PROPERTY.findall(symbol))
        if told["style"] == "no":
            found |= set() if told["color"] == PAPER else {"colour of nothing"}
        else:
            colours.append(_hex(told["color"]))
        colours += [] if told["outline_style"] == "no" else [_hex(told["outline_color"])]
        widths.append(repr(float(told["outline_width"]) / MM_A_PIXEL))
    # The second form has one type of premises; in the first each has the same symbols.
    if colours != _as_long(FILL.findall(sld), colours):
        found.add("colours")
    if widths != _as_long(WIDTH.findall(sld), widths):
        found.add("widths")
    for name, value in of:
        if FIGURE.search(value) and name not in ("color", "outline_color", "outline_width"):
            found.add(f"property {name}")
    if not _says_the_same(qml, sld, {str(row["description"]), str(row["f_table_name"])}):
        found.add("words")
    compared = {*re.findall("&quot;(.*?)&quot;", " ".join(FILTER.findall(qml)))}
    if compared != {*COMPARED.findall(sld)}:
        found.add("fields")
    of_types = [one for one in _filtered(FILTER.findall(qml)) if TYPE.fullmatch(one)]
    if (
        len(of_types) != len({*of_types})
        or len({*filter(TYPE.fullmatch, LITERAL.findall(sld))}) > 1
    ):
        found.add("types")
    limits, second = {*_filtered(FILTER.findall(qml))}, {*LITERAL.findall(sld)}
    if {one for one in limits if not TYPE.fullmatch(one)} != {
        one for one in second if not TYPE.fullmatch(one)
    } or not {*filter(TYPE.fullmatch, limits)} <= types | second:
        found.add("limits of classes")
    rest = sld
    for part in (WORDS, LITERAL, FILL, WIDTH, COMPARED):
        rest = part.sub("", rest)
    rest = re.sub(r"encoding=\"UTF-8\"|<\?xml version=\"1.0\"", "", rest)
    if FIGURE.search(rest.replace('version="1.1.0"', "", 1)):
        found.add("figures of the second form")
    return found


def attack(release: Release) -> Finding:
    """Hold both forms of each style against one another."""
    rows = release.database.get("layer_styles", [])
    types = {str(row["type"]) for row in release.features("premises_types_by_area")}
    told = {f"{row['f_table_name']}: {one}" for row in rows for one in strange(row, types)}
    got = f"{len(rows)} styles; " + (
        f"not the same in both forms: {', '.join(sorted(told)[:5])}" if told else "both forms agree"
    )
    return Finding("A08", "styles of the GeoPackage", got, bool(told))
