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


def flight(width=360, height=240, frames=12):
    """A bird that crosses the hills: an animated GIF file."""
    hills = Image.open(io.BytesIO(landscape(width, height, seed=4)[0]))
    bird = Image.open(io.BytesIO(emblem("wren", 48)))
    steps = []
    for n in range(frames):
        step = hills.copy()
        step.paste(bird, (round((width - 48) * n / (frames - 1)), round(height * (0.2 + 0.06 * math.sin(n)))), bird)
        steps.append(step)
    buffer = io.BytesIO()
    steps[0].save(buffer, "GIF", save_all=True, append_images=steps[1:], duration=120, loop=0)
    return buffer.getvalue(), width, height


def blurhash(picture, across=4, down=3):
    """What stands for a picture until it is there: https://github.com/woltapp/blurhash/blob/master/Algorithm.md"""
    width, height = 32, 24
    image = Image.open(io.BytesIO(picture)).convert("RGB").resize((width, height))

    def linear(value):
        return value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4

    def coded(value):
        return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))

    def digits(value, count):
        letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
        return "".join(letters[value // 83 ** place % 83] for place in reversed(range(count)))

    def wave_of(i, j):
        total = [0.0, 0.0, 0.0]
        for y in range(height):
            for x in range(width):
                part = math.cos(math.pi * i * x / width) * math.cos(math.pi * j * y / height)
                total = [sum_ + part * linear(value) for sum_, value in zip(total, image.getpixel((x, y)))]
        return [(1 if i == j == 0 else 2) * sum_ / (width * height) for sum_ in total]

    def step(value):
        return max(0, min(18, math.floor(math.copysign(abs(value) ** 0.5, value) * 9 + 9.5)))

    mean, *waves = [wave_of(i, j) for j in range(down) for i in range(across)]
    most = max(0, min(82, math.floor(166 * max(abs(value) for wave in waves for value in wave) - 0.5)))
    red, green, blue = (coded(value) for value in mean)
    steps = [[step(value * 166 / (most + 1)) for value in wave] for wave in waves]
    return (digits(across - 1 + 9 * (down - 1), 1) + digits(most, 1) + digits((red << 16) + (green << 8) + blue, 4) +
            "".join(digits(361 * r + 19 * g + b, 2) for r, g, b in steps))


def _loudness(moment):
    return max(0.0, math.sin(math.pi * (moment * 5 % 1))) ** 2


def waveform(seconds=1.2, count=60):
    """How loud chirp() is over time, 0 to 1024."""
    return [round(1024 * _loudness(seconds * n / count)) for n in range(count)]


def chirp(seconds=1.2, rate=16000):
    """A bird, more or less: a WAV file."""
    frames = bytearray()
    for n in range(int(seconds * rate)):
        t = n / rate
        loud = _loudness(t)
        frames += struct.pack("<h", round(9000 * loud * math.sin(2 * math.pi * (2600 + 700 * math.sin(31 * t)) * t)))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(frames))
    return buffer.getvalue()
