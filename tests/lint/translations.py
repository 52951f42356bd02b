#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of translations/ hold what the sources say: the English one the forms of texts with a number ("%n"),
every other one all texts.

  translations.py            names each text that is missing, left over or translated amiss; exits 1 if there is one
  translations.py --update   brings the files up to date with lupdate; new texts are left unfinished
  translations.py --self-test
"""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "translations"
LICENSE = "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n"
PLURALS_ONLY = "linnet_en.ts"

PLACEHOLDER = re.compile(r"%L?(?:\d{1,2}|n)")
ENDING = re.compile(r"(?:…|\.\.\.|[.:!?,])?\Z")
BLANKS = re.compile(r"\A(\s*).*?(\s*)\Z", re.DOTALL)
ACCELERATOR = re.compile(r"&(\w)")
# A text that is no literal: translate("context", variable) and tr(variable).
HIDDEN = re.compile(r'\btranslate\(\s*"[^"]*",(?!\s*")|(?<![\w:~])(?:\w+::)*tr\((?!\s*(?:u8?)?"|\s*const char)')
FUNCTION = re.compile(r"^[\w][^=;]*\b(\w+)\(")


def lupdate_program():
    folders = ["/usr/lib/qt6/bin", "/usr/lib64/qt6/bin"]
    for tool in ("qtpaths6", "qtpaths", "qmake6"):
        if shutil.which(tool):
            for variable in ("QT_INSTALL_BINS", "QT_INSTALL_LIBEXECS"):
                asked = subprocess.run([tool, "-query", variable], capture_output=True, text=True, check=False)
                folders.append(asked.stdout.strip())
    for name in ("lupdate6", "lupdate-qt6", "lupdate"):
        found = shutil.which(name, path=":".join(filter(None, folders))) or shutil.which(name)
        if found:
            return found
    sys.exit("translations.py: there is no lupdate (Debian: qt6-l10n-tools, Fedora: qt6-linguist, Arch: qt6-tools)")


def run_lupdate(file, *options):
    """Updates `file`; what lupdate complains about comes back, a line each."""
    done = subprocess.run([lupdate_program(), "-silent", "-I", "src", "-no-obsolete", *options, "src", "ui", "-ts", file],
                          cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"lupdate failed:\n{done.stdout}{done.stderr}")
    return [line for line in done.stderr.splitlines() if line.strip()]


def options_of(file):
    return ["-pluralonly"] if file.name == PLURALS_ONLY else []


def update(file):
    run_lupdate(file, "-locations", "none", *options_of(file))
    text = file.read_text(encoding="utf-8")
    if LICENSE not in text:
        file.write_text(text.replace("<!DOCTYPE TS>", LICENSE + "<!DOCTYPE TS>", 1), encoding="utf-8")


def messages(file):
    """(context, text, comment, is it one with a number) -> its element"""
    return {(context.findtext("name"), message.findtext("source"), message.findtext("comment") or "",
             message.get("numerus") == "yes"): message
            for context in ElementTree.parse(file).iter("context") for message in context.iter("message")}


def forms(message):
    translation = message.find("translation")
    if translation is None:
        return [""]
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")] or [""]
    return [translation.text or ""]


def accelerators(text):
    return [letter.lower() for letter in ACCELERATOR.findall(text.replace("&&", ""))]


def faults(source, form):
    """What is wrong with one form of a translation."""
    if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(form)):
        yield "other placeholders"
    if len(accelerators(source)) != len(accelerators(form)):
        yield "an accelerator (&X) is lost or too many"
    if ENDING.search(source.rstrip())[0] != ENDING.search(form.rstrip())[0]:
        yield "another ending"
    if BLANKS.match(source).groups() != BLANKS.match(form).groups():
        yield "other blanks around it"


def function_at(lines, number):
    """The function of a source in which line `number` lies."""
    return next((match[1] for line in reversed(lines[:number]) if (match := FUNCTION.match(line))), "")


def shared_accelerators(known, located):
    """Texts of one function or form that have the same letter, though the English ones have not."""
    groups = {}
    for key, message in located.items():
        if key not in known or not accelerators(key[1]):
            continue
        for location in message.iter("location"):
            file = Path(location.get("filename"))
            place = file.name
            if file.suffix != ".ui":
                lines = file.read_text(encoding="utf-8").splitlines()
                place += ":" + function_at(lines, int(location.get("line")))
            groups.setdefault(place, {})[key[1]] = forms(known[key])[0]
    for place, texts in groups.items():
        pairs = list(texts.items())
        for at, (source, text) in enumerate(pairs):
            for other, other_text in pairs[:at]:
                if accelerators(text) == accelerators(other_text) != [] and accelerators(source) != accelerators(other):
                    yield f"the same accelerator in {place}: {other_text!r} and {text!r}"


def check(file):
    """What is wrong with a file of translations."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        shutil.copy(file, copy)
        yield from run_lupdate(copy, "-locations", "absolute", *options_of(file))
        located = {key: message for key, message in messages(copy).items()}
        for message in located.values():
            for location in message.iter("location"):
                location.set("filename", str((Path(folder) / location.get("filename")).resolve()))
    known = messages(file)
    for key in known.keys() - located.keys():
        yield f"no longer used: {key[0]}: {key[1]!r}"
    for key, message in located.items():
        context, source, _, _ = key
        if key not in known:
            yield f"missing: {context}: {source!r}"
            continue
        written = known[key]
        if written.find("translation").get("type") or not all(forms(written)) or len(forms(written)) < len(forms(message)):
            yield f"unfinished: {context}: {source!r}"
            continue
        for form in forms(written):
            for fault in faults(source, form):
                yield f"{fault}: {context}: {source!r}: {form!r}"
    yield from shared_accelerators(known, located)


