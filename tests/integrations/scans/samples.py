"""Files as people bring them, good and bad, made here: pictures by Pillow, papers by pikepdf, the rest byte by byte."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from yichuang.integrations.scans import Bounds

BOUNDS = Bounds(20 * 1024 * 1024, 64_000_000, 100, 3000, 64)
MARK = b"SAMPLE-SECRET-TEXT"


def picture(size=(600, 400), mode="RGB", form="JPEG", **options):
    """A picture with a red upper left quarter, so that one sees how it is turned."""
    image = Image.new(mode, size, "white" if mode in ("RGB", "L") else None)
    if mode == "RGB":
        ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    into = io.BytesIO()
    image.save(into, form, **options)
    return into.getvalue()


def jpeg(size=(600, 400), **options):
    return picture(size, **options)


def png(size=(600, 400), mode="RGB", **options):
    return picture(size, mode, "PNG", **options)


def from_a_phone(size=(600, 400)):
    """A photo held sideways (orientation 6), with the place it was taken, a comment and a make."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, MARK.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (115.0, 3.0, 0.0)})
    return jpeg(size, exif=exif, comment=MARK)


def png_head(width, height):
    """The first bytes of a PNG that says how large it is and holds next to nothing."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(bytes(64))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf(pages=1, change=None, **options):
    """A paper whose pages say something; `change(paper)` adds what a bad one has."""
    paper = Pdf.new()
    for number in range(pages):
        page = paper.add_blank_page(page_size=(595, 842))
        page.Contents = paper.make_stream(f"0 0 1 rg 50 {number} 200 100 re f".encode())
    if change:
        change(paper)
    into = io.BytesIO()
    paper.save(into, **options)
    return into.getvalue()


def locked(owner_only=False):
    return pdf(encryption=pikepdf.Encryption(owner="sample", user="" if owner_only else "sample"))


def active(paper):
    """Scripts, files, actions and descriptions at every place a PDF has for them."""
    script = Dictionary(S=Name.JavaScript, JS=MARK.decode())
    paper.Root.OpenAction = script
    paper.Root.AA = Dictionary(WC=script)
    paper.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([MARK.decode(), script])))
    paper.attachments["sample.exe"] = b"MZ" + MARK
    paper.docinfo["/Author"] = MARK.decode()
    page = paper.pages[0]
    page.AA = Dictionary(O=Dictionary(S=Name.Launch, F=MARK.decode()))
    page.Annots = Array([
        paper.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
                                       A=Dictionary(S=Name.URI, URI=MARK.decode()))),
    ])  # fmt: skip
    form = paper.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Metadata, form.PieceInfo = paper.make_stream(MARK), Dictionary(X=Dictionary(Private=MARK.decode()))
    form.Ref = Dictionary(F=MARK.decode(), Page=0)
    page.Resources = Dictionary(XObject=Dictionary(Fm0=form))
    page.Contents = paper.make_stream(b"/Fm0 Do")


def filled(paper):
    """A form with a value filled in and drawn."""
    drawn = paper.make_stream(b"1 0 0 rg 0 0 50 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 20])
    field = paper.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="样例", Rect=[50, 700, 100, 720], F=4,
        AP=Dictionary(N=drawn), AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=MARK.decode())),
    ))  # fmt: skip
    paper.pages[0].Annots = Array([field])
    paper.Root.AcroForm = Dictionary(Fields=Array([field]))


def archive(name, content=b"\x00" * 5_000_000):
    """A zip: a bomb, or with the right name inside an office document with macros."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return into.getvalue()


def swollen_pdf(megabytes):
    """A PDF whose page lies in a stream that is small and opens to many megabytes."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>"
    body = b"5 0 " + page + b" " * (megabytes * 1024 * 1024) + b">>"
    packed = zlib.compress(body, 9)
    parts, places = [b"%PDF-1.5\n"], {}

    def add(number, text):
        places[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj\n" % number + text + b"\nendobj\n")

    add(1, b"<</Type/Catalog/Pages 2 0 R>>")
    add(2, b"<</Type/Pages/Kids[5 0 R]/Count 1>>")
    add(3, b"null")
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    add(4, head + packed + b"\nendstream")
    start = sum(map(len, parts))
    rows = [b"\x00\x00\x00\x00\x00\xff"] + [b"\x01" + struct.pack(">I", places[n]) + b"\x00" for n in (1, 2, 3, 4)]
    rows += [b"\x02" + struct.pack(">I", 4) + b"\x00", b"\x01" + struct.pack(">I", start) + b"\x00"]
    table = b"".join(rows)
    head = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    parts.append(b"6 0 obj\n" + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
