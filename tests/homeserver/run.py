#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev run: Linnet, signed in to a throw-away server where people talk.

  run.py EXECUTABLE       until Ctrl-C or until the window is closed; nothing is left behind but logs

Without a display it runs under Xvfb instead, writes to bob, waits for his answer, leaves a picture in
build/run.png and exits 0. Linnet gets a keyring and folders of its own, so that it neither sees nor changes
those of the person who tries it.
"""
import argparse
import contextlib
import os
import shutil
import sys
import time
from pathlib import Path

import processes
from keychain import Keychain
from linnet import Linnet
from screen import Screen
from stage import Stage, say

BUILD = Path(__file__).resolve().parent.parent.parent / "build"
HOME = BUILD / "run"
QUESTION = "Hello Bob, are you there?"


def has_display():
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin")


def environment_of(cleanup):
    """Where Linnet shall run: its own keyring and folders, and a screen."""
    if sys.platform == "darwin":  # has neither D-Bus nor XDG folders; the profile keeps things apart
        return dict(os.environ)
    shutil.rmtree(HOME, ignore_errors=True)
    cleanup.callback(shutil.rmtree, HOME, ignore_errors=True)
    environment = cleanup.enter_context(Keychain("unlocked", HOME)).environment
    if not has_display():
        return cleanup.enter_context(Screen()).into(environment)
    # Fonts, colours and style are still those of the person.
    theirs = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    environment["XDG_CONFIG_DIRS"] = f"{theirs}:{os.environ.get('XDG_CONFIG_DIRS', '/etc/xdg')}"
    return environment


def stay_open(linnet, stage):
    say("Linnet is open and signed in as Alice. Write to Bob, he answers. Ctrl-C ends it all.")
    while linnet.process.poll() is None:
        if stage.people.poll() is not None:
            raise RuntimeError("The people of the demonstration are gone.")
        time.sleep(0.3)


def talk_to_bob(linnet):
    """The same without anybody watching."""
    room = linnet.room("Bob Keller")
    linnet.ctl("open", room)
    asked = time.monotonic()
    linnet.ctl("send", room, QUESTION)

    def answer():
        events = linnet.ctl("timeline", room, "--limit", "10")
        bodies = [event.get("body") for event in events]
        after = events[len(bodies) - bodies[::-1].index(QUESTION):] if QUESTION in bodies else []
        return next((event for event in after if event["sender"] == "@bob:localhost"), None)

    event = processes.wait_for(answer, 30, "Bob's answer", step=0.1)
    seconds = time.monotonic() - asked
    picture = linnet.settled_shot(BUILD / "run.png")
    status = linnet.ctl("status")
    say(f"Signed in as {status['user_id']} ({status['dialect']}), {status['rooms']} rooms, state {status['state']}.")
    say(f"Wrote to Bob: {QUESTION}")
    say(f"Bob answered after {seconds:.1f} s: {event['body']}")
    say(f"Picture: {picture}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable")
    arguments = parser.parse_args()
    processes.exit_on_signals()
    processes.die_with_parent()
    with contextlib.ExitStack() as cleanup:
        stage = cleanup.enter_context(Stage(BUILD / "run-homeserver"))
        environment = environment_of(cleanup)
        linnet = cleanup.enter_context(Linnet(arguments.executable, "demo", environment, BUILD / "run-linnet.log"))
        linnet.login(stage.url, stage.user, stage.password)
        if has_display():
            stay_open(linnet, stage)
        else:
            talk_to_bob(linnet)


if __name__ == "__main__":
    main()
