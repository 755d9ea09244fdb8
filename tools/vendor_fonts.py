"""Make the two fonts in src/yichuang/integrations/pdf/fonts from their free sources.

Usage: python tools/vendor_fonts.py NotoSerifSC_700Bold.ttf HanaMinB.ttf
The first comes in npm's @expo-google-fonts/noto-serif-sc 0.4.3 (700Bold/), the second in Debian's fonts-hanazono
20170904-2.1. The bold face is cut to GB 2312 (heads and titles; other characters fall back to the regular face).
HanaMinB is cut to CJK extensions B to F, level 3 of GB 18030-2022, and its polygons are thinned by a tolerance of
2.5/1024 em (0.04 pt at body size) to hold the folder below 25 MB.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src/yichuang/integrations/pdf/fonts"
RARE = (*range(0x20000, 0x2A6E0), *range(0x2A700, 0x2EBE1))
TOLERANCE = 2.5
STEPS = 4  # straight pieces for one curve
EM = 1024
HEAD_NAMES = {1: "Yichuang Head", 2: "Bold", 4: "Yichuang Head Bold", 6: "YichuangHead-Bold"}
Point = tuple[float, float]


def gb2312() -> str:
    """All characters of GB 2312 and printable ASCII."""
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(map(chr, range(0x20, 0x7F))) + "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def cut_bold(source: Path) -> None:
    """Write the bold face with the characters of GB 2312.

    It gets a family of its own: within one family a missing bold character would not be looked up in the regular face.
    """
    options = subset.Options(hinting=False, layout_features=["kern", "locl"], name_IDs=["*"])
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(text=gb2312())
    cutter.subset(font)
    for entry in font["name"].names:
        if entry.nameID in HEAD_NAMES:
            entry.string = HEAD_NAMES[entry.nameID]
    font.save(FONTS / "YichuangHead.ttf")


def curve(start: Point, points: list[Point]) -> list[Point]:
    """Straight pieces for a TrueType curve from `start` through the control points to the last of `points`."""
    found: list[Point] = []
    for index, control in enumerate(points[:-1]):
        last = index == len(points) - 2
        end = points[-1] if last else tuple((a + b) / 2 for a, b in zip(control, points[index + 1], strict=True))
        for step in range(1, STEPS + 1):
            t = step / STEPS
            found.append(tuple((1 - t) ** 2 * start[k] + 2 * t * (1 - t) * control[k] + t * t * end[k] for k in (0, 1)))
        start = end
    return found


def contours(glyphs, name: str) -> list[list[Point]]:
    """The outline of a glyph as closed polygons."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    found: list[list[Point]] = []
    for verb, points in pen.value:
        if verb == "moveTo":
            found.append([points[0]])
        elif verb == "lineTo":
            found[-1].append(points[0])
        elif verb == "qCurveTo":
            found[-1].extend(curve(found[-1][-1], list(points)))
    return found


def distance(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from the line through start and end (from start, when they are one)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    px, py = point[0] - start[0], point[1] - start[1]
    return abs(dy * px - dx * py) / length if length else (px * px + py * py) ** 0.5


def thin(points: list[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker: drop the points nearer than TOLERANCE to the line that remains."""
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda k: distance(points[k], points[first], points[last]), default=None)
        if far is not None and distance(points[far], points[first], points[last]) > TOLERANCE:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [points[k] for k in sorted(keep)]


def charstring(glyphs, name: str):
    """The thinned glyph in the compact form of OpenType."""
    width = glyphs[name].width
    pen = T2CharStringPen(None if width == EM else width, glyphs)
    for outline in contours(glyphs, name):
        points = [(round(x), round(y)) for x, y in thin([*outline, outline[0]])[:-1]]
        if len(points) < 3:
            continue
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString()


def cut_rare(source: Path) -> None:
    """Write the face for rare characters under a name of its own, as its licence asks of changed copies."""
    font = TTFont(source)
    glyphs, known = font.getGlyphSet(), font.getBestCmap()
    cmap = {code: known[code] for code in RARE if code in known}
    order = [".notdef", *dict.fromkeys(cmap.values())]
    build = FontBuilder(EM, isTTF=False)
    build.font.recalcTimestamp = False
    build.setupGlyphOrder(order)
    build.setupCharacterMap(cmap)
    strings = {name: charstring(glyphs, name) for name in order}
    build.setupCFF("YichuangRareHan", {"FullName": "Yichuang Rare Han"}, strings, {"defaultWidthX": EM})
    build.setupHorizontalMetrics({name: (font["hmtx"][name][0], 0) for name in order})
    build.setupHorizontalHeader(ascent=901, descent=-123)
    build.setupNameTable(
        {
            "familyName": "Yichuang Rare Han",
            "styleName": "Regular",
            "uniqueFontIdentifier": "YichuangRareHan 1.0",
            "fullName": "Yichuang Rare Han",
            "version": "Version 1.0",
            "psName": "YichuangRareHan",  # the typesetter ignores a face without one
            "copyright": "Created by GlyphWiki (HanaMinB of 2017-09-04); cut to extensions B-F, outlines thinned",
            "licenseDescription": "Hanazono Font License",
        }
    )
    build.setupOS2(sTypoAscender=901, sTypoDescender=-123, usWinAscent=901, usWinDescent=123)
    build.setupPost(keepGlyphNames=False)
    build.save(FONTS / "YichuangRareHan.otf")


if __name__ == "__main__":
    FONTS.mkdir(exist_ok=True)
    cut_bold(Path(sys.argv[1]))
    cut_rare(Path(sys.argv[2]))
