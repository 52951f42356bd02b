#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through `linnet ctl` against a real Synapse, with a second person who speaks plain HTTP.

  ctl_test.py EXECUTABLE v1|v3|sliding [--work DIR]

Starts a home server, a D-Bus session with an unlocked keyring and Linnet (offscreen), all with a home of their own, and
carries out the steps of CtlScenario in the order in which they stand. Exit code 0 if each did what it should.
"""
import argparse
import json
import os
import select
import signal
import stat
import subprocess
import time
import urllib.error
from pathlib import Path

import ctl
from ctl import PATIENCE, check, eventually, same
from homeserver import Homeserver
from neighbour import PASSWORD, Person, quote


class CtlScenario(ctl.Scenario):
    """The whole table of ctl, in one dialect."""

    def __init__(self, executable, dialect, work, keychain):
        super().__init__(executable, dialect, work, keychain)
        self.server = Homeserver(work / "server", keep=True)
        self.server.__enter__()
        self.bob = Person(self.server, "bob")
        self.alice = None
        self.room = None

    def end(self):
        super().end()
        self.server.__exit__()

    def bob_sees(self, room, text):
        eventually(lambda: text in self.bob.bodies(room), f"bob to see {text}")
        same(self.bob.bodies(room).count(text), 1, f"how often bob sees {text}")

    def stop_server(self):
        self.server.__exit__()

    def start_server(self):
        self.server = Homeserver(self.work / "server", keep=True)
        self.server.__enter__()

    # ---- signing in

    def step_says_that_nothing_runs(self):
        same(self.linnet.fails("status"), "not_running", "code")
        same(self.linnet.fails("explode"), "usage", "code")
        same(self.linnet.fails("send", "!room"), "usage", "code")
        same(self.linnet.fails("timeline", "!room", "--limit", "many"), "usage", "code")
        same(self.linnet.fails("login", "--server", "localhost"), "usage", "code")
        for wrong in ("--bogus", "--dialect=v9", "--profile=../x"):
            result = subprocess.run([self.executable, wrong, "ctl", "status"], env=self.environment, capture_output=True,
                                    text=True, check=False)
            same((result.returncode, json.loads(result.stdout)["error"]["code"]), (1, "usage"), wrong)

    def step_starts_signed_out(self):
        self.linnet.start()
        same(self.linnet.do("status"), {"state": "signed_out", "user_id": None, "server": None, "dialect": None,
                                        "rooms": 0, "unsent": 0}, "status")
        for command in (["rooms"], ["timeline", "!r"], ["history", "!r"], ["members", "!r"], ["send", "!r", "x"], ["create"],
                        ["join", "#a:b"], ["leave", "!r"], ["settings", "!r"], ["invite", "!r", "@a:b"], ["open", "!r"], ["logout"], ["follow"], ["search", "x"], ["fetch", "!r"],
                        ["export", "!r", "x"]):
            same(self.linnet.fails(*command), "not_signed_in", f"code of {command}")

    def step_talks_to_its_own_user_only(self):
        folders = [Path(self.environment["XDG_RUNTIME_DIR"]), self.home]
        sockets = [file for folder in folders for file in folder.rglob("linnet/**/*") if file.is_socket()]
        same(len(sockets), 1, "sockets")
        same(stat.S_IMODE(sockets[0].stat().st_mode) & 0o077, 0, "what others may do with the socket")
        same(stat.S_IMODE(sockets[0].parent.stat().st_mode), 0o700, "mode of the socket's folder")

    def step_a_second_start_leaves_it_to_the_first(self):
        same(self.linnet.again(), 0, "exit code of the second start")
        same(self.linnet.do("status")["state"], "signed_out", "state")

    def step_sign_in_goes_wrong(self):
        Person(self.server, "alice")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "alice", secret="wrong"), "M_FORBIDDEN", "code")
        same(self.linnet.fails("login", "--server", "http://127.0.0.1:1", "--user", "alice", secret=PASSWORD), "network", "code")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "alice", secret=""), "usage", "code")
        same(self.linnet.fails("login", "--server", self.server.url, "--token", secret="no-such-token"), "M_UNKNOWN_TOKEN",
             "code")
        same(self.linnet.do("status")["state"], "signed_out", "state")
        same(self.keychain.entries("default/"), [], "keychain entries after nothing but refusals")

    def step_registers(self):
        """Where the server has no register of 2014, today's is taken."""
        arguments = ["register", "--server", self.server.url, "--user"]
        same(self.linnet.fails(*arguments, "alice", secret=PASSWORD), "M_USER_IN_USE", "code")
        same(self.linnet.fails(*arguments, "no spaces", secret=PASSWORD), "M_INVALID_USERNAME", "code")
        self.alice = self.linnet.do(*arguments, "alice2", secret=PASSWORD)["user_id"]
        same(self.alice, "@alice2:localhost", "user id")

    def step_registers_without_a_name(self):
        other = self.make_linnet("nameless")
        other.start()
        try:
            arguments = ["register", "--server", self.server.url]
            same(other.fails(*arguments, secret=""), "usage", "code without a password")
            check(other.fails(*arguments, "--no-password").startswith("M_"), "today's servers want a password")
            user = other.do(*arguments, secret=PASSWORD)["user_id"]
            check(user.startswith("@") and user.endswith(":localhost"), f"user id {user}")
            same(other.do("logout"), {}, "answer")
        finally:
            other.stop()

    def step_says_how_it_stands(self):
        status = self.linnet.until("syncing")
        same({key: status[key] for key in ("user_id", "dialect", "rooms", "unsent")},
             {"user_id": self.alice, "dialect": self.dialect, "rooms": 0, "unsent": 0}, "status")
        same(set(status), {"state", "user_id", "server", "dialect", "rooms", "unsent"}, "keys of the status")
        same(status["server"].rstrip("/"), self.server.url, "server")
        same(self.linnet.do("rooms"), [], "rooms")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "x", secret="y"), "usage", "code")

    # ---- rooms and messages

    def step_creates_a_room_and_invites(self):
        answer = self.linnet.do("create", "--name", "Our room", "--alias", "ours", "--topic", "Talk", "--public",
                                "--invite", self.bob.id)
        same(set(answer), {"room_id"}, "keys")
        self.room = answer["room_id"]
        # The server may tell of it piece by piece.
        eventually(lambda: self.linnet.rooms()[self.room]["name"] == "Our room", "the room's name")
        room = self.linnet.rooms()[self.room]
        same(set(room), {"room_id", "name", "membership", "unread", "highlight", "unread_is_at_least", "section", "tags",
                         "muted", "direct_with", "last_event"},
             "keys of a room")
        same((room["name"], room["membership"]), ("Our room", "join"), "room")
        same(self.bob.join("#ours:localhost"), self.room, "the room behind the alias")
        topic = self.bob.call("GET", f"rooms/{quote(self.room)}/state/m.room.topic")["topic"]
        rule = self.bob.call("GET", f"rooms/{quote(self.room)}/state/m.room.join_rules")["join_rule"]
        same((topic, rule), ("Talk", "public"), "topic and join rule")
        same(self.linnet.fails("create", "--alias", "ours"), "M_ROOM_IN_USE", "code")
        same(self.linnet.do("status")["rooms"], 1, "rooms")

    def step_looks_at_rooms_before_it_joins(self):
        listed = self.bob.create(name="Listed by bob", topic="Seen from outside", visibility="public", preset="public_chat",
                                 room_alias_name="listed")
        found = self.linnet.do("directory", "Listed by", "--limit", "5")
        same(found, [{"room_id": listed, "alias": "#listed:localhost", "name": "Listed by bob", "topic": "Seen from outside",
                      "members": 1, "join_rule": "public"}], "directory")
        same(self.linnet.do("directory", "nothing is called so"), [], "directory")
        seen = self.linnet.do("preview", "#listed:localhost", "--via", "localhost")
        same((seen["room_id"], seen["way"]), (listed, "join"), "preview")
        if self.dialect != "v1":
            same((seen["name"], seen["members"], seen["join_rule"]), ("Listed by bob", 1, "public"), "preview")
        else:
            same(self.linnet.fails("knock", listed), "unsupported", "code")
        same(self.linnet.fails("preview", "#nobody-at-all:localhost"), "M_NOT_FOUND", "code")

    def step_messages_both_ways(self):
        same(self.linnet.fails("send", self.room, "  "), "usage", "code")
        mine = self.text("From Linnet")
        same(list(self.linnet.do("send", self.room, mine)), ["txn_id"], "keys")
        self.bob_sees(self.room, mine)
        his = self.text("From bob")
        event = self.bob.send(self.room, his)
        self.alice_sees(self.room, his)
        same(self.linnet.rooms()[self.room]["unread"], 1, "unread")
        row = next(row for row in self.linnet.timeline(self.room) if row["body"] == his)
        check(abs(row.pop("ts") / 1000 - time.time()) < PATIENCE, "time of the message")
        same(row, {"event_id": event, "sender": self.bob.id, "type": "m.room.message", "msgtype": "m.text", "body": his,
                   "state": "sent"}, "row")
        self.alice_sees(self.room, mine)
        emote = self.text("waves")
        self.linnet.do("send", "#ours:localhost", emote, "--emote")
        self.alice_sees(self.room, emote)
        same(next(row["msgtype"] for row in self.linnet.timeline(self.room) if row["body"] == emote), "m.emote", "msgtype")
        hidden = self.text("the butler")
        self.linnet.do("send", self.room, hidden, "--html", f"<span data-mx-spoiler>{hidden}</span>")
        self.bob_sees(self.room, hidden)
        content = self.bobs_events("m.room.message")[0]["content"]
        same((content.get("format"), content.get("formatted_body")),
             ("org.matrix.custom.html", f"<span data-mx-spoiler>{hidden}</span>"), "formatting in every dialect")
        same(len(self.linnet.timeline(self.room, "--limit", "2")), 2, "rows of a limited timeline")
        self.linnet.until_sent()
        same((self.linnet.rooms()[self.room]["last_event"] or {}).get("body"), hidden, "last event")

    def bobs_events(self, event_type):
        page = self.bob.call("GET", f"rooms/{quote(self.room)}/messages?dir=b&limit=50")
        return [event for event in page["chunk"] if event["type"] == event_type]

    def step_answers_edits_reacts_and_redacts(self):
        his = self.bob.send(self.room, self.text("Who comes?"))
        eventually(lambda: his in [row["event_id"] for row in self.linnet.timeline(self.room)], "bob's question")
        actions = (["reply", self.room, his, "I do"], ["thread", self.room, his, "me too"], ["edit", self.room, his, "x"],
                   ["react", self.room, his, "+1"])
        if self.dialect == "v1":
            for action in actions:
                same(self.linnet.fails(*action), "unsupported", f"code of {action[0]}")
            return
        answer, edited = self.text("I do"), self.text("I do not")
        self.linnet.do("reply", self.room, his, answer, "--html", f"<b>{answer}</b>")
        self.bob_sees(self.room, answer)
        event = self.bobs_events("m.room.message")[0]
        same(event["content"], {"msgtype": "m.text", "body": answer, "format": "org.matrix.custom.html",
                                "formatted_body": f"<b>{answer}</b>", "m.mentions": {"user_ids": [self.bob.id]},
                                "m.relates_to": {"m.in_reply_to": {"event_id": his}}}, "reply")
        mine = event["event_id"]
        eventually(lambda: mine in [row["event_id"] for row in self.linnet.timeline(self.room)], "the answer")
        self.linnet.do("edit", self.room, mine, edited)
        self.bob_sees(self.room, f"* {edited}")
        same(self.bobs_events("m.room.message")[0]["content"]["m.relates_to"],
             {"rel_type": "m.replace", "event_id": mine}, "relation of the edit")
        self.linnet.do("thread", self.room, his, answer)
        eventually(lambda: self.bobs_events("m.room.message")[0]["content"]["m.relates_to"].get("rel_type") == "m.thread",
                   "the answer in a thread")
        aside = self.bobs_events("m.room.message")[0]["event_id"]
        eventually(lambda: aside in [row["event_id"] for row in self.linnet.timeline(self.room)], "the answer in the thread")
        self.linnet.do("reply", self.room, aside, "in the thread")
        self.bob_sees(self.room, "in the thread")
        same(self.bobs_events("m.room.message")[0]["content"]["m.relates_to"],
             {"rel_type": "m.thread", "event_id": his, "is_falling_back": False, "m.in_reply_to": {"event_id": aside}},
             "relation of an answer to what is in a thread")
        self.linnet.do("react", self.room, aside, "+2")
        self.linnet.do("edit", self.room, aside, edited)
        self.linnet.until_sent()
        row = eventually(lambda: [row for row in self.linnet.timeline(self.room) if row["event_id"] == aside and row.get("edited")
                                  and row.get("reactions")], "the edited answer in the thread")[0]
        same((row["body"], row["thread"], row["reactions"]), (edited, his, [{"key": "+2", "count": 1, "own": True}]), "row")
        self.linnet.do("react", self.room, aside, "+2")
        eventually(lambda: not [event for event in self.bobs_events("m.reaction") if event["content"]], "its reaction to be gone")
        self.linnet.do("react", self.room, his, "+1")
        reactions = eventually(lambda: [event for event in self.bobs_events("m.reaction") if event["content"]], "the reaction")
        same(reactions[0]["content"]["m.relates_to"], {"rel_type": "m.annotation", "event_id": his, "key": "+1"}, "reaction")
        self.linnet.do("redact", self.room, reactions[0]["event_id"], "changed my mind")
        eventually(lambda: not self.bobs_events("m.reaction")[0]["content"], "the reaction to be gone")
        same(self.bobs_events("m.room.redaction")[0]["content"].get("reason"), "changed my mind", "reason")
        same(self.linnet.fails("reply", self.room, "$nowhere", "x"), "not_found", "code")
        self.linnet.do("upload", self.room, __file__, "--thread", his, "--reply", mine)
        eventually(lambda: "url" in self.bobs_events("m.room.message")[0]["content"], "the file in the thread")
        same(self.bobs_events("m.room.message")[0]["content"]["m.relates_to"],
             {"rel_type": "m.thread", "event_id": his, "is_falling_back": False, "m.in_reply_to": {"event_id": mine}},
             "relation of the file")
        self.linnet.until_sent()

    def step_uploads(self):
        """In its turn between what is said; what comes down again is what went up, but where a photo was taken."""
        photo = b"\xff\xd8\xff\xfe\x00\x07place\xff\xda\x00\x02light\xff\xd9"
        bare = b"\xff\xd8\xff\xda\x00\x02light\xff\xd9"
        noise = os.urandom(3 << 20)
        files = {name: self.work / name for name in ("noise.bin", "photo.jpg")}
        files["noise.bin"].write_bytes(noise)
        files["photo.jpg"].write_bytes(photo)
        for wrong, code in ((self.work / "nowhere", "not_found"), (self.work, "usage")):
            same(self.linnet.fails("upload", self.room, str(wrong)), code, f"code of {wrong}")
        same(self.linnet.fails("upload", self.room), "usage", "code without a file")
        caption = self.text("It *hisses*")
        before, after = self.text("before"), self.text("after")
        self.linnet.do("send", self.room, before)
        same(list(self.linnet.do("upload", self.room, str(files["noise.bin"]), "--caption", caption)), ["txn_id"], "keys")
        self.linnet.do("upload", self.room, str(files["photo.jpg"]), "--as-file")
        self.linnet.do("send", self.room, after)
        self.linnet.until_sent()
        self.bob_sees(self.room, after)
        events = [event["content"] for event in self.bobs_events("m.room.message")[3::-1]]
        same([content["body"] for content in events], [before, caption, "photo.jpg", after], "order")
        same([content["msgtype"] for content in events], ["m.text", "m.file", "m.file", "m.text"], "kinds")
        same([content.get("filename") for content in events], [None, "noise.bin", "photo.jpg", None], "file names")
        same([content["info"]["size"] for content in events[1:3]], [len(noise), len(bare)], "sizes")
        check(all(key == "info" or not key.startswith("chat.") for content in events for key in content), f"keys: {events}")
        same([self.bob.download(content["url"]) for content in events[1:3]], [noise, bare], "bytes")

    def step_uploads_while_offline(self):
        """It waits for the server as a message does, over a restart; a file that is gone by then says so."""
        files = [self.work / name for name in ("kept.bin", "gone.bin")]
        content = os.urandom(100_000)
        for file in files:
            file.write_bytes(content)
        self.stop_server()
        self.linnet.until("offline")
        first = self.linnet.do("upload", self.room, str(files[0]))["txn_id"]
        second = self.linnet.do("upload", self.room, str(files[1]))["txn_id"]
        text = self.text("after the files")
        self.linnet.do("send", self.room, text)
        self.linnet.kill()
        files[1].unlink()
        self.linnet.start()
        self.start_server()
        self.bob_sees(self.room, text)
        left = eventually(lambda: self.linnet.do("outbox"), "the file that is gone")
        same([(item["txn_id"], item["body"], item["state"], item["code"]) for item in left],
             [(second, "gone.bin", "failed", "chat.linnet.FILE_GONE")], "outbox")
        check(first != second, "two files")
        events = [event["content"] for event in self.bobs_events("m.room.message")[1::-1]]
        same([content["body"] for content in events], ["kept.bin", text], "order")
        same(self.bob.download(events[0]["url"]), content, "bytes")
        self.linnet.do("outbox", "--discard", "all")

    def step_says_that_a_file_is_too_large(self):
        huge = self.work / "huge.bin"
        with open(huge, "wb") as file:
            file.truncate(21 << 20)
        self.linnet.do("upload", self.room, str(huge))
        refused = eventually(lambda: [item for item in self.linnet.do("outbox") if item["state"] == "failed"], "the refusal")
        same([item["code"] for item in refused], ["M_TOO_LARGE"], "code")
        self.linnet.do("outbox", "--discard", "all")
        self.linnet.until_sent()

    def step_lists_members(self):
        room = self.bob.create(name="Crowd", room_alias_name="crowd", visibility="public", preset="public_chat")
        silent = [Person(self.server, f"silent{number}") for number in range(3)]
        for person in silent:
            person.join(room)
        for number in range(30):  # more than a first reply shows of the room
            self.bob.send(room, f"monologue {number}")
        same(self.linnet.do("join", "#crowd:localhost"), {"room_id": room}, "answer")
        # The first answer has all, also those who never said a word.
        same({member["user_id"]: member["membership"] for member in self.linnet.do("members", room)},
             {person: "join" for person in [self.alice, self.bob.id, *(person.id for person in silent)]}, "members")
        members = {member["user_id"]: member for member in self.linnet.do("members", "#ours:localhost")}
        same({user: member["membership"] for user, member in members.items()},
             {self.alice: "join", self.bob.id: "join"}, "members")
        same(set(members[self.bob.id]), {"user_id", "name", "membership", "power"}, "keys of a member")
        check(members[self.alice]["power"] >= 100 > members[self.bob.id]["power"], f"power of {members}")

    def step_shows_and_changes_settings(self):
        room = self.linnet.do("create", "--name", "Settings", "--topic", "Old")["room_id"]
        eventually(lambda: self.linnet.do("timeline", room), "the room's beginning")
        settings = self.linnet.do("settings", room)
        same((settings["name"], settings["topic"], settings["join_rule"]), ("Settings", "Old", "invite"), "settings")
        same(settings["may"]["power"], True, "whether one may change permissions")
        for key, value in (("name", "Changed"), ("topic", "New"), ("join_rule", "public"), ("history_visibility", "joined"),
                           ("guest_access", "forbidden")):
            same(self.linnet.do("settings", room, "--set", key, value), {"room_id": room}, f"answer of {key}")
            eventually(lambda key=key, value=value: self.linnet.do("settings", room)[key] == value, f"{key} to be {value}")
        same(self.linnet.do("settings", room, "--set", "alias", "#settings:localhost"), {"room_id": room}, "answer of alias")
        same(self.bob.join("#settings:localhost"), room, "bob's room")
        same(self.linnet.do("settings", room, "--set", "power", self.bob.id, "50"), {"room_id": room}, "answer of power")
        eventually(lambda: self.linnet.do("settings", room)["powers"]["users"].get(self.bob.id) == 50, "bob's level")
        # Who made a room of today's version always stands above everybody else.
        same(self.linnet.do("settings", room)["creators"], [self.alice], "creators")
        same(self.linnet.fails("settings", room, "--set", "power", self.alice, "0"), "usage", "code")
        same(self.linnet.fails("settings", room, "--set", "colour", "red"), "usage", "code")
        same(self.linnet.fails("settings", room, "--set", "power", self.bob.id, "high"), "usage", "code")

    def step_answers_an_invitation(self):
        room = self.bob.create(name="Bob's", invite=[self.alice])
        eventually(lambda: self.linnet.membership(room) == "invite", "the invitation")
        same(self.linnet.do("rooms")[0]["room_id"], room, "the room on top")
        same(self.linnet.do("join", room), {"room_id": room}, "answer")
        same(self.linnet.rooms()[room]["membership"], "join", "membership")
        other = self.bob.create(name="No thanks", invite=[self.alice])
        eventually(lambda: other in self.linnet.rooms(), "the other invitation")
        same(self.linnet.do("leave", other), {"room_id": other}, "answer")
        eventually(lambda: self.linnet.membership(other) in (None, "leave"), "the invitation to be declined")

    def step_invites(self):
        room = self.linnet.do("create", "--name", "Private")["room_id"]
        same(self.linnet.do("invite", room, self.bob.id), {"room_id": room}, "answer")
        same(self.bob.join(room), room, "bob's room")
        check(self.linnet.fails("invite", room, self.bob.id).startswith("M_"), "the server's code")
        same(self.linnet.do("leave", room), {"room_id": room}, "answer")
        check(self.linnet.membership(room) in (None, "leave"), "the room is left")

    def step_tags_and_mutes(self):
        if self.dialect == "v1":
            same(self.linnet.fails("tag", self.room, "m.favourite"), "unsupported", "code")
            same(self.linnet.fails("mute", self.room, "nothing"), "unsupported", "code")
            return
        def room():
            return self.linnet.rooms()[self.room]
        same((room()["section"], room()["tags"], room()["muted"], room()["direct_with"]), ("rooms", {}, False, None), "before")
        same(self.linnet.do("tag", self.room, "m.favourite", "--order", "0.25")["tags"], {"m.favourite": 0.25}, "answer")
        same(room()["section"], "m.favourite", "section")
        same(self.linnet.fails("tag", self.room, "m.favourite", "--order", "soon"), "usage", "code")
        same(self.linnet.do("tag", self.room, "m.favourite", "--remove")["tags"], {}, "answer")
        same(self.linnet.do("mute", self.room), {"room_id": self.room, "notifies": "all"}, "what notifies")
        for level in ("nothing", "mentions", "all"):
            same(self.linnet.do("mute", self.room, level), {"room_id": self.room, "notifies": level}, "answer")
            same(room()["muted"], level == "nothing", "muted")
        same(self.linnet.fails("mute", self.room, "loud"), "usage", "code")

    def step_keeps_order(self):
        room = self.linnet.do("create", "--name", "Order", "--invite", self.bob.id)["room_id"]
        same(self.bob.join(room), room, "bob's room")
        same(self.linnet.do("kick", room, self.bob.id, "--reason", "too loud"), {"room_id": room}, "answer")
        self.linnet.do("invite", room, self.bob.id)
        same(self.bob.join(room), room, "bob's room")
        same(self.linnet.do("ban", room, self.bob.id), {"room_id": room}, "answer")
        check(self.linnet.fails("invite", room, self.bob.id).startswith("M_"), "the server's code")
        same(self.linnet.do("unban", room, self.bob.id), {"room_id": room}, "answer")
        same(self.linnet.do("invite", room, self.bob.id), {"room_id": room}, "answer")
        same(self.linnet.do("leave", room), {"room_id": room}, "answer")

    def step_lists_what_strangers_want(self):
        stranger = Person(self.server, f"stranger{self.dialect}")
        room = stranger.create(name="Come in", invite=[self.alice])
        eventually(lambda: [each["room_id"] for each in self.linnet.do("invites")] == [room], "the request")
        request = self.linnet.do("invites")[0]
        name = stranger.id if self.dialect == "v1" else "Come in"  # whose stream says nothing of the room
        same((request["name"], request["inviter"], request["warning"]), (name, stranger.id, None), "request")
        same(self.linnet.do("leave", room), {"room_id": room}, "answer")
        eventually(lambda: self.linnet.do("invites") == [], "no request")

    def step_knows_which_rooms_it_does_not_know(self):
        same(self.linnet.fails("send", "!nowhere:localhost", "x"), "unknown_room", "code")
        same(self.linnet.fails("timeline", "#nowhere:localhost"), "unknown_room", "code")
        same(self.linnet.fails("members", "nonsense"), "unknown_room", "code")
        self.bob.create(name="Elsewhere", room_alias_name="elsewhere", visibility="public", preset="public_chat")
        same(self.linnet.fails("open", "#elsewhere:localhost"), "unknown_room", "code")
        same(self.linnet.fails("join", "#nowhere:localhost"), "M_NOT_FOUND", "code")
        secret_room = self.bob.create(name="Closed")
        same(self.linnet.fails("join", secret_room), "M_FORBIDDEN", "code")

    def step_reads_history_to_the_start(self):
        room = self.bob.create(name="Long", room_alias_name="long", visibility="public", preset="public_chat")
        sent = [self.bob.send(room, f"message {number}") for number in range(130)]
        same(self.linnet.do("join", "#long:localhost"), {"room_id": room}, "answer")
        last = self.text("newest")
        sent.append(self.bob.send(room, last))
        self.alice_sees(room, last)
        rows = self.linnet.read_to_start(room)
        same([row["event_id"] for row in rows if row["type"] == "m.room.message"], sent, "messages")
        same(rows[0]["type"], "m.room.create", "first event")

    def step_finds_fetches_and_exports(self):
        room = self.bob.create(name="Library", room_alias_name="library", visibility="public", preset="public_chat")
        first = self.bob.send(room, "The oldest of all Büchertürme")
        sent = [self.bob.send(room, f"page {number}") for number in range(130)]
        same(self.linnet.do("join", "#library:localhost"), {"room_id": room}, "answer")
        last = self.text("newest page")
        sent.append(self.bob.send(room, last))
        self.alice_sees(room, last)
        found = self.linnet.do("search", "in:library pag", "--limit", "3")
        same([row["event_id"] for row in found], sent[:-4:-1], "newest hits")
        check(all(row["stored"] for row in found), "they are stored")
        # Far up, where only the server knows it; 2014 had no search.
        on_server = [] if self.dialect == "v1" else [(first, False)]
        same([(row["event_id"], row["stored"]) for row in self.linnet.do("search", "Büchertürme")], on_server,
             "what the server finds")
        self.linnet.do("fetch", room)
        same([(row["event_id"], row["stored"]) for row in self.linnet.do("search", "bucherturm in:library")], [(first, True)],
             "hit after fetching")
        target = self.home / "library.json"
        answer = self.linnet.do("export", room, str(target), "--format", "json")
        same((answer["undecrypted"], answer["gaps"]), (0, 0), "what is missing")
        events = json.loads(target.read_text())["events"]
        same([event["event_id"] for event in events if event["type"] == "m.room.message"], [first, *sent], "exported messages")
        same(stat.S_IMODE(target.stat().st_mode) & 0o077, 0, "what others may do with the file")
        target.unlink()  # nothing else of what was said may lie about in files

    def step_follows(self):
        follower = self.linnet.follow()
        try:
            # Nothing tells when it has begun to listen, so something is said until it hears it.
            sent = {}

            def hears():
                text = self.text("for the follower")
                sent[self.bob.send(self.room, text)] = text
                return select.select([follower.stdout], [], [], 3)[0]

            check(any(hears() for _ in range(10)), "no line comes before a buffer is full of them")
            line = json.loads(follower.stdout.readline())
            same((line["room_id"], line["body"], line["sender"], line["state"]),
                 (self.room, sent[line["event_id"]], self.bob.id, "sent"), "line")
        finally:
            follower.send_signal(signal.SIGINT)
            follower.wait(PATIENCE)
            follower.stdout.close()

    def step_opens_and_takes_a_picture(self):
        same(self.linnet.do("open", "#ours:localhost"), {"room_id": self.room}, "answer")
        picture = self.work / "shot.png"
        same(self.linnet.do("shot", str(picture)), {}, "answer")
        check(picture.read_bytes().startswith(b"\x89PNG"), "no picture")
        check(self.linnet.fails("shot", "/nowhere/shot.png"), "a picture that cannot be written has no code")

    # ---- coming back

    def step_restarts_with_nothing_lost(self):
        before = {room: self.linnet.timeline(room) for room in self.linnet.rooms()}
        self.linnet.quit()
        text = self.text("while away")
        self.bob.send(self.room, text)
        self.linnet.start()
        self.alice_sees(self.room, text)
        self.linnet.until("syncing")
        after = {room: self.linnet.timeline(room) for room in self.linnet.rooms()}
        same(set(after), set(before), "rooms")
        for room, rows in before.items():
            same(after[room][:len(rows)], rows, f"timeline of {room}")
        same([row["body"] for row in after[self.room][len(before[self.room]):]], [text], "what came while away")

    def step_survives_being_killed(self):
        texts = [self.text("before the kill") for _ in range(3)]
        for text in texts:
            self.linnet.do("send", self.room, text)
        self.linnet.kill()
        while_dead = self.text("while dead")
        self.bob.send(self.room, while_dead)
        same(self.linnet.fails("status"), "not_running", "code")
        self.linnet.start()
        for text in texts:
            self.bob_sees(self.room, text)
            self.alice_sees(self.room, text)
        self.alice_sees(self.room, while_dead)
        self.linnet.until_sent()

    def step_ends_on_a_signal(self):
        self.linnet.signal(signal.SIGTERM)
        same(self.linnet.wait(), 0, "exit code")
        self.linnet.start()
        self.linnet.until("syncing")

    def step_queues_while_offline(self):
        rooms = self.linnet.do("rooms")
        rows = self.linnet.timeline(self.room)
        self.stop_server()
        self.linnet.until("offline")
        texts = [self.text("offline") for _ in range(3)]
        for text in texts:
            self.linnet.do("send", self.room, text)
        same(self.linnet.do("status")["unsent"], 3, "unsent")
        same([(row["body"], row["state"]) for row in self.linnet.timeline(self.room)[-3:]],
             [(text, "sending") for text in texts], "what waits")
        same(self.linnet.fails("invite", self.room, self.bob.id), "network", "code")
        self.linnet.quit()
        self.linnet.start()
        same([room["room_id"] for room in self.linnet.do("rooms")], [room["room_id"] for room in rooms], "rooms from disk")
        same(self.linnet.timeline(self.room)[:len(rows)], rows, "timeline from disk")
        same(self.linnet.do("status")["unsent"], 3, "unsent after a restart")
        self.linnet.until("offline")
        self.start_server()
        for text in texts:
            self.bob_sees(self.room, text)
            self.alice_sees(self.room, text)
        self.linnet.until_sent()
        same([body for body in self.bob.bodies(self.room) if body in texts], texts, "order")
        self.linnet.until("syncing")

    def step_shows_what_the_server_refuses(self):
        room = self.bob.create(name="Quiet", invite=[self.alice])
        eventually(lambda: room in self.linnet.rooms(), "the invitation")
        self.linnet.do("join", room)
        levels = self.bob.call("GET", f"rooms/{quote(room)}/state/m.room.power_levels")
        levels["events_default"] = 50
        self.bob.call("PUT", f"rooms/{quote(room)}/state/m.room.power_levels", levels)
        text = self.text("refused")
        self.linnet.do("send", room, text)
        eventually(lambda: self.linnet.timeline(room)[-1]["state"] == "failed", "the refusal")
        row = self.linnet.timeline(room)[-1]
        same((row["body"], row["sender"]), (text, self.alice), "row")
        check(row["reason"], "the refusal has no reason")

    # ---- secrets

    def step_waits_for_a_locked_keychain(self):
        device = self.account_file("default")["device_id"]
        token = self.bob.call("POST", "login", {"type": "m.login.password", "password": PASSWORD, "device_id": "LOOK",
                                                "identifier": {"type": "m.id.user", "user": self.alice}})["access_token"]
        devices = sorted(entry["device_id"] for entry in self.bob.call("GET", "devices", token=token)["devices"])
        check(device in devices, f"{device} is none of {devices}")
        self.linnet.quit()
        self.keychain.lock()
        self.linnet.start()
        status = self.linnet.until("error")
        same((status["user_id"], status["rooms"]), (self.alice, 0), "what is known of a locked account")
        check("keychain" in status["error"]["message"], f"it does not say why: {status}")
        refusal = self.linnet.refusal("rooms")
        same(refusal["code"], "not_signed_in", "code")
        check("keychain" in refusal["message"], f"it does not say why: {refusal}")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "alice", secret=PASSWORD), "usage", "code")
        self.linnet.quit()
        self.keychain.unlock()
        self.linnet.start()
        self.linnet.until("syncing")
        same(self.linnet.rooms()[self.room]["name"], "Our room", "the room of before")
        same(self.account_file("default")["device_id"], device, "device")
        same(sorted(entry["device_id"] for entry in self.bob.call("GET", "devices", token=token)["devices"]), devices,
             "devices on the server")
        self.bob.call("POST", "logout", {}, token=token)

    def step_signs_in_with_a_token(self):
        token = self.bob.call("POST", "login", {"type": "m.login.password", "password": PASSWORD,
                                                "identifier": {"type": "m.id.user", "user": "alice"}})["access_token"]
        other = self.make_linnet("other")
        other.start()
        try:
            same(other.do("login", "--server", self.server.url, "--token", secret=token), {"user_id": "@alice:localhost"}, "answer")
            other.until("syncing")
            text = self.text("with a token")
            room = self.bob.create(name="Token", invite=["@alice:localhost"])
            eventually(lambda: room in other.rooms(), "the invitation")
            other.do("join", room)
            other.do("send", room, text)
            self.bob_sees(room, text)
            same(self.linnet.do("status")["user_id"], self.alice, "the other profile's person")
            check(token.encode() not in other.command_line(), "the token is in the command line")
            self.find_nothing([token, PASSWORD, *self.texts])
            check(self.keychain.entries("other/"), "the keychain has no entry")
            same(other.do("logout"), {}, "answer")
            same(other.do("status")["state"], "signed_out", "state")
            same(self.keychain.entries("other/"), [], "keychain entries after signing out")
            self.find_no_database("other")
            try:
                self.bob.call("GET", "account/whoami", token=token)
                raise AssertionError("the token still works")
            except urllib.error.HTTPError as error:
                same(error.code, 401, "status of a dead token")
        finally:
            other.stop()

    def step_signs_out(self):
        check(self.keychain.entries("default/"), "the keychain has no entry")
        same(self.linnet.do("logout"), {}, "answer")
        same(self.linnet.do("status")["state"], "signed_out", "state")
        same(self.linnet.fails("rooms"), "not_signed_in", "code")
        same(self.keychain.entries("default/"), [], "keychain entries after signing out")
        self.find_no_database("default")
        self.linnet.quit()
        self.find_nothing([PASSWORD, *self.texts])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable", type=Path)
    parser.add_argument("dialect", choices=("v1", "v3", "sliding"))
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    ctl.main(CtlScenario, arguments.executable, arguments.dialect, arguments.work)
