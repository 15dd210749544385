"""Colour profiles for tests, as small as the ICC's format allows (ICC.1:2001-04): nobody's file is copied for them."""

from __future__ import annotations

import struct

# Red, green and blue of the two spaces that cameras and phones use, as D50 values of X, Y and Z.
ADOBE_RGB = ((0.60974, 0.20528, 0.01947), (0.31111, 0.62567, 0.06087), (0.14919, 0.06741, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
WHITE = (0.9642, 1.0, 0.8249)
GAMMA = 563  # 2.19921875 in 8.8 bits


def build_rgb_profile(primaries: tuple[tuple[float, float, float], ...]) -> bytes:
    """A profile of three colours and one curve."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, GAMMA) + bytes(2)
    tags = {b"wtpt": pack_xyz(WHITE)}
    for name, xyz in zip("rgb", primaries, strict=True):
        tags[f"{name}XYZ".encode()], tags[f"{name}TRC".encode()] = pack_xyz(xyz), curve
    return build_profile(b"mntr", b"RGB ", b"XYZ ", tags)


def build_cmyk_profile(ink: int) -> bytes:
    """A press whose every ink is a grey of this lightness, 0 to 255; bare paper is white, all inks together are black."""
    curve = bytes(range(256))
    corners = b"".join(bytes((lightness, 128, 128)) for lightness in (255, *[ink] * 14, 0))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + curve * 4 + corners + curve * 3
    return build_profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": table, b"wtpt": pack_xyz(WHITE)})


def pack_xyz(xyz: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in xyz))


def build_profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Header, table of tags, tags."""
    place = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name + struct.pack(">II", place + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", place + len(body), bytes(4), 0x02400000, kind, space, connection)
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + pack_xyz(WHITE)[8:]
    return head.ljust(128, b"\0") + table + body
