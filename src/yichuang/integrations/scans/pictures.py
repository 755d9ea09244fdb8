"""Images: decoded, turned upright, made smaller, and written anew as JPEG without anything that is not picture."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from yichuang.integrations.scans.values import JPEG, BadScan, Bounds, Cleaned, ScanFault

FORMATS = ("JPEG", "PNG")
QUALITY, PREVIEW_QUALITY = 85, 75


def clean_picture(content: bytes, bounds: Bounds) -> Cleaned:
    """The picture in `content` as a new JPEG with its preview. Raises BadScan."""
    # The library warns at this number of pixels and raises at twice as many; ours is the first of the two.
    Image.MAX_IMAGE_PIXELS = bounds.most_pixels
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            picture = _upright(content, bounds)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadScan(ScanFault.TOO_MANY_PIXELS) from None
    except MemoryError:
        raise BadScan(ScanFault.TOO_HARD) from None
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, EOFError):
        # What the decoders raise for files cut short or put together wrongly.
        raise BadScan(ScanFault.DAMAGED) from None
    preview = picture.copy()
    preview.thumbnail((bounds.preview_side, bounds.preview_side))
    return Cleaned(JPEG, _written(picture, QUALITY), _written(preview, PREVIEW_QUALITY), 1, *picture.size)


def _upright(content: bytes, bounds: Bounds) -> Image.Image:
    largest = (bounds.longest_side, bounds.longest_side)
    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        # A JPEG may be decoded at a half or a quarter of its size, which saves most of the memory.
        picture.draft("RGB", largest)
        picture.load()
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail(largest, reducing_gap=3.0)
        return _plain(turned)


def _plain(picture: Image.Image) -> Image.Image:
    """Grey or RGB on white, as an image of its own that carries nothing else along."""
    if picture.mode.startswith(("I", "F")):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", seen.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    mode = "L" if picture.mode in ("1", "L") else "RGB"
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    return bare


def _written(picture: Image.Image, quality: int) -> bytes:
    into = BytesIO()
    picture.save(into, "JPEG", quality=quality, optimize=True)
    return into.getvalue()
