#include "engine/formats/python_preprocess.h"

namespace saccade {

namespace {

constexpr std::string_view kDecoding = R"py(

def over_white(colour, alpha):
    """Colour on a white ground; alpha 0..255 has an axis of length 1."""
    return (colour * alpha + 255 * (255 - alpha) + 127) // 255


def to_bytes(samples, largest):
    """Samples 0..largest as 0..255, to the nearest."""
    return (np.minimum(samples, largest) * 255 + largest // 2) // largest


def samples_of(image, raw_mode=None):
    """The samples of an image; `raw_mode` is Pillow's way to unpack them."""
    if raw_mode is not None:
        image.tile = [(*image.tile[0][:3], raw_mode)]
    return np.asarray(image).astype(np.uint32)


def read_exif_orientation(block):
    """Which way is up, 1 to 8, as the EXIF block of a file says."""
    block = block.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    try:
        start, = struct.unpack_from(order + "I", block, 4)
        count, = struct.unpack_from(order + "H", block, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", block, at)
            if (tag, kind) == (0x0112, 3):
                return value if 1 <= value <= 8 else 1
    except (TypeError, struct.error):
        pass
    return 1


def upright(pixels, orientation):
    """The pixels turned and mirrored as EXIF's orientation asks."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels


def decode_pnm(data):
    """PBM, PGM or PPM: Pillow rounds some largest values in its own way."""
    kind = int(data[1:2])
    is_bitmap = kind in (1, 4)
    number = rb"(?:\s|#[^\n]*\n)+(\d+)"
    numbers = number * (2 if is_bitmap else 3)
    header = re.match(rb"P\d" + numbers + rb"\s", data)
    if header is None:
        raise ValueError("no sizes in its header")
    width, height = int(header[1]), int(header[2])
    largest = 255 if is_bitmap else int(header[3])
    shape = (height, width, 3) if kind in (3, 6) else (height, width)
    body = data[header.end():]
    if kind == 4:
        rows = np.frombuffer(body, np.uint8, height * ((width + 7) // 8))
        bits = np.unpackbits(rows.reshape(height, -1), axis=1)[:, :width]
        return 255 * (1 - bits)
    if kind == 1:
        digits = re.findall(rb"[01]", re.sub(rb"#[^\n]*", b"", body))
        bits = np.array(digits[:width * height], int)
        return 255 * (1 - bits.reshape(shape))
    count = int(np.prod(shape))
    if kind < 4:
        words = re.sub(rb"#[^\n]*", b"", body).split()[:count]
        samples = np.array(words, np.uint32)
    else:
        samples = np.frombuffer(body, ">u2" if largest > 255 else "u1", count)
    return to_bytes(samples.astype(np.uint32), largest).reshape(shape)


def decode_deep_png(data, image):
    """A PNG of 16 bits a sample. Pillow keeps the high bytes of colours only;
    unpacked the other way round, it gives the low ones."""
    raw_mode = image.tile[0][3]
    nothing = image.info.get("transparency")
    if raw_mode == "I;16B":
        grey = samples_of(image)
        pixels = to_bytes(grey, 65535)
        return pixels if nothing is None else np.where(
            grey == nothing, 255, pixels)
    if raw_mode == "LA;16B":
        parts = samples_of(image, "RGBA")
        samples = 256 * parts[..., ::2] + parts[..., 1::2]
    else:
        again = Image.open(io.BytesIO(data))
        low = samples_of(again, raw_mode[:-1] + "L")
        samples = 256 * samples_of(image) + low
    pixels = to_bytes(samples, 65535)
    if pixels.shape[-1] == 3:
        if nothing is None:
            return pixels
        return np.where((samples == nothing).all(-1, keepdims=True),
                        255, pixels)
    return over_white(pixels[..., :-1], pixels[..., -1:]).squeeze()


def decode_bmp(image):
    """A BMP's fourth byte means nothing; colours of 5 or 6 bits are shifted,
    where Pillow stretches them to 255."""
    raw_mode = image.tile[0][3][0]
    pixels = np.asarray(image.convert("RGB")).astype(np.uint32)
    if raw_mode in ("BGR;15", "BGR;16"):
        bits = np.array([5, 6 if raw_mode == "BGR;16" else 5, 5])
        largest = 2 ** bits - 1
        pixels = (pixels * largest + 254) // 255 << (8 - bits)
    return pixels


def find_webp_frame(data):
    """Where the first frame of an animated WebP lies on its canvas."""
    at = 12
    while at + 24 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind == b"ANMF":
            left, top, width, height = (
                int.from_bytes(data[at + i:at + i + 3], "little")
                for i in range(8, 20, 3))
            left, top = 2 * left, 2 * top
            return left, top, left + width + 1, top + height + 1
        at += 8 + length + length % 2
    raise ValueError("no first frame")


def decode_frame(image, box):
    """The first frame, at its place on a white canvas."""
    left, top, right, bottom = box
    pixels = decode_image(image)
    canvas = np.full_like(pixels, 255)
    canvas[top:bottom, left:right] = pixels[top:bottom, left:right]
    return canvas


def decode_image(image):
    """What Pillow has read, as grey or RGB of 8 bits over white."""
    nothing = image.info.get("transparency")
    if image.mode == "CMYK":
        inks = samples_of(image)  # Pillow takes every JPEG for Adobe's
        is_plain = image.format == "JPEG" and "adobe" not in image.info
        light = inks if is_plain else 255 - inks
        return (light[..., :3] * light[..., 3:] + 127) // 255
    if image.mode in ("I", "I;16", "I;16B", "I;16L"):
        return to_bytes(samples_of(image), 65535)
    if image.mode in ("1", "L") and nothing is not None:
        depth = str(image.tile[0][3]) if image.tile else ""
        grey = samples_of(image.convert("L"))
        spread = {"1": 255, "L;2": 85, "L;4": 17}.get(depth, 1)
        nothing = 255 * bool(nothing) if depth == "1" else nothing * spread
        return np.where(grey == nothing, 255, grey)
    if image.mode == "RGB" and nothing is not None:
        rgb = samples_of(image)
        return np.where((rgb == nothing).all(-1, keepdims=True), 255, rgb)
    if image.mode in ("1", "L"):
        return samples_of(image.convert("L"))
    if image.mode == "RGB":
        return samples_of(image)
    rgba = samples_of(image.convert("RGBA"))
    return over_white(rgba[..., :3], rgba[..., 3:])


def decode(source):
    """The pixels of a file or a PIL image: 8 bits, grey or RGB, upright.

    Takes JPEG, PNG, BMP, WebP, PNM and GIF. Of a PIL image it can know only
    what Pillow kept, which is less for colours of 16 bits.
    """
    if isinstance(source, Image.Image):
        image, pixels = source, decode_image(source)
    else:
        data = (source.read() if hasattr(source, "read")
                else pathlib.Path(source).read_bytes())
        image = Image.open(io.BytesIO(data), formats=KINDS)
        if image.format == "PPM":
            pixels = decode_pnm(data)
        elif image.format == "BMP":
            pixels = decode_bmp(image)
        elif image.format == "GIF":
            pixels = decode_frame(image, image.tile[0][1])
        elif image.format == "WEBP" and image.is_animated:
            pixels = decode_frame(image, find_webp_frame(data))
        elif image.format == "PNG" and image.tile[0][3].endswith("16B"):
            pixels = decode_deep_png(data, image)
        else:
            pixels = decode_image(image)
    orientation = read_exif_orientation(image.info.get("exif", b""))
    return upright(pixels.astype(np.uint8), orientation)
)py";

constexpr std::string_view kResizing = R"py(

def nearest(a, b):
    """a / b to the nearest, halves up, at least 1."""
    return max(1, (2 * a + b) // (2 * b))


def middle_box(whole, proportion):
    """The largest box of a proportion in the middle of a whole, both as
    (width, height): left, top, right, bottom."""
    (width, height), (w, h) = whole, proportion
    if width * h >= height * w:
        size = min(width, nearest(height * w, h)), height
    else:
        size = width, min(height, nearest(width * h, w))
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    return left, top, left + size[0], top + size[1]


def resize(image, box, width, height):
    """Pillow's antialiased bilinear resize of a box of the image, rows first,
    then columns: asked for one by one, every version does it so."""
    left, top, right, bottom = box
    image = image.resize((width, image.height), Image.Resampling.BILINEAR,
                         box=(left, 0, right, image.height))
    return image.resize((width, height), Image.Resampling.BILINEAR,
                        box=(0, top, width, bottom))


def input_pixels(source):
    """What the network sees, bytes of shape (H, W, C), of an image file
    (path or opened) or a PIL image."""
    image = Image.fromarray(np.ascontiguousarray(decode(source)))
    image = image.convert("L" if CHANNELS == 1 else "RGB")
    height, width = INPUT_SIZE
    whole = (0, 0, *image.size)
    if RESIZE == "crop":
        whole = middle_box(image.size, (width, height))
    if RESIZE == "pad":
        place = middle_box((width, height), image.size)
        left, top, right, bottom = place
        fitted = Image.new(image.mode, (width, height), (PADDING,) * CHANNELS)
        fitted.paste(resize(image, whole, right - left, bottom - top), place)
    else:
        fitted = resize(image, whole, width, height)
    return np.array(fitted).reshape(height, width, CHANNELS)
)py";

constexpr std::string_view kAnswering = R"py(

def preprocess(source):
    """The network's input, bytes of shape (1, C, H, W), of an image file
    (path or opened) or a PIL image."""
    pixels = torch.from_numpy(input_pixels(source))
    return pixels.permute(2, 0, 1)[None].contiguous()


def load(path):
    """The network with the weights of a .pt or .safetensors file."""
    if str(path).endswith(".safetensors"):
        from safetensors.torch import load_file
        weights = load_file(path)
    else:
        weights = torch.load(path, map_location="cpu", weights_only=True)
    network = Network()
    network.load_state_dict(weights, strict=True)
    return network.eval()


def probabilities(network, pixels):
    """A row an image, a column a class; pixels 0..255 (N, C, H, W)."""
    with torch.no_grad():
        return torch.softmax(network(pixels) / TEMPERATURE, dim=1)


def classify(network, source, top=5):
    """The class of an image file or PIL image, or "unknown" when its
    probability is below THRESHOLD, and the likeliest classes."""
    row = probabilities(network, preprocess(source))[0].tolist()
    order = sorted(range(len(row)), key=lambda label: -row[label])
    is_known = THRESHOLD is None or row[order[0]] >= THRESHOLD
    return {
        "class": CLASSES[order[0]] if is_known else "unknown",
        "top": [{"class": CLASSES[label], "probability": row[label]}
                for label in order[:top]],
    }


def weights_beside():
    """The weights file that has this file's name."""
    for ending in (".pt", ".safetensors"):
        path = pathlib.Path(__file__).with_suffix(ending)
        if path.exists():
            return path
    sys.exit(f"no weights beside {__file__}: name a file with --weights")


def main():
    """Classifies the files named on the command line."""
    parser = argparse.ArgumentParser(
        description="Classifies image files; prints a JSON object a line.")
    parser.add_argument("--weights", help=".pt or .safetensors file")
    parser.add_argument("files", nargs="+", metavar="FILE")
    options = parser.parse_args()
    network = load(options.weights or weights_beside())
    status = 0
    for path in options.files:
        try:
            answer = {"path": path, **classify(network, path)}
        except (OSError, SyntaxError, ValueError,
                Image.DecompressionBombError) as fault:
            answer = {"path": path, "error": str(fault)}
            status = 1
        print(json.dumps(answer), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
)py";

} // namespace

std::string_view pythonDecoding()
{
    return kDecoding;
}

std::string_view pythonResizing()
{
    return kResizing;
}

std::string_view pythonAnswering()
{
    return kAnswering;
}

} // namespace saccade
