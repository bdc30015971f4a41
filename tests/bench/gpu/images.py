"""Images small enough to carry: CIFAR records, predicted from their neighbours, compressed in chunks of some thousand.

A chunk is count (uint32), bytes (uint32), isTest (uint8), `count` labels, then bz2 of the differences between the
values of three planes (green, red - green, blue - green) and what the median predictor of lossless JPEG (JPEG-LS,
Weinberger et al. 2000) says from the left, the upper and the upper left value; all modulo 256, so nothing is lost.
"""

import bz2
import ctypes
import struct

import torch

MAGIC = b"saccade images 1\n"
HEAD = struct.Struct("<IIB")
SIDE = 32


def to_bytes(tensor):
    tensor = tensor.contiguous()
    return ctypes.string_at(tensor.data_ptr(), tensor.numel() * tensor.element_size())


def from_bytes(data):
    return torch.frombuffer(bytearray(data), dtype=torch.uint8)


def predicted(left, up, corner):
    least, most = torch.minimum(left, up), torch.maximum(left, up)
    return torch.minimum(torch.maximum(left + up - corner, least), most)


def encode(pixels, labels, is_test):
    """pixels: (N, 32, 32, 3) uint8"""
    rgb = pixels.to(torch.int16).permute(0, 3, 1, 2)
    red, green, blue = rgb.unbind(1)
    planes = torch.stack([green, (red - green + 128) & 255, (blue - green + 128) & 255], 1)
    framed = torch.nn.functional.pad(planes, (1, 0, 1, 0))
    guess = predicted(framed[..., 1:, :-1], framed[..., :-1, 1:], framed[..., :-1, :-1])
    packed = bz2.compress(to_bytes(((planes - guess) & 255).to(torch.uint8)))
    return HEAD.pack(len(labels), len(packed), is_test) + bytes(labels) + packed


def decode(differences):
    """(N, 3, 32, 32) uint8 of encode(): red, green and blue planes. All images at once: the loop is over pixels."""
    rest = differences.permute(2, 3, 1, 0).to(torch.int16)
    framed = torch.zeros((SIDE + 1, SIDE + 1, *rest.shape[2:]), dtype=torch.int16)
    for y in range(SIDE):
        for x in range(SIDE):
            guess = predicted(framed[y + 1, x], framed[y, x + 1], framed[y, x])
            framed[y + 1, x + 1] = (rest[y, x] + guess) & 255
    green, red, blue = framed[1:, 1:].permute(3, 2, 0, 1).unbind(1)
    return torch.stack([(red + green - 128) & 255, green, (blue + green - 128) & 255], 1).to(torch.uint8)


def chunks(file):
    """(labels, isTest, differences) of each chunk"""
    if file.read(len(MAGIC)) != MAGIC:
        raise SystemExit("gpu-check: the packed images are of another version; pack them again")
    while head := file.read(HEAD.size):
        count, size, is_test = HEAD.unpack(head)
        labels = from_bytes(file.read(count))
        yield labels, bool(is_test), from_bytes(bz2.decompress(file.read(size))).view(count, 3, SIDE, SIDE)


def unpack(path, folder):
    """Writes data_batch_1.bin and test_batch.bin; returns how many images each has."""
    torch.set_num_threads(1)  # many small operations: a team costs more than it gives
    folder.mkdir(parents=True, exist_ok=True)
    with open(path, "rb") as file:
        parts = list(chunks(file))
    counts = []
    for wanted, name in ((False, "data_batch_1.bin"), (True, "test_batch.bin")):
        labels = torch.cat([part[0] for part in parts if part[1] == wanted])
        pixels = decode(torch.cat([part[2] for part in parts if part[1] == wanted]))
        (folder / name).write_bytes(to_bytes(torch.cat([labels.view(-1, 1), pixels.flatten(1)], 1)))
        counts.append(len(labels))
    return counts
