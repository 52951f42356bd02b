#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev shot: pictures of the main states, for looking at.

  shot.py EXECUTABLE FOLDER [NAME...]      only the named ones if any are named
"""
import argparse
import contextlib
import shutil
import subprocess
import time
from pathlib import Path

import pictures
import processes
from conversations import EMPTY_SPACE, LONG_NAME, SPACE
from keychain import Keychain
from linnet import CtlError, Linnet
from screen import Screen
from stage import Stage, say

LIGHT, DARK = ["--palette", "light"], ["--palette", "dark"]
USUAL = (1000, 700)
GERMAN = {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}
HERE = Path(__file__).resolve().parent
# name -> room, options of Linnet, window size, environment
STATES = {
    "main": ("Linnet development", LIGHT, USUAL, {}),
    "direct": ("Bob Keller", LIGHT, USUAL, {}),
    "attachments": ("Weekend in the mountains", LIGHT, USUAL, {}),
    "attachments-dark": ("Weekend in the mountains", DARK, USUAL, {}),
    "attachments-rtl": ("Weekend in the mountains", [*LIGHT, "-reverse"], USUAL, {}),
    "attachments-scale200": ("Weekend in the mountains", LIGHT, (2000, 1400), {"QT_SCALE_FACTOR": "2"}),
    "longname": (LONG_NAME, LIGHT, USUAL, {}),
    "wide": ("Bird watching", LIGHT, (1440, 900), {}),
    "dark": ("Linnet development", DARK, USUAL, {}),
    "rtl": ("مطبخ العائلة", [*LIGHT, "-reverse"], USUAL, {}),
    "scale200": ("Bird watching", LIGHT, (2000, 1400), {"QT_SCALE_FACTOR": "2"}),
    "notes": ("Field notes", LIGHT, (1000, 1500), {}),
    "notes-dark": ("Field notes", DARK, (1000, 1500), {}),
    "notes-rtl": ("Field notes", [*LIGHT, "-reverse"], (1000, 1500), {}),
    "notes-scale200": ("Field notes", LIGHT, (2000, 1500), {"QT_SCALE_FACTOR": "2"}),
    "main-de": ("Linnet development", LIGHT, USUAL, GERMAN),
    "notes-de": ("Field notes", LIGHT, (1000, 1500), GERMAN),
    "walk": ("The long walk", LIGHT, USUAL, {}),
    "walk-dark": ("The long walk", DARK, USUAL, {}),
    "smallest": ("Book club", LIGHT, (640, 420), {}),
    "secret": ("Zoë Lindqvist", LIGHT, USUAL, {}),
    "secret-dark": ("Zoë Lindqvist", DARK, USUAL, {}),
    "secret-rtl": ("Zoë Lindqvist", [*LIGHT, "-reverse"], USUAL, {}),
    "secret-scale200": ("Zoë Lindqvist", LIGHT, (2000, 1400), {"QT_SCALE_FACTOR": "2"}),
    "secret-de": ("Zoë Lindqvist", LIGHT, USUAL, GERMAN),
    "lobby": (SPACE, LIGHT, USUAL, {}),
    "lobby-dark": (SPACE, DARK, USUAL, {}),
    "lobby-rtl": (SPACE, [*LIGHT, "-reverse"], USUAL, {}),
    "lobby-scale200": (SPACE, LIGHT, (2000, 1400), {"QT_SCALE_FACTOR": "2"}),
    "lobby-empty": (EMPTY_SPACE, LIGHT, USUAL, {}),
    "replaced": ("Bicycle workshop", LIGHT, USUAL, {}),
    "replaced-dark": ("Bicycle workshop", DARK, USUAL, {}),
    "knocking": ("The hide by the lake", LIGHT, USUAL, {}),
    "knocking-dark": ("The hide by the lake", DARK, USUAL, {}),
}
FIND = [["key", "ctrl+k"], ["type", "the"]]
EXPORT = [["key", "alt+r"], ["key", "x"]]
NETWORK = [["key", "alt+a"], ["key", "n"]]
OTHER_WINDOW = ["other window"]  # waits until one is active
SETTINGS = [["key", "ctrl+comma"], OTHER_WINDOW]
INVITES_PAGE = [["key", "ctrl+shift+k"], ["key", "Tab"], ["key", "space"]]  # the line behind the filter box
ENCRYPTION = [*SETTINGS, ["type", "enc"]]
SESSIONS = [*SETTINGS, ["type", "ses"]]
ACCOUNT = [*SETTINGS, ["type", "acc"]]
SET_UP = [*ENCRYPTION, ["key", "alt+s"]]
SIGN_OUT = [["key", "alt+a"], ["key", "s"]]
OUTBOX = [["key", "ctrl+shift+o"]]
DIRECTORY = [["key", "ctrl+j"], OTHER_WINDOW]
DIRECTORY_EMPTY = [*DIRECTORY, ["type", "xyzzy"]]


def looked_at(alias):
    """The page of a room by its address; the directory is closed again."""
    return [*DIRECTORY, ["type", alias], ["key", "Return"], ["key", "Escape"], ["key", "Escape"]]


PREVIEW, PREVIEW_KNOCK = looked_at("#nestboxes:localhost"), looked_at("#ringing:localhost")
KNOCKS = [["key", "alt+w"]]
ROOM_SETTINGS = [["key", "ctrl+shift+s"], OTHER_WINDOW]
ROOM_ACCESS = [*ROOM_SETTINGS, ["type", "acc"]]
ROOM_PERMISSIONS = [*ROOM_SETTINGS, ["type", "per"]]
STATE = [["key", "alt+r"], ["key", "d"], OTHER_WINDOW, ["type", "power"], ["key", "Tab"], ["key", "Down"]]
DATE = [["key", "ctrl+shift+d"]]
PINS = [["key", "ctrl+shift+p"]]
THREADS = [["key", "ctrl+shift+t"]]
FIND_HERE = [["key", "ctrl+f"], ["type", "map"], ["key", "Return"]]


def row(above_last, key):
    """The timeline's own keys, on the row so many above the last."""
    return [["key", "shift+Tab"], *[["key", "Up"]] * (above_last + 1), ["key", key]]


