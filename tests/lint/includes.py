#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one rule of src/: a layer includes and links itself and the layers to its left, nothing else.

  includes.py [--source DIR] [--self-test]

Prints each line that breaks the rule and exits 1 if there is one. Which Qt module a header belongs to is
looked up in the installed Qt.
"""
import argparse
import re
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

LAYERS = ["base", "bridge", "matrix", "crypto", "store", "session", "models", "widgets", "app"]
# What lies outside of src/, and the layers that may use it. Qt modules that are not named here: no layer.
MAY_USE = {
    "QtCore": LAYERS,
    "QtNetwork": ["matrix", "app"],
    "QtGui": ["widgets", "app"],
    "QtWidgets": ["widgets", "app"],
    "QtSvg": ["widgets", "app"],
    "QtMultimedia": ["widgets"],
    "QtDBus": ["session", "app"],
    "QtKeychain": ["session"],
    "SQLite": ["store", "bridge"],
}
# Headers of libraries that are no Qt modules.
LIBRARY = re.compile(r"^(?:(?P<QtKeychain>(?:qt6?)?keychain(?:\.h|/))|(?P<SQLite>(?:.*/)?sqlite3(?:ext)?\.h))", re.IGNORECASE)
INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<kind>[<"])(?P<header>[^>"]+)[>"]')
# Targets in a layer's CMakeLists.txt.
TARGET = re.compile(r"\b(?:(?P<layer>linnet_\w+)|Qt6?::(?P<qt>\w+)|(?P<keychain>Qt6?Keychain::\w+)|(?P<sqlite>SQLite\w*::\w+|sqlite3|sqlcipher))")
FOLDERLESS = re.compile(r"^(ui_\w+\.h|\w+\.moc|moc_\w+\.cpp)$")  # what moc and uic make


@lru_cache
def qt_modules():
    """Header name -> Qt module, for every module that is installed."""
    for query in (["qtpaths6", "--query"], ["qmake6", "-query"], ["/usr/lib/qt6/bin/qmake6", "-query"]):
        try:
            folder = subprocess.run([*query, "QT_INSTALL_HEADERS"], capture_output=True, text=True, check=True)
            break
        except (OSError, subprocess.CalledProcessError):
            continue
    else:
        sys.exit("includes.py: there is neither qtpaths6 nor qmake6")
    modules = {}
    for header in sorted(Path(folder.stdout.strip()).glob("Qt*/*")):
        if header.is_file():
            modules.setdefault(header.name, header.parent.name)
    return modules


def module_of(header):
    """The module or library that a header in angle brackets or quotes belongs to, or None for any other."""
    library = LIBRARY.match(header)
    if library:
        return library.lastgroup
    folder, _, name = header.rpartition("/")
    if folder.startswith("Qt") and "/" not in folder:
        return folder
    return qt_modules().get(name) if not folder else None


def complaint_about_layer(layer, other):
    if LAYERS.index(other) > LAYERS.index(layer):
        return f"{layer} must not use {other}, which stands to its right"
    return None


def complaint_about_module(layer, module):
    allowed = MAY_USE.get(module, [])
    if layer not in allowed:
        return f"{layer} must not use {module}" + (f", only {' and '.join(allowed)} may" if allowed else "")
    return None


def complaint_about_include(layer, kind, header):
    module = module_of(header)
    if module:
        return complaint_about_module(layer, module)
    first = header.split("/")[0]
    if kind == '"' and first in LAYERS and "/" in header:
        return complaint_about_layer(layer, first)
    if kind == '"' and "/" not in header and not FOLDERLESS.match(header):
        return f'write "{layer}/{header}": includes name the layer'
    return None


def complaint_about_target(layer, found):
    if found["layer"]:
        other = found["layer"].removeprefix("linnet_")
        return complaint_about_layer(layer, other) if other in LAYERS else None
    module = f"Qt{found['qt']}" if found["qt"] else "QtKeychain" if found["keychain"] else "SQLite"
    return complaint_about_module(layer, module)


def complaints(source):
    """Every break of the rule below `source`, as "file:line: words"."""
    for folder in sorted(path for path in source.iterdir() if path.is_dir()):
        if folder.name not in LAYERS:
            yield f"{folder}: is no layer"
            continue
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".h", ".cpp", ".in", ".txt")):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                for words in complaints_about_line(folder.name, file, line):
                    yield f"{file}:{number}: {words}"


def complaints_about_line(layer, file, line):
    if file.name == "CMakeLists.txt":
        found = [complaint_about_target(layer, target) for target in TARGET.finditer(line.split("#")[0])]
    else:
        include = INCLUDE.match(line)
        found = [complaint_about_include(layer, include["kind"], include["header"])] if include else []
    return [words for words in found if words]


def self_test():
    """The rule itself: lines that must pass and lines that must not."""
    cases = [
        ("store/a.cpp", '#include "matrix/event.h"', True), ("store/a.cpp", '#include "session/session.h"', False),
        ("store/a.cpp", "#include <QString>", True), ("store/a.cpp", "#include <QtCore/qstring.h>", True),
        ("store/a.cpp", "#include <sqlite3.h>", True), ("matrix/a.cpp", "#include <sqlite3.h>", False),
        ("store/a.cpp", '#include "bridge/sqlite3.h"', True), ("session/a.cpp", '#include "bridge/sqlite3.h"', False),
        ("matrix/a.h", "#include <QNetworkReply>", True), ("session/a.h", "#include <QNetworkReply>", False),
        ("models/a.h", "#include <QColor>", False), ("widgets/a.h", "#include <QColor>", True),
        ("models/a.h", "#include <qcolor.h>", False), ("app/a.h", "#include <QtWidgets/QMenu>", True),
        ("session/a.cpp", "#include <qt6keychain/keychain.h>", True), ("session/a.cpp", "#  include <qt6keychain/keychain.h>", True),
        ("widgets/a.cpp", "#include <qt6keychain/keychain.h>", False),
        ("widgets/a.cpp", '#include "ui_login.h"', True), ("widgets/a.cpp", '#include "login.h"', False),
        ("bridge/a.cpp", '#include "rust/cxx.h"', True), ("base/a.h", "#include <vector>", True),
        ("models/CMakeLists.txt", "linnet_layer(models linnet_session)", True),
        ("models/CMakeLists.txt", "linnet_layer(models linnet_session Qt6::Gui)", False),
        ("matrix/CMakeLists.txt", "linnet_layer(matrix linnet_store)", False),
        ("widgets/CMakeLists.txt", "linnet_layer(widgets Qt6Keychain::Qt6Keychain)", False),
    ]
    for name, line, is_fine in cases:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.parent.mkdir()
            file.write_text(line + "\n")
            found = list(complaints(Path(folder)))
            if bool(found) == is_fine:
                sys.exit(f"self-test: {name}: {line}: {'should pass' if is_fine else 'should be refused'}: {found}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=Path(__file__).resolve().parent.parent.parent / "src")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        self_test()
        return
    found = list(complaints(arguments.source))
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
