#!/usr/bin/env python3
"""Writes image files of every kind that the program reads: make_images.py FOLDER.

Rows of engine/README.md, "What becomes of each kind of image", each by its writer, or byte by byte where Pillow has none.
"""
import io
import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 45, 31
random = np.random.default_rng(7)


def smooth(channels):
    """A gradient with a little noise: what lossy formats keep nearly."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [120 + 100 * np.sin(x / (6 + c)) * np.cos(y / (5 + 2 * c)) for c in range(channels)]
    values = np.stack(planes, -1) + random.normal(0, 4, (HEIGHT, WIDTH, channels))
    return np.clip(values, 0, 255).astype(np.uint8).squeeze()


def noise(channels, dtype=np.uint8):
    shape = (HEIGHT, WIDTH) + ((channels,) if channels > 1 else ())
    return random.integers(0, np.iinfo(dtype).max + 1, shape).astype(dtype)


def png(colour_type, bits, rows, transparency=None, palette=None, extra=(), interlaced=False):
    """rows: bytes of each row as stored, or of the seven passes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, colour_type, 0, 0, interlaced))]
    if palette is not None:
        parts.append(chunk(b"PLTE", palette))
    if transparency is not None:
        parts.append(chunk(b"tRNS", transparency))
    parts.append(chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))))
    parts += [chunk(kind, data) for kind, data in extra]
    return b"".join(parts) + chunk(b"IEND", b"")


def rows16(samples):
    return [row.astype(">u2").tobytes() for row in samples]


def interlaced_rows(samples):
    """The seven passes of Adam7."""
    rows = []
    for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        rows += rows16(samples[y::dy, x::dx])
    return rows