RUN, VIEWER, THREAD = row(1, "Return"), row(3, "Return"), row(4, "t")
PICKER, CONTEXT = row(2, "plus"), row(5, "Menu")
VIDEO, LARGE = row(0, "space"), row(0, "f")
SCROLL = [["key", "shift+Tab"], ["key", "Prior"], ["key", "Prior"]]
BEGINNING = [["key", "shift+Tab"], ["key", "Up"], ["key", "Home"]]
VOICE = [*SCROLL, *[["key", "Up"]] * 3]
SPELLING = [["type", "A sentense about the nieghbours"]]
POLL = [["type", "/poll Who brings the thermos?"], ["key", "Return"], ["key", "Tab"], ["type", "Carol"], ["key", "Return"],
        ["type", "Dave, who forgot it the last time"], ["key", "Return"]]
# name -> the state it begins in, and what is pressed there
PRESSED = {
    "find": ("main", FIND),
    "find-dark": ("dark", FIND),
    "find-rtl": ("rtl", FIND),
    "find-scale200": ("scale200", FIND),
    "find-room": ("main", [["key", "ctrl+shift+f"], ["type", "build"]]),
    **{name + after: ("notes" + after, keys) for after in ("", "-dark", "-rtl", "-scale200") for name, keys in
       {"here": FIND_HERE, "date": DATE, "pins": PINS, "threads": THREADS, "run": RUN, "beginning": BEGINNING, "thread": THREAD,
        "viewer": VIEWER, "picker": PICKER, "context": CONTEXT, "spelling": SPELLING, "settings": SETTINGS, "poll": POLL}.items()},
    **{"scroll" + after: (state, SCROLL) for after, state in
       {"": "walk", "-dark": "walk-dark", "-rtl": "rtl", "-scale200": "scale200"}.items()},
    **{name + after: ("attachments" + after, keys) for after in ("", "-dark", "-rtl", "-scale200") for name, keys in
       {"video": VIDEO, "large": LARGE, "voice": VOICE}.items()},
    **{name + after: ("secret" + after, keys) for after in ("", "-dark", "-rtl", "-scale200") for name, keys in
       {"encryption": ENCRYPTION, "sessions": SESSIONS, "account": ACCOUNT, "set-up": SET_UP, "sign-out": SIGN_OUT}.items()},
    **{name + after: (state, keys) for after, state in {"": "main", "-dark": "dark", "-rtl": "rtl", "-scale200": "scale200"}.items()
       for name, keys in {"directory": DIRECTORY, "directory-empty": DIRECTORY_EMPTY, "preview": PREVIEW,
                          "preview-knock": PREVIEW_KNOCK}.items()},
    "knocks": ("knocking", KNOCKS),
    "room-settings": ("wide", ROOM_SETTINGS),
    "room-access": ("wide", ROOM_ACCESS),
    "room-permissions": ("wide", ROOM_PERMISSIONS),
    **{"room-settings-disabled" + after: ("notes" + after, ROOM_SETTINGS) for after in ("", "-dark", "-rtl", "-scale200")},
    "state-explorer": ("main", STATE),
    "state-explorer-dark": ("dark", STATE),
    "find-nothing": ("main", [["key", "ctrl+k"], ["type", "xyzzy"]]),
    "fetching": ("attachments", [["key", "alt+r"], ["key", "o"]]),
    "export": ("main", EXPORT),
    "export-dark": ("dark", EXPORT),
    "export-rtl": ("rtl", EXPORT),
    "network": ("main", NETWORK),
    "network-rtl": ("rtl", NETWORK),
    "network-scale200": ("scale200", NETWORK),
    "find-de": ("main-de", FIND),
    "export-de": ("main-de", EXPORT),
    "network-de": ("main-de", [["key", "alt+k"], ["key", "n"]]),
    "settings-de": ("main-de", SETTINGS),
    "create-de": ("main-de", [["key", "ctrl+n"]]),
    "join-de": ("main-de", [["key", "ctrl+j"]]),
    "invite-de": ("main-de", [["key", "ctrl+i"]]),
    "outbox-de": ("main-de", OUTBOX),
}
SIGNED_OUT = ("signin", "signin-dark", "signin-de")
# name -> the state in which rooms and messages stand close
COMPACT = {"compact" + after: state for after, state in
           {"": "notes", "-main": "main", "-dark": "notes-dark", "-rtl": "notes-rtl", "-scale200": "notes-scale200"}.items()}
