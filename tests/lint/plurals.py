#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text with a number in it ("%n") has all its forms in every file of translations/: the English in the
sources is only a stand-in."""
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PIECE = r'"((?:[^"\\\n]|\\.)*)"'
LITERAL = re.compile(rf"{PIECE}(?:\s*{PIECE})*")


def texts_with_numbers():
    for path in sorted((TOP / "src").rglob("*.cpp")):
        for match in LITERAL.finditer(path.read_text(encoding="utf-8")):
            text = "".join(re.findall(PIECE, match.group(0)))
            if "%n" in text:
                yield path.relative_to(TOP), text


def main():
    wrong = []
    for file in sorted((TOP / "translations").glob("*.ts")):
        forms = {}
        for message in ElementTree.parse(file).iter("message"):
            if message.get("numerus") == "yes":
                forms[message.findtext("source")] = [form.text for form in message.iter("numerusform")]
        wanted = dict((text, path) for path, text in texts_with_numbers())
        wrong += [f"{path}: not in {file.name}: {text}" for text, path in wanted.items() if text not in forms]
        wrong += [f"{file.name}: no longer used: {text}" for text in forms if text not in wanted]
        wrong += [f"{file.name}: a form is missing: {text}" for text, each in forms.items() if not each or not all(each)]
    print("\n".join(wrong) or "every text with a number has its forms")
    return bool(wrong)


sys.exit(main())
