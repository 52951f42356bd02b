# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures and sounds for made-up people, drawn here so that none has to be shipped.

Runs in the home server's virtual environment, which has Pillow.
"""
import colorsys
import io
import math
import random
import struct
import wave

from PIL import Image, ImageDraw


def _png(image):
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _colour(hue, saturation, lightness):
    return tuple(round(255 * part) for part in colorsys.hls_to_rgb(hue % 1, lightness, saturation))


def avatar(seed, size=128):
    """A quiet geometric portrait: the same seed always gives the same one."""
    rnd = random.Random(seed)
    hue = rnd.random()
    image = Image.new("RGB", (size, size), _colour(hue, 0.45, 0.55))
    draw = ImageDraw.Draw(image)
    for step in range(4):
        radius = size * (0.75 - 0.16 * step)
        x, y = (size * rnd.uniform(0.2, 0.8) for _ in range(2))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius),
                     fill=_colour(hue + 0.06 * step, 0.5, 0.45 + 0.09 * step))
    return _png(image)


def emblem(seed, size=256):
    """A small bird on nothing, for a custom emoji or a sticker: the same seed always gives the same one."""
    rnd = random.Random(seed)
    hue = rnd.random()
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)

    def at(*parts):
        return tuple(size * part for part in parts)

    draw.polygon([at(0.10, 0.62), at(0.02, 0.86), at(0.38, 0.74)], fill=_colour(hue, 0.5, 0.35))  # tail
    draw.ellipse(at(0.14, 0.34, 0.78, 0.88), fill=_colour(hue, 0.55, 0.5))
    draw.ellipse(at(0.50, 0.12, 0.90, 0.52), fill=_colour(hue, 0.55, 0.55))
    draw.pieslice(at(0.20, 0.40, 0.66, 0.84), 20, 200, fill=_colour(hue + 0.08, 0.5, 0.4))  # wing
    draw.polygon([at(0.86, 0.26), at(0.99, 0.34), at(0.86, 0.40)], fill=(240, 170, 60))
    draw.ellipse(at(0.68, 0.24, 0.76, 0.32), fill=(20, 20, 20))
    return _png(image)


def landscape(width=1200, height=800, seed=3):
    """Hills under an evening sky."""
    rnd = random.Random(seed)
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for y in range(height):
        draw.line((0, y, width, y), fill=_colour(0.62 - 0.5 * y / height, 0.55, 0.35 + 0.45 * y / height))
    draw.ellipse((width * 0.68, height * 0.28, width * 0.76, height * 0.40), fill=(255, 236, 200))
    for hill in range(5):
        base, phase = height * (0.5 + 0.1 * hill), rnd.uniform(0, 6)
        ridge = [(x, base + 40 * math.sin(x / (170 - 14 * hill) + phase) + 14 * math.sin(x / 41 + phase))
                 for x in range(0, width + 8, 8)]
        draw.polygon([(0, height), *ridge, (width, height)], fill=_colour(0.42, 0.3, 0.34 - 0.06 * hill))
    return _png(image), width, height


def photo(width=1200, height=900):
    """The same as a camera writes it, with the place where it was taken: a JPEG file."""
    image = Image.open(io.BytesIO(landscape(width, height, seed=9)[0]))
    exif = image.getexif()
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 16.0, 9.0), 3: "E", 4: (11.0, 23.0, 36.0)})
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, quality=88)
    return buffer.getvalue()


def chirp(seconds=1.2, rate=16000):
    """A bird, more or less: a WAV file."""
    frames = bytearray()
    for n in range(int(seconds * rate)):
        t = n / rate
        loud = max(0.0, math.sin(math.pi * (t * 5 % 1))) ** 2
        frames += struct.pack("<h", round(9000 * loud * math.sin(2 * math.pi * (2600 + 700 * math.sin(31 * t)) * t)))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(frames))
    return buffer.getvalue()