# name -> the state in which the list shows the rooms of a space
IN_SPACE = {"space": "wide", "space-dark": "dark", "space-rtl": "rtl", "space-scale200": "scale200"}
# name -> the state in which files wait above the text
ATTACHED = {
    "attach": "main",
    "attach-dark": "dark",
    "attach-rtl": "rtl",
    "attach-scale200": "scale200",
}
# name -> the state in which files are held over the room
DROP = {
    "drop": "main",
    "drop-dark": "dark",
    "drop-rtl": "rtl",
    "drop-scale200": "scale200",
}
# name -> the state in which files are on their way
UPLOAD = {
    "upload": "main",
    "upload-dark": "dark",
    "upload-rtl": "rtl",
    "upload-scale200": "scale200",
}
# name -> the state in which the list of rooms has sections, and what is pressed there
CLOSE_FIRST = [["key", "ctrl+shift+k"], ["key", "Tab"], ["key", "Home"], ["key", "space"]]
SECTIONS = {"sections" + more + after: (state, keys) for after, state in
            {"": "main", "-dark": "dark", "-rtl": "rtl", "-scale200": "scale200"}.items()
            for more, keys in {"": [], "-collapsed": CLOSE_FIRST}.items()}
TRUST = "trust"
INVITES, NO_INVITES, BAN, SELECTED, IGNORED = "invites", "invites-empty", "ban-undo", "members-selected", "ignored"
NO_ROOMS, UNSENT, OFFLINE = "empty", "unsent", "offline"
NAMES = [*SIGNED_OUT, NO_ROOMS, *STATES, *COMPACT, *IN_SPACE, *PRESSED, *ATTACHED, *DROP, *UPLOAD, *SECTIONS, INVITES,
         SELECTED, BAN, IGNORED, NO_INVITES, TRUST, UNSENT, OFFLINE]
