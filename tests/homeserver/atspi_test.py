#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds and hears in the real program, through AT-SPI, with a real Synapse.

  atspi_test.py EXECUTABLE [--work DIR]

Starts a home server, a D-Bus session with a keyring and an accessibility bus, a screen and Linnet, and carries out the
steps of AtspiScenario in the order in which they stand. Needs the distribution's Python with Atspi's bindings.
"""
import argparse
import contextlib
import os
import re
import subprocess
from pathlib import Path

import gi

import ctl
import processes
from ctl import PATIENCE, check, same
from homeserver import Homeserver
from neighbour import PASSWORD, Person
from screen import Screen

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 pylint: disable=wrong-import-position

LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher",
             "/usr/lib/at-spi-bus-launcher"]
Role = Atspi.Role
# What one works with, or lands on: all of it needs a name.
NAMED = {Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.COMBO_BOX, Role.SPIN_BUTTON,
         Role.SLIDER, Role.ENTRY, Role.TEXT, Role.PASSWORD_TEXT, Role.LIST, Role.LIST_ITEM, Role.TREE, Role.TABLE,
         Role.MENU, Role.MENU_ITEM, Role.CHECK_MENU_ITEM, Role.PAGE_TAB, Role.LINK, Role.DIALOG, Role.FRAME}


def take_events():
    while GLib.MainContext.default().iteration(False):
        pass


def eventually(condition, what):
    """Like ctl.eventually, while events are taken from the bus."""
    def asked():
        take_events()
        return condition()

    return processes.wait_for(asked, PATIENCE, what, step=0.05)


def children(node):
    found = (node.get_child_at_index(index) for index in range(node.get_child_count()))
    return [child for child in found if child is not None]


def walk(node, path=()):
    """The node and all below it that can be seen, each with its way from the top."""
    yield node, path
    for child in children(node):
        if child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from walk(child, (*path, node))


def described(node, path=()):
    return " > ".join(f"{one.get_role_name()} {one.get_name()!r}" for one in (*path, node))


def find(top, role, name):
    """The first that is seen below `top` with this role, and a name that begins so."""
    return next((node for node, _ in walk(top) if node.get_role() == role and node.get_name().startswith(name)), None)


def actions(node):
    return [Atspi.Action.get_action_name(node, index) for index in range(Atspi.Action.get_n_actions(node))]


def nameless(window):
    """What a screen reader would call by its kind only."""
    labelled = Atspi.RelationType.LABELLED_BY
    return [described(node, path) for node, path in walk(window)
            if node.get_role() in NAMED and not node.get_name()
            and not any(relation.get_relation_type() == labelled for relation in node.get_relation_set())]


class Heard:
    """The events of a kind; a context manager."""

    def __init__(self, event):
        self._event = event
        self.events = []
        self._listener = Atspi.EventListener.new(self._hear)

    def _hear(self, event):
        try:
            self.events.append((event.detail1, event.source.get_role(), event.source.get_name()))
        except GLib.Error:
            pass  # it is gone already

    def __enter__(self):
        self._listener.register(self._event)
        return self

    def __exit__(self, *_exception):
        self._listener.deregister(self._event)


class AtspiScenario(ctl.Scenario):
    """Alice in a room with bob, and in a second one that she has not read."""

    def __init__(self, executable, dialect, work, keychain):
        super().__init__(executable, dialect, work, keychain)
        self._cleanup = contextlib.ExitStack()
        screen = self._cleanup.enter_context(Screen(1400, 1000))
        self.environment = screen.into(dict(keychain.environment, LC_ALL="C.UTF-8", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
                                            QT_LOGGING_RULES="linnet.*=true"))
        launcher = processes.start([next(filter(os.path.exists, LAUNCHERS)), "--launch-immediately"],
                                   env=self.environment, stderr=subprocess.DEVNULL)
        self._cleanup.callback(processes.stop, launcher)
        os.environ.update(self.environment)
        self.server = self._cleanup.enter_context(Homeserver(work / "server"))
        self.alice = Person(self.server, "alice")
        self.bob = Person(self.server, "bob")
        self.linnet = self.make_linnet()
        self.garden = self.window = None

    def end(self):
        super().end()
        self._cleanup.close()

    def press(self, *keys):
        subprocess.run(["xdotool", "key", *keys], env=self.environment, check=True, timeout=PATIENCE)

    def windows(self):
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)
        applications = [child for child in children(desktop) if child.get_name() == "linnet"]
        for application in applications:
            application.set_cache_mask(Atspi.Cache.NONE)
        return [window for application in applications for window in children(application)]

    def messages(self):
        return find(self.window, Role.LIST, "Messages")

    def message(self, text):
        """The row that ends so, once it is there."""
        return eventually(lambda: next((row for row in children(self.messages()) if row.get_name().endswith(text)), None),
                          f"the message {text}")

    # ---- what is there

    def step_opens_a_room(self):
        self.garden = self.bob.create(name="Garden", preset="public_chat")
        kitchen = self.bob.create(name="Kitchen", preset="public_chat")
        for room in (self.garden, kitchen):
            self.alice.join(room)
        for text in ("One", "Two", "Three"):
            self.bob.send(self.garden, text)
        self.linnet.start()
        self.linnet.do("login", "--server", self.server.url, "--user", "alice", secret=PASSWORD)
        self.linnet.until("syncing")
        self.linnet.do("open", self.garden)
        for text in ("Soup", "Salt"):
            self.bob.send(kitchen, text)
        self.window = eventually(lambda: next((window for window in self.windows() if window.get_name() == "Garden"), None),
                                 "the window of the room")

    def step_has_one_stop_a_message(self):
        self.message("Three")
        names = [row.get_name() for row in children(self.messages())]
        same({row.get_role() for row in children(self.messages())}, {Role.LIST_ITEM}, "roles")
        for row, text in zip(names[-3:], ("One", "Two", "Three")):
            check(re.fullmatch(rf"(New messages, )?bob, \d\d:\d\d, {text}", row), f"{row!r} is not who, when and what")
        same(children(self.message("Three")), [], "what is inside of a message")

    def step_says_what_is_unread(self):
        eventually(lambda: find(self.window, Role.LIST_ITEM, "Kitchen, 2 unread messages, bob: Salt"), "the unread room")

    def step_names_the_composer(self):
        composer = find(self.window, Role.TEXT, "Message Garden")
        check(composer.get_state_set().contains(Atspi.StateType.EDITABLE), "one can write in it")

    def step_names_all_that_can_be_worked(self):
        same(nameless(self.window), [], "what has no name")
        self.press("ctrl+comma")
        settings = eventually(lambda: next((window for window in self.windows() if window.get_name() == "Settings"), None),
                              "the settings")
        same(nameless(settings), [], "what has no name in the settings")
        self.press("Escape")
        eventually(lambda: self.window.get_state_set().contains(Atspi.StateType.ACTIVE), "the settings to close")

    # ---- what happens

    def step_says_what_comes(self):
        with Heard("object:state-changed:showing") as shown:
            self.bob.send(self.garden, "Hear this")
            said = eventually(lambda: [name for is_shown, role, name in shown.events
                                       if is_shown and role == Role.NOTIFICATION], "the announcement")
            check(re.fullmatch(r"bob, \d\d:\d\d, Hear this", said[0]), f"{said} is not the message")
            self.linnet.do("send", self.garden, "My own words")
            self.message("My own words")
            self.bob.send(self.garden, "And this")
            eventually(lambda: shown.events[-1][2].endswith("And this"), "the next announcement")
            check("My own words" not in str(shown.events), "one's own words are not announced")

    def step_moves_through_messages_by_keyboard(self):
        with Heard("object:state-changed:focused") as focus:
            def lands_on(role, name):
                eventually(lambda: focus.events and focus.events[-1][:2] == (1, role)
                           and focus.events[-1][2].endswith(name), f"the focus on {name}")

            self.press("shift+Tab")
            lands_on(Role.PUSH_BUTTON, "Attach files")
            self.press("shift+Tab")
            eventually(lambda: focus.events[-1][0] == 1 and focus.events[-1][1] != Role.PUSH_BUTTON,
                       "the focus to leave what one writes with")
            check("Messages" in str(focus.events) or "And this" in str(focus.events), f"{focus.events}: not the messages")
            self.press("End")
            self.press("Up")
            lands_on(Role.LIST_ITEM, "My own words")
            self.press("Up")
            lands_on(Role.LIST_ITEM, "Hear this")
            self.press("Down")
            lands_on(Role.LIST_ITEM, "My own words")

    def step_offers_what_one_can_do(self):
        theirs, own = actions(self.message("Hear this")), actions(self.message("My own words"))
        for action in ("React", "Reply", "Reply in thread", "Copy link to message", "View source"):
            check(action in theirs and action in own, f"{action} is not among {theirs} and {own}")
        check("Report" in theirs and "Edit" not in theirs, f"what one does with another's message: {theirs}")
        check("Edit" in own and "Delete" in own and "Report" not in own, f"what one does with one's own: {own}")

    def step_replies_through_an_action(self):
        row = self.message("Hear this")
        with Heard("object:state-changed:focused") as focus:
            Atspi.Action.do_action(row, actions(row).index("Reply"))
            eventually(lambda: focus.events and focus.events[-1][0] == 1 and focus.events[-1][1] == Role.TEXT,
                       "the focus in the composer")
        eventually(lambda: any(node.get_name() == "Reply to bob" for node, _ in walk(self.window)), "what is answered")
        same(nameless(self.window), [], "what has no name while one answers")
        for key in "yes":
            self.press(key)
        self.press("Return")
        reply = self.message("yes")
        check(re.search(r"Reply to bob: Hear this, yes\Z", reply.get_name()), f"{reply.get_name()!r} is no reply")
        eventually(lambda: "yes" in str(self.bob.bodies(self.garden)), "the reply to arrive")

    def step_quits(self):
        self.linnet.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable", type=Path)
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    ctl.main(AtspiScenario, arguments.executable, "v3", arguments.work)


if __name__ == "__main__":
    main()
