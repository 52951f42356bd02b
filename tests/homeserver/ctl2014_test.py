#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through `linnet ctl` against a home server of 2014 (tests/support/program): what the guide's
example application can do.

  ctl2014_test.py EXECUTABLE FAKE-HOMESERVER 0.2|0.3 [--work DIR]

Everything lives in homes of its own, and the steps run in the order in which they stand. Exit code 0 if each did what
it should.
"""
import argparse
import functools
import subprocess
from pathlib import Path

import ctl
import processes
from ctl import check, eventually, same
from neighbour import OldPerson

PASSWORD = "wordpass"  # of the people whom the server has from the start


class GuideScenario(ctl.Scenario):
    """Register, log in, make and join rooms, talk, read back, come back."""

    def __init__(self, server_program, era, executable, dialect, work, keychain):
        super().__init__(executable, dialect, work, keychain)
        self.era = era
        self._process = processes.start([server_program, "--era", era], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.url = self._process.stdout.readline().decode().strip()
        self.bob = OldPerson(self.url, "bob", PASSWORD)
        self.room = None

    def end(self):
        super().end()
        processes.stop(self._process)
        self._process.stdout.close()

    def bob_sees(self, room, text):
        eventually(lambda: text in self.bob.bodies(room), f"bob to see {text}")
        same(self.bob.bodies(room).count(text), 1, f"how often bob sees {text}")

    def step_registers_a_named_account(self):
        self.linnet.start()
        arguments = ["register", "--server", self.url, "--user"]
        check(self.linnet.fails(*arguments, "bob", secret="x").startswith("M_"), "the server's code")
        same(self.linnet.do(*arguments, "carol", secret="secret of carol"), {"user_id": "@carol:localhost"}, "answer")
        status = self.linnet.until("syncing")
        same((status["dialect"], status["user_id"], status["rooms"]), ("v1", "@carol:localhost", 0), "status")
        same(self.linnet.do("logout"), {}, "answer")
        self.linnet.until("signed_out")
        same(self.linnet.do("login", "--server", self.url, "--user", "carol", secret="secret of carol"),
             {"user_id": "@carol:localhost"}, "answer")
        same(self.linnet.do("logout"), {}, "answer")

    def step_registers_without_name_and_password(self):
        other = self.make_linnet("nameless")
        other.start()
        try:
            nameless = other.do("register", "--server", self.url, "--no-password")["user_id"]
            check(nameless.startswith("@") and nameless.endswith(":localhost"), f"user id {nameless}")
            other.until("syncing")
            # The token is all there is of it: it must outlive the program.
            other.quit()
            other.start()
            same(other.until("syncing")["user_id"], nameless, "user id")
        finally:
            other.stop()

    def step_logs_in(self):
        same(self.linnet.fails("login", "--server", self.url, "--user", "alice", secret="wrong"), "M_FORBIDDEN", "code")
        same(self.linnet.do("login", "--server", self.url, "--user", "alice", secret=PASSWORD),
             {"user_id": "@alice:localhost"}, "answer")
        same(self.linnet.until("syncing")["dialect"], "v1", "dialect")

    def step_creates_a_room(self):
        self.room = self.linnet.do("create", "--name", "Our room", "--alias", "ours", "--topic", "Talk", "--public")["room_id"]
        same(self.linnet.rooms()[self.room]["membership"], "join", "membership")
        same(self.linnet.rooms()[self.room]["name"], "Our room", "name")
        self.bob.join("#ours:localhost")
        check(self.linnet.fails("join", "#nowhere:localhost").startswith("M_"), "the server's code")

    def step_talks(self):
        for words in ("Hello from Linnet", "and again"):
            text = self.text(words)
            self.linnet.do("send", "#ours:localhost", text)
            self.bob_sees(self.room, text)
        emote = self.text("waves")
        self.linnet.do("send", self.room, emote, "--emote")
        self.bob_sees(self.room, emote)
        his = self.text("Hello from bob")
        event = self.bob.send(self.room, his)
        self.alice_sees(self.room, his)
        row = next(row for row in self.linnet.timeline(self.room) if row["event_id"] == event)
        same((row["sender"], row["type"], row["msgtype"], row["state"]),
             (self.bob.id, "m.room.message", "m.text", "sent"), "row")
        check(row["ts"] > 0, "the message has no time")
        self.linnet.until_sent()
        same(self.linnet.bodies(self.room), self.bob.bodies(self.room), "messages")

    def step_lists_members(self):
        members = {member["user_id"]: member for member in self.linnet.do("members", self.room)}
        same({user: member["membership"] for user, member in members.items()},
             {"@alice:localhost": "join", self.bob.id: "join"}, "members")
        check(members["@alice:localhost"]["power"] > members[self.bob.id]["power"], f"power of {members}")

    def step_answers_invitations(self):
        room = self.bob.create(room_alias_name="bobs", visibility="private", invite=["@alice:localhost"])
        eventually(lambda: self.linnet.membership(room) == "invite", "the invitation")
        same(self.linnet.do("rooms")[0]["room_id"], room, "the room on top")
        same(self.linnet.do("join", room), {"room_id": room}, "answer")
        same(self.linnet.membership(room), "join", "membership")
        text = self.text("inside")
        self.bob.send(room, text)
        self.alice_sees(room, text)
        same(self.linnet.do("leave", room), {"room_id": room}, "answer")
        check(self.linnet.membership(room) in (None, "leave"), "the room is left")
        own = self.linnet.do("create", "--name", "Mine")["room_id"]
        same(self.linnet.do("invite", own, self.bob.id), {"room_id": own}, "answer")
        self.bob.join(own)

    def step_joins_and_reads_to_the_start(self):
        room = self.bob.create(room_alias_name="long", visibility="public")
        for number in range(130):
            self.bob.send(room, f"message {number}")
        same(self.linnet.do("join", "#long:localhost"), {"room_id": room}, "answer")
        text = self.text("newest")
        self.bob.send(room, text)
        self.alice_sees(room, text)
        rows = self.linnet.read_to_start(room)
        same([row["body"] for row in rows if row["type"] == "m.room.message"], self.bob.bodies(room), "messages")
        same(rows[0]["type"], "m.room.create", "first event")

    def step_comes_back(self):
        before = self.linnet.timeline(self.room)
        rooms = self.linnet.rooms()
        self.linnet.quit()
        away = [self.text(f"while away {number}") for number in range(120)]
        for text in away:
            self.bob.send(self.room, text)
        self.linnet.start()
        same(set(self.linnet.rooms()), set(rooms), "rooms")
        self.alice_sees(self.room, away[-1])
        self.linnet.until("syncing")
        after = self.linnet.timeline(self.room)
        same(after[:len(before)], before, "what was there before")
        same([row["body"] for row in after[len(before):]], away, "what came while away")

    def step_survives_being_killed(self):
        texts = [self.text("before the kill") for _ in range(3)]
        for text in texts:
            self.linnet.do("send", self.room, text)
        self.linnet.kill()
        self.bob.send(self.room, self.text("while dead"))
        self.linnet.start()
        self.linnet.until("syncing")
        self.linnet.until_sent()
        for text in texts:
            self.bob_sees(self.room, text)
        eventually(lambda: self.linnet.bodies(self.room) == self.bob.bodies(self.room), "the same messages")

    def step_signs_out(self):
        same(self.linnet.do("logout"), {}, "answer")
        same(self.linnet.do("status")["state"], "signed_out", "state")
        same(self.keychain.entries("default/"), [], "keychain entries after signing out")
        self.find_no_database("default")
        self.linnet.quit()
        self.find_nothing([PASSWORD, *self.texts])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable", type=Path)
    parser.add_argument("server", type=Path)
    parser.add_argument("era", choices=("0.2", "0.3"))
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    scenario = functools.partial(GuideScenario, arguments.server.resolve(), arguments.era)
    ctl.main(scenario, arguments.executable, "auto", arguments.work)