def hidden():
    """Texts for people that lupdate does not see: what goes through a variable stands in a QT_TRANSLATE_NOOP or
    QT_TR_NOOP of the same file."""
    for path in sorted((TOP / "src").rglob("*.cpp")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"QT_TR(?:ANSLATE)?_NOOP", text):
            for match in HIDDEN.finditer(text):
                yield f"{path.relative_to(TOP)}:{text.count(chr(10), 0, match.start()) + 1}: lupdate does not see this text"


def self_test():
    cases = [("%1 of %2", "%2 von %1", []), ("%1 of %2", "%1 von 2", ["other placeholders"]),
             ("&Save…", "&Sichern…", []), ("&Save…", "Sichern…", ["an accelerator (&X) is lost or too many"]),
             ("Save", "&Sichern", ["an accelerator (&X) is lost or too many"]), ("A && b", "A && b", []),
             ("Save…", "Sichern...", ["another ending"]), ("Sure?", "Sicher.", ["another ending"]),
             (" MiB", "MiB", ["other blanks around it"]), ("%n day(s)", "%n Tage", []),
             ("%L1", "%1", ["other placeholders"]), ("Who:", "Wer: ", ["other blanks around it"])]
    wrong = [case for case in cases if list(faults(case[0], case[1])) != case[2]]
    for code, is_hidden in [('tr("x")', False), ("tr(x)", True), ('Words::tr("x")', False), ("Words::tr(x)", True),
                            ('tr(\n    "x")', False), ('translate("a", x)', True), ('translate("a", "x")', False),
                            ("attr(x)", False), ("ptr(x)", False)]:
        if bool(HIDDEN.search(code)) != is_hidden:
            wrong.append(code)
    print("\n".join(map(str, wrong)) or "every case is judged right")
    return bool(wrong)


def main():
    files = sorted(FOLDER.glob("linnet_*.ts"))
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if sys.argv[1:] == ["--update"]:
        for file in files:
            update(file)
            left = sum(message.find("translation").get("type") == "unfinished" for message in messages(file).values())
            print(f"{file.relative_to(TOP)}: {left} unfinished")
        return 0
    if sys.argv[1:]:
        sys.exit(__doc__)
    wrong = list(hidden())
    for file in files:
        wrong += sorted(f"{file.name}: {fault}" for fault in check(file))
    print("\n".join(wrong) or "every text is translated")
    return bool(wrong)


sys.exit(main())
