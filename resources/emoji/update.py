#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes emoji.txt from the npm package emojibase-data (MIT; names and keywords are Unicode CLDR's).

    npm pack emojibase-data && tar xzf emojibase-data-*.tgz && ./update.py package > emoji.txt

A line an emoji, in Unicode's order: the emoji, its group, its name, short names, keywords.
"""
import json
import pathlib
import sys

NEWEST = 16  # version of Emoji; a newer one is in few fonts yet


def listed(value):
    return [value] if isinstance(value, str) else value or []


def main(package):
    english = pathlib.Path(package, "en")
    emojis = json.loads((english / "data.json").read_text())
    names = [json.loads((english / "shortcodes" / f"{kind}.json").read_text())
             for kind in ("github", "emojibase", "iamcal")]
    groups = {group["order"]: group["key"]
              for group in json.loads((english / "messages.json").read_text())["groups"]}
    print("# Made by update.py from emojibase-data; see there.")
    for emoji in sorted(emojis, key=lambda each: each.get("order", 0)):
        if "group" not in emoji or groups[emoji["group"]] == "component" or emoji["version"] > NEWEST:
            continue
        short = list(dict.fromkeys(name.lower() for kind in names for name in listed(kind.get(emoji["hexcode"]))))
        print("\t".join([emoji["emoji"], groups[emoji["group"]], emoji["label"], " ".join(short),
                         ",".join(tag.lower() for tag in emoji.get("tags", []))]))


main(sys.argv[1])
