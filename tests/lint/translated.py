#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text for people is seen by lupdate: what goes through a variable into translate() stands in a
QT_TRANSLATE_NOOP of the same file."""
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
# A second argument that is no literal.
HIDDEN = re.compile(r'\btranslate\(\s*"[^"]*",(?!\s*")')


def main():
    wrong = []
    for path in sorted((TOP / "src").rglob("*.cpp")):
        text = path.read_text(encoding="utf-8")
        if "QT_TRANSLATE_NOOP" not in text:
            wrong += [f"{path.relative_to(TOP)}:{text.count(chr(10), 0, match.start()) + 1}: lupdate does not see this text"
                      for match in HIDDEN.finditer(text)]
    print("\n".join(wrong) or "lupdate sees every text")
    return bool(wrong)


sys.exit(main())