TOO_LONG = "word " * 15_000  # for any server


class Photographer:
    """Starts Linnet in one state after the other and takes its picture."""

    def __init__(self, executable, folder, stage, environment):
        self._executable = executable
        self._folder = folder
        self._stage = stage
        self._environment = environment
        self._signed_in = False

    def signed_out(self, name):
        environment = GERMAN if name.endswith("-de") else {}
        with self._linnet("nobody", DARK if name.endswith("dark") else LIGHT, environment) as linnet:
            self._shoot(linnet, name)

    def without_rooms(self, name):
        with self._linnet("newcomer", LIGHT) as linnet:
            linnet.ctl("register", "--server", self._stage.url, "--user", "newcomer", secret="a long enough password")
            linnet.wait_for_state("syncing")
            self._shoot(linnet, name)

    def state(self, name):
        room, options, size, environment = STATES[name]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            self._shoot(linnet, name)

    def compact(self, name):
        room, options, size, environment = STATES[COMPACT[name]]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            try:
                self._press([*SETTINGS, ["key", "alt+d"], ["key", "Down"], ["key", "Escape"]])
                self._shoot(linnet, name)
            finally:
                self._press([*SETTINGS, ["key", "alt+d"], ["key", "Up"], ["key", "Escape"]])

    def in_space(self, name):
        room, options, size, environment = STATES[IN_SPACE[name]]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            try:
                self._press([["key", "ctrl+alt+Down"]])
                self._shoot(linnet, name)
            finally:
                self._press([["key", "ctrl+alt+Up"]])

    def pressed(self, name):
        begin, keys = PRESSED[name]
        room, options, size, environment = STATES[begin]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            linnet.settled_shot(self._folder / f"{name}.png")
            self._press(keys)
            self._shoot_screen(name)

    def attached(self, name):
        room, options, size, environment = STATES[ATTACHED[name]]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            linnet.settled_shot(self._folder / f"{name}.png")
            self._attach(self._files())
            self._shoot_screen(name)

    def dropped(self, name):
        room, options, size, environment = STATES[DROP[name]]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            linnet.settled_shot(self._folder / f"{name}.png")
            # With the system's Python: what speaks to the X server is no part of the virtual environment.
            drag = processes.start(["/usr/bin/python3", HERE / "drag.py", self._active_window(), *self._files()],
                                   env=self._environment)
            try:
                self._shoot_screen(name)
            finally:
                processes.stop(drag)

    def upload(self, name):
        """Files on their way to a server that does not get on with it."""
        room, options, size, environment = STATES[UPLOAD[name]]
        with self._account(options, environment) as linnet:
            self._open(linnet, room, size)
            linnet.settled_shot(self._folder / f"{name}.png")
            self._attach([file for file in self._files() if file.suffix != ".jpg"])
            with self._stage.server.halted():
                self._press([["type", "What I found"], ["key", "Return"]])
                self._shoot_screen(name)
            linnet.ctl("outbox", "--discard", "all")

    def sections(self, name):
        """Favourites, a section of one's own, a muted room and one of low priority."""
        begin, keys = SECTIONS[name]
        room, options, size, environment = STATES[begin]
        places = {"Bird watching": ("m.favourite", "--order", "0.25"), "Linnet development": ("m.favourite", "--order", "0.5"),
                  "Field notes": ("u.Outdoors",), "Weekend in the mountains": ("u.Outdoors",), "Book club": ("m.lowpriority",)}
        with self._account(options, environment) as linnet:
            try:
                for other, place in places.items():
                    linnet.ctl("tag", linnet.room(other), *place)
                linnet.ctl("mute", linnet.room("Field notes"), "nothing")
                self._open(linnet, room, size)
                linnet.settled_shot(self._folder / f"{name}.png")
                if keys:
                    self._press(keys)
                self._shoot(linnet, name)
            finally:
                for other, place in places.items():
                    linnet.ctl("tag", linnet.room(other), place[0], "--remove")
                linnet.ctl("mute", linnet.room("Field notes"), "all")

    def _files(self):
        """A photo that says where it was taken, a large picture, notes, and what cannot be sent."""
        folder = self._folder / "files"
        folder.mkdir(exist_ok=True)
        made = {"Sunset over the hills.jpg": pictures.photo(), "Hills.png": pictures.landscape(1600, 1000)[0],
                "Field notes from the long weekend in the mountains.txt": b"A linnet.\n" * 900, "Nothing.dat": b""}
        for file, content in made.items():
            (folder / file).write_bytes(content)
        return [folder / file for file in made]

    def _attach(self, files):
        """Through the dialog, as a person without a mouse would."""
        self._press([["key", "ctrl+shift+a"], ["type", " ".join(f'"{file}"' for file in files)], ["key", "Return"]])

    def trust(self, name):
        """A recovery key, and what a second session meets. After all that is shown of an account that has neither."""
        with self._account(LIGHT) as linnet:
            self._open(linnet, "Zoë Lindqvist")
            self._press(ENCRYPTION)
            self._shoot_dialog(f"{name}-new-key", [["key", "alt+s"], OTHER_WINDOW, ["key", "Return"]])
            linnet.ctl("encryption", "setup")
            self._shoot_dialog(f"{name}-reset", [["key", "alt+r"], OTHER_WINDOW])
            self._shoot_dialog(f"{name}-key-file", [["key", "alt+x"], OTHER_WINDOW, ["key", "Return"]])
        with self._linnet("second", LIGHT) as second:
            second.login(self._stage.url, self._stage.user, self._stage.password)
            self._open(second, "Zoë Lindqvist")
            processes.wait_for(lambda: second.ctl("encryption", "status")["state"] == "locked", 30, "the second session's look",
                               step=0.2)
            self._shoot(second, f"{name}-locked")
            self._press(ENCRYPTION)
            self._shoot_dialog(f"{name}-enter-key", [["key", "alt+e"], OTHER_WINDOW, ["type", "EsTc LW2K PGiF"]])
        with self._account(LIGHT) as linnet, self._linnet("second", LIGHT, {"QT_QPA_PLATFORM": "offscreen"}) as second:
            self._open(linnet, "Zoë Lindqvist")
            second.wait_for_state("syncing")
            self._verify(name, linnet, second)
            self._press(SESSIONS)
            self._shoot_screen(f"{name}-sessions")
            self._shoot_dialog(f"{name}-sign-out", [["key", "alt+a"], OTHER_WINDOW])

    def _verify(self, name, linnet, second):
        """The other session asks, and both compare emoji. There is no QR code where there is no camera."""
        this = next(each["session_id"] for each in linnet.ctl("sessions") if each["this"])
        picture = linnet.settled_shot(self._folder / f"{name}-asked.png")
        before = picture.read_bytes()
        with second.compare(this) as asked:
            processes.wait_for(lambda: linnet.settled_shot(picture).read_bytes() != before, 30, "the other session to ask")
            say(str(picture))
            self._press([["key", "alt+c"], OTHER_WINDOW])
            processes.wait_for(lambda: asked.shown, 30, "something to compare")
            self._shoot_screen(f"{name}-emoji")
            self._press([["key", "alt+m"]])
            asked.say("yes")
            asked.outcome()
            self._shoot_dialog(f"{name}-done", [])

    def _shoot_dialog(self, name, keys):
        """What these keys lead to, which is left again."""
        self._press(keys)
        self._shoot_screen(name)
        self._press([["key", "Escape"]])

    def invites(self, name):
        """What strangers want, on a page of its own."""
        with self._account(LIGHT) as linnet:
            self._open(linnet, "Linnet development")
            processes.wait_for(lambda: len(linnet.ctl("invites")) == 2, 30, "the invitations", step=0.2)
            linnet.settled_shot(self._folder / f"{name}.png")
            self._press(INVITES_PAGE)
            self._shoot_screen(name)

    def without_invites(self, name):
        """The same after all were declined: as one sees it then."""
        with self._account(LIGHT) as linnet:
            self._open(linnet, "Linnet development")
            processes.wait_for(lambda: linnet.ctl("invites"), 30, "the invitations", step=0.2)
            linnet.settled_shot(self._folder / f"{name}.png")
            self._press(INVITES_PAGE)
            for invitation in linnet.ctl("invites"):
                linnet.ctl("leave", invitation["room_id"])
            self._shoot_screen(name)

    def members_selected(self, name):
        """Several people in a room of one's own, and what may be done about all of them."""
        with self._account(LIGHT) as linnet:
            self._own_room(linnet)
            self._open(linnet, "Own room", (1440, 900))
            linnet.settled_shot(self._folder / f"{name}.png")
            self._click_member(1)
            self._press([["keydown", "shift"]])
            self._click_member(3)
            self._press([["keyup", "shift"]])
            self._shoot_screen(name)

    def ban_undo(self, name):
        """Somebody was banned, which can be taken back."""
        with self._account(LIGHT) as linnet:
            self._own_room(linnet)
            self._open(linnet, "Own room", (1440, 900))
            linnet.settled_shot(self._folder / f"{name}.png")
            self._click_member(1, "3")
            self._press([["key", "a"], ["type", "Sells seeds"]])
            self._shoot_screen(f"{name}-asks")
            self._press([["key", "Return"]])
            self._shoot_screen(name)

    def ignored(self, name):
        """Bob is ignored: a room without what he said, and the settings that list him."""
        with self._account(LIGHT) as linnet:
            self._open(linnet, "Linnet development")
            linnet.ctl("ignore", "@bob:localhost")
            try:
                self._shoot(linnet, name)
                self._press([*SETTINGS, ["type", "pri"]])
                self._shoot_screen(f"{name}-settings")
            finally:
                linnet.ctl("ignore", "@bob:localhost", "--remove")

    def _own_room(self, linnet):
        """Made once, for what only who made a room may do."""
        if not any(room["name"] == "Own room" for room in linnet.ctl("rooms")):
            people = [option for name in ("bob", "carol", "dave", "erin") for option in ("--invite", f"@{name}:localhost")]
            linnet.ctl("create", "--name", "Own room", *people)

    def _click_member(self, row, button="1"):
        """In the list at the right side of a wide window, the rows of those below oneself counted from 1."""
        place = [str(1440 - 120), str(162 + row * 52)]
        self._press([["mousemove", "--window", self._active_window(), *place], ["click", button]])

    def unsent(self, name):
        """Something was refused elsewhere: a mark in the room list, and a bar that tells of it."""
        with self._account(LIGHT) as linnet:
            self._open(linnet, "Linnet development")
            linnet.ctl("send", linnet.room("Book club"), TOO_LONG)
            processes.wait_for(lambda: any(item["state"] == "failed" for item in linnet.ctl("outbox")), 30,
                               "the refusal", step=0.2)
            self._shoot(linnet, name)
            self._press(OUTBOX)
            self._shoot_screen(f"{name}-all")
            linnet.ctl("outbox", "--discard", "all")

    def offline(self, name):
        """Last of all: takes the server away."""
        with self._account(LIGHT) as linnet:
            self._open(linnet, "Bird watching")
            self._stage.__exit__()
            linnet.wait_for_state("offline", seconds=90)
            linnet.ctl("send", linnet.room("Bird watching"), "This one waits until we are back.")
            self._shoot(linnet, name)

    def _linnet(self, profile, options, environment=()):
        return Linnet(self._executable, profile, {**self._environment, **dict(environment)}, self._folder / "linnet.log",
                      ["-style", "fusion", *options])

    @contextlib.contextmanager
    def _account(self, options, environment=()):
        """Linnet as alice: signed in the first time, remembered from then on."""
        with self._linnet("alice", options, environment) as linnet:
            if not self._signed_in:
                linnet.login(self._stage.url, self._stage.user, self._stage.password)
                self._signed_in = True
            linnet.wait_for_state("syncing")
            yield linnet

    def _open(self, linnet, room, size=USUAL):
        linnet.ctl("open", linnet.room(room))
        # Without a pattern, be it empty, xdotool takes the next word for one.
        window = ["search", "--sync", "--onlyvisible", "--all", "--pid", str(linnet.process.pid), ""]
        subprocess.run(["xdotool", *window, "windowsize", "--sync", *map(str, size)], env=self._environment,
                       check=True, timeout=20, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _press(self, keys):
        begun_in = self._active_window()
        for words in keys:
            if words == OTHER_WINDOW:
                processes.wait_for(lambda: self._active_window() not in ("", begun_in), 20, "another window")
                continue
            subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=20)
            time.sleep(0.5)

    def _active_window(self):
        return subprocess.run(["xdotool", "getactivewindow"], env=self._environment, check=False, timeout=20,
                              stdout=subprocess.PIPE, text=True).stdout.strip()

    def _shoot_screen(self, name, seconds=10):
        """All windows, pop-ups and dialogs over them; taken when two in a row are the same (or time is up)."""
        picture = self._folder / f"{name}.png"
        before, end = None, time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.7)
            pixels = subprocess.run(["import", "-window", "root", "rgb:-"], env=self._environment, check=True, timeout=20,
                                    stdout=subprocess.PIPE).stdout
            if pixels == before:
                break
            before = pixels
        subprocess.run(["import", "-window", "root", "-trim", str(picture)], env=self._environment, check=True, timeout=20)
        say(str(picture))

    def _shoot(self, linnet, name):
        say(str(linnet.settled_shot(self._folder / f"{name}.png")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", default=[])
    arguments = parser.parse_args()
    names = arguments.names or NAMES
    processes.exit_on_signals()
    processes.die_with_parent()
    folder = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    failed = []
    with contextlib.ExitStack() as cleanup:
        home = folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        cleanup.callback(shutil.rmtree, home, ignore_errors=True)
        stage = cleanup.enter_context(Stage(folder / "homeserver", quiet=True))
        keychain = cleanup.enter_context(Keychain("unlocked", home))
        screen = cleanup.enter_context(Screen(2400, 1600))
        photographer = Photographer(arguments.executable, folder, stage, screen.into(keychain.environment))
        for name in filter(names.__contains__, NAMES):
            usual = (photographer.signed_out if name in SIGNED_OUT else
                     photographer.pressed if name in PRESSED else
                     photographer.compact if name in COMPACT else
                     photographer.in_space if name in IN_SPACE else
                     photographer.attached if name in ATTACHED else
                     photographer.dropped if name in DROP else
                     photographer.upload if name in UPLOAD else
                     photographer.sections if name in SECTIONS else photographer.state)
            take = {NO_ROOMS: photographer.without_rooms, UNSENT: photographer.unsent, TRUST: photographer.trust,
                    OFFLINE: photographer.offline, INVITES: photographer.invites, NO_INVITES: photographer.without_invites,
                    SELECTED: photographer.members_selected, BAN: photographer.ban_undo,
                    IGNORED: photographer.ignored}.get(name, usual)
            try:
                take(name)
            except (AssertionError, CtlError, RuntimeError, TimeoutError, subprocess.SubprocessError) as error:
                say(f"{name}: {error}")
                failed.append(name)
    if failed:
        raise SystemExit(f"No picture of: {', '.join(failed)}")


if __name__ == "__main__":
    main()