def packed(indices, bits):
    rows = []
    for row in indices:
        text = "".join(format(value, f"0{bits}b") for value in row)
        text += "0" * (-len(text) % 8)
        rows.append(int(text, 2).to_bytes(len(text) // 8, "big"))
    return rows


def exif(orientation, order="<", kind=3):
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(order + "IHHHIHHI", 8, 1, 0x0112, kind, 1, orientation, 0, 0)


def bmp(bits, rows, header_extra=b"", compression=0, palette=b""):
    rows = b"".join(row + b"\0" * (-len(row) % 4) for row in reversed(rows))
    start = 14 + 40 + len(header_extra) + len(palette)
    return (struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start)
            + struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, bits, compression, len(rows), 0, 0, len(palette) // 4, 0)
            + header_extra + palette + rows)


def webp_frame(pixels, left, top):
    """An animated WebP: the frame at (left, top) of a canvas, then a second one of one colour."""
    first = Image.new("RGBA", (WIDTH + 10, HEIGHT + 8), (0, 0, 0, 0))
    first.paste(Image.fromarray(pixels), (left, top))
    second = Image.new("RGBA", first.size, (200, 0, 0, 255))
    file = io.BytesIO()
    first.save(file, "WEBP", save_all=True, append_images=[second], lossless=True, duration=50)
    return file.getvalue()


def saved(pixels, kind, **options):
    file = io.BytesIO()
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(file, kind, **options)
    return file.getvalue()


def cmyk_jpegs():
    inks = Image.merge("CMYK", [Image.fromarray(smooth(1)) for _ in range(4)])
    adobe = saved(inks, "JPEG", quality=95)
    at = adobe.index(b"\xff\xee")
    length = 2 + struct.unpack(">H", adobe[at + 2:at + 4])[0]
    return {"cmyk-adobe.jpg": adobe, "cmyk-plain.jpg": adobe[:at] + adobe[at + length:],
            "ycck.jpg": adobe[:at + length - 1] + b"\x02" + adobe[at + length:]}


def gif_files():
    palette = Image.fromarray(smooth(3)).quantize(64)
    files = {"plain.gif": saved(palette, "GIF"), "interlaced.gif": saved(palette, "GIF", interlace=1),
             "transparent.gif": saved(palette, "GIF", transparency=5)}
    grey = Image.fromarray(smooth(1))
    files["grey.gif"] = saved(grey, "GIF")
    files["animated.gif"] = saved(palette, "GIF", save_all=True, append_images=[palette.rotate(180)])
    # A first frame that covers a part of the canvas only: another canvas in the header, the frame moved by (3, 2).
    for name in ("plain.gif", "transparent.gif"):
        data = bytearray(files[name])
        data[6:10] = struct.pack("<HH", WIDTH + 7, HEIGHT + 5)
        at = data.index(b"\x2c" + struct.pack("<HHHH", 0, 0, WIDTH, HEIGHT))
        data[at + 1:at + 5] = struct.pack("<HH", 3, 2)
        files["placed-" + name] = bytes(data)
    return files


def pnm_files():
    files = {}
    grey, rgb = noise(1), noise(3)
    bits = (noise(1) > 127).astype(np.uint8)
    head = f"P%d\n# a comment\n{WIDTH} {HEIGHT}\n".encode()
    files["p4.pbm"] = head % 4 + np.packbits(bits, axis=1).tobytes()
    files["p1.pbm"] = head % 1 + b"\n".join(b" ".join(str(v).encode() for v in row) for row in bits)
    for largest in (255, 34, 100, 1000, 65535):
        for kind, samples in ((5, grey), (6, rgb)):
            values = (samples.astype(np.uint32) * 257 + 3) * largest // 65540
            data = values.astype(">u2" if largest > 255 else "u1").tobytes()
            files[f"p{kind}-{largest}.pnm"] = head % kind + f"{largest}\n".encode() + data
            text = b"\n".join(b" ".join(str(v).encode() for v in row.ravel()) for row in values)
            files[f"p{kind - 3}-{largest}.pnm"] = head % (kind - 3) + f"{largest}\n".encode() + text + b"\n"
    return files


def png_files():
    deep, deep_rgb, deep_la, deep_rgba = (noise(channels, np.uint16) for channels in (1, 3, 2, 4))
    files = {
        "grey8.png": saved(noise(1), "PNG"), "rgb8.png": saved(noise(3), "PNG"), "rgba8.png": saved(noise(4), "PNG"),
        "la8.png": saved(Image.merge("LA", [Image.fromarray(noise(1)), Image.fromarray(noise(1))]), "PNG"),
        "grey16.png": png(0, 16, rows16(deep)),
        "rgb16.png": png(2, 16, rows16(deep_rgb)),
        "la16.png": png(4, 16, rows16(deep_la)),
        "rgba16.png": png(6, 16, rows16(deep_rgba)),
        "grey16-interlaced.png": png(0, 16, interlaced_rows(deep), interlaced=True),
        "rgb16-interlaced.png": png(2, 16, interlaced_rows(deep_rgb), interlaced=True),
        "la16-interlaced.png": png(4, 16, interlaced_rows(deep_la), interlaced=True),
        "rgba16-interlaced.png": png(6, 16, interlaced_rows(deep_rgba), interlaced=True),
        "grey16-nothing.png": png(0, 16, rows16(deep // 6000), struct.pack(">H", 3)),
        "rgb16-nothing.png": png(2, 16, rows16(deep_rgb // 30000), struct.pack(">HHH", 1, 0, 1)),
    }
    grey, rgb = noise(1), noise(3)
    files["grey8-nothing.png"] = png(0, 8, [row.tobytes() for row in grey // 30], b"\0\4")
    files["rgb8-nothing.png"] = png(2, 8, [row.tobytes() for row in rgb // 100], b"\0\1\0\2\0\0")
    for bits in (1, 2, 4):
        indices = grey >> (8 - bits)
        files[f"grey{bits}.png"] = png(0, bits, packed(indices, bits))
        files[f"grey{bits}-nothing.png"] = png(0, bits, packed(indices, bits), b"\0\1")
    colours = noise(3).reshape(-1, 3)
    for bits in (1, 2, 4, 8):
        indices = grey >> (8 - bits)
        palette = colours[:2 ** bits].tobytes()
        alpha = random.integers(0, 256, 2 ** bits).astype(np.uint8).tobytes()
        files[f"palette{bits}.png"] = png(3, bits, packed(indices, bits), palette=palette)
        files[f"palette{bits}-alpha.png"] = png(3, bits, packed(indices, bits), alpha, palette)
        files[f"palette{bits}-index.png"] = png(3, bits, packed(indices, bits), b"\xff\0", palette)
    files["palette-grey.png"] = png(3, 2, packed(grey >> 6, 2), palette=bytes(v for g in (9, 70, 130, 255) for v in (g, g, g)))
    files["exif6.png"] = png(2, 8, [row.tobytes() for row in rgb], extra=[(b"eXIf", exif(6, ">"))])
    return files


def bmp_files():
    grey, rgb, rgba = noise(1), noise(3), noise(4)
    files = {"rgb24.bmp": saved(rgb, "BMP"), "grey8.bmp": saved(grey, "BMP"),
             "rgb32.bmp": bmp(32, [row.tobytes() for row in rgba])}
    for bits in (1, 4, 8):
        count = 2 ** bits
        colours = np.concatenate([noise(3).reshape(-1, 3)[:count], np.zeros((count, 1), np.uint8)], 1).astype(np.uint8)
        greys = np.repeat(random.integers(0, 256, (count, 1)).astype(np.uint8), 3, 1)
        files[f"palette{bits}.bmp"] = bmp(bits, packed(grey >> (8 - bits), bits), palette=colours.tobytes())
        greys = np.concatenate([greys, np.zeros((count, 1), np.uint8)], 1)
        files[f"palette{bits}-grey.bmp"] = bmp(bits, packed(grey >> (8 - bits), bits), palette=greys.tobytes())
    deep = noise(1, np.uint16)
    files["rgb15.bmp"] = bmp(16, [row.astype("<u2").tobytes() for row in deep & 0x7fff])
    files["rgb16.bmp"] = bmp(16, [row.astype("<u2").tobytes() for row in deep], struct.pack("<III", 0xf800, 0x7e0, 0x1f), 3)
    return files


def jpeg_files():
    rgb = smooth(3)
    files = {"grey.jpg": saved(smooth(1), "JPEG", quality=90), **cmyk_jpegs(),
             "progressive.jpg": saved(rgb, "JPEG", progressive=True)}
    for name in ("4:4:4", "4:2:2", "4:2:0", "4:1:1"):
        files[f"rgb{name.replace(':', '')}.jpg"] = saved(rgb, "JPEG", quality=80, subsampling=name)
    for orientation in range(0, 10):
        files[f"exif{orientation}.jpg"] = saved(rgb, "JPEG", exif=b"Exif\0\0" + exif(orientation, "<>"[orientation % 2]))
    files["exif-long.jpg"] = saved(rgb, "JPEG", exif=b"Exif\0\0" + exif(6, "<", 4))
    return files


def webp_files():
    rgb, rgba = smooth(3), np.dstack([smooth(3), noise(1)])
    return {"lossy.webp": saved(rgb, "WEBP", quality=70), "lossless.webp": saved(rgb, "WEBP", lossless=True),
            "alpha.webp": saved(rgba, "WEBP", quality=70), "alpha-lossless.webp": saved(rgba, "WEBP", lossless=True),
            "exif8.webp": saved(rgb, "WEBP", lossless=True, exif=exif(8)),
            "animated.webp": webp_frame(rgb, 0, 0), "placed.webp": webp_frame(rgb, 4, 6),
            "placed-alpha.webp": webp_frame(rgba, 2, 2)}


def main():
    folder = pathlib.Path(sys.argv[1])
    for make in (jpeg_files, png_files, bmp_files, gif_files, pnm_files, webp_files):
        for name, data in make().items():
            (folder / name).write_bytes(data)


main()
