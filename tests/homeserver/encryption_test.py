#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two Linnets and somebody at another client talk in an encrypted room, over a real Synapse.

  encryption_test.py EXECUTABLE v3|sliding [--work DIR]

Starts a home server, a D-Bus session with an unlocked keyring, Linnets (offscreen) and a cryptoperson.py, and carries out
the steps of EncryptionScenario in the order in which they stand. Exit code 0 if each did what it should.
"""
import json
import os
import struct
import subprocess
import zlib

import ctl
from cryptoneighbour import CryptoNeighbour
from ctl import check, eventually, same
from homeserver import HERE, Homeserver, ensure_venv
from neighbour import PASSWORD, Person, quote


def noise(width, height):
    """A PNG file of which every small version is smaller."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    lines = b"".join(b"\0" + os.urandom(3 * width) for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b""))


class EncryptionScenario(ctl.Scenario):
    """Alice and Carol are at Linnet, Bob is at another client, and Eve asks the server."""

    def __init__(self, executable, dialect, work, keychain):
        super().__init__(executable, dialect, work, keychain)
        self.server = Homeserver(work / "server")
        self.server.__enter__()
        self.carol = self.make_linnet("carol")
        self.bob = CryptoNeighbour(self.server.url, work / "bob")
        self.eve = Person(self.server, "eve")
        self.alice_id = self.carol_id = self.bob_id = self.room = None

    def end(self):
        super().end()
        self.carol.stop()
        self.bob.stop()
        self.server.__exit__()

    def sees(self, linnet, text):
        eventually(lambda: text in linnet.bodies(self.room), f"{text} to be seen")
        same(linnet.bodies(self.room).count(text), 1, f"how often {text} is seen")

    def row(self, linnet, text):
        return next(row for row in linnet.timeline(self.room) if row.get("body") == text)

    def bob_reads(self, text):
        row = self.bob.do("wait_for", room=self.room, body=text)
        check(row["is_encrypted"], f"{text} came in clear")
        return row

    def types(self):
        """Of all that the server has of the room, as somebody without keys sees it."""
        page = self.eve.call("GET", f"rooms/{quote(self.room)}/messages?dir=b&limit=500")
        return [event["type"] for event in page["chunk"]]

    # ---- two Linnets

    def step_signs_in(self):
        for linnet, name in ((self.linnet, "alice"), (self.carol, "carol")):
            linnet.start()
            linnet.do("register", "--server", self.server.url, "--user", name, secret=PASSWORD)
            linnet.until("syncing")
        self.alice_id, self.carol_id = "@alice:localhost", "@carol:localhost"
        self.bob_id = self.bob.do("register", name="bob", password=PASSWORD)["user_id"]

    def step_talks(self):
        self.room = self.linnet.do("create", "--name", "secret", "--encrypted", "--invite", self.carol_id)["room_id"]
        eventually(lambda: self.carol.membership(self.room) == "invite", "the invitation")
        self.carol.do("join", self.room)
        first, second = self.text("hello carol"), self.text("hello alice")
        self.linnet.do("send", self.room, first)
        self.sees(self.carol, first)
        self.carol.do("send", self.room, second)
        self.sees(self.linnet, second)
        self.linnet.until_sent()

    def step_the_server_reads_nothing(self):
        self.linnet.do("invite", self.room, self.eve.id)
        eventually(lambda: self.eve.call("POST", f"join/{quote(self.room)}", {}), "eve to join")
        types = self.types()
        check("m.room.message" not in types, "something was said in clear")
        check(types.count("m.room.encrypted") >= 2, f"too little was said: {types}")

    def step_relates(self):
        text = self.text("to be edited")
        sent = self.linnet.do("send", self.room, text)
        self.linnet.until_sent()
        self.sees(self.carol, text)
        row = self.row(self.carol, text)
        answer, edited = self.text("an answer"), self.text("it was edited")
        self.carol.do("reply", self.room, row["event_id"], answer)
        self.carol.do("react", self.room, row["event_id"], "👍")
        self.linnet.do("edit", self.room, row["event_id"], edited)
        self.sees(self.linnet, answer)
        self.sees(self.carol, edited)
        same(self.row(self.linnet, answer)["reply_to"], row["event_id"], f"what is answered ({sent})")
        eventually(lambda: self.row(self.linnet, edited).get("reactions"), "the reaction")
        check("m.room.message" not in self.types(), "something was said in clear")

    def step_who_is_invited_later_reads_the_past(self):
        past = self.linnet.do("create", "--name", "with a past", "--encrypted")["room_id"]
        text = self.text("before carol came")
        self.linnet.do("send", past, text)
        self.linnet.until_sent()
        self.linnet.do("invite", past, self.carol_id)
        eventually(lambda: self.carol.membership(past) == "invite", "the invitation")
        self.carol.do("join", past)
        eventually(lambda: text in self.carol.bodies(past), "carol to read what was said before")
        same(self.carol.bodies(past).count(text), 1, f"how often {text} is seen")

    # ---- and somebody at another client

    def step_talks_to_another_client(self):
        self.linnet.do("invite", self.room, self.bob_id)
        self.bob.do("wait_for_invite", room=self.room)
        self.bob.do("join", room=self.room)
        eventually(lambda: any(member["user_id"] == self.bob_id and member["membership"] == "join"
                               for member in self.linnet.do("members", self.room)), "alice to know bob")
        for linnet in (self.linnet, self.carol):
            text = self.text("to bob")
            linnet.do("send", self.room, text)
            self.bob_reads(text)
        text = self.text("from bob")
        self.bob.do("send", room=self.room, text=text)
        for linnet in (self.linnet, self.carol):
            self.sees(linnet, text)

    def step_sends_files(self):
        mine, his = self.work / "mine.bin", self.work / "his.bin"
        mine.write_bytes(bytes(range(256)) * 1000)
        his.write_bytes(b"\x01\x02\x03" * 50_000)
        self.linnet.do("upload", self.room, str(mine))
        self.linnet.until_sent()
        row = self.bob.do("wait_for", room=self.room, body="mine.bin")
        same(row["is_encrypted"], True, "whether the file's message is encrypted")
        saved = self.work / "saved.bin"
        self.bob.do("save_file", room=self.room, event_id=row["event_id"], path=str(saved))
        same(saved.read_bytes(), mine.read_bytes(), "bytes of alice's file")
        self.bob.do("send_file", room=self.room, path=str(his))
        eventually(lambda: any(each.get("filename") == "his.bin" or each.get("body") == "his.bin"
                               for each in self.linnet.timeline(self.room)), "bob's file")

    def step_sends_pictures(self):
        picture, saved = self.work / "noise.png", self.work / "small.jpg"
        picture.write_bytes(noise(1000, 800))
        self.linnet.do("upload", self.room, str(picture))
        row = self.bob.do("wait_for", room=self.room, body="noise.png")
        check("url" not in row["content"] and "thumbnail_url" not in row["content"]["info"], f"something is in clear: {row}")
        got = self.bob.do("save_file", room=self.room, event_id=row["event_id"], path=str(saved), thumbnail=True)
        check(got["was_encrypted"], "the small picture is not encrypted")
        check(saved.read_bytes().startswith(b"\xff\xd8") and got["size"] < picture.stat().st_size, "it is no small picture")

    def step_talks_in_threads(self):
        root = self.text("where a thread begins")
        self.linnet.do("send", self.room, root)
        root = self.bob_reads(root)["event_id"]
        mine, his = self.text("alice in the thread"), self.text("bob in the thread")
        self.linnet.do("thread", self.room, root, mine)
        same(self.bob_reads(mine)["content"]["m.relates_to"]["rel_type"], "m.thread", "what alice's message is")
        self.bob.do("send", room=self.room, text=his, content={"m.relates_to": {"rel_type": "m.thread", "event_id": root}})
        for linnet in (self.linnet, self.carol):
            self.sees(linnet, his)
            same([self.row(linnet, text)["thread"] for text in (mine, his)], [root, root], "the thread")

    def step_takes_part_in_polls(self):
        question = self.text("tea?")
        poll = self.bob.do("send_event", room=self.room, type="org.matrix.msc3381.poll.start", content={
            "org.matrix.msc3381.poll.start": {
                "question": {"org.matrix.msc1767.text": question}, "kind": "org.matrix.msc3381.poll.disclosed",
                "max_selections": 1, "answers": [{"id": "y", "org.matrix.msc1767.text": "Yes"},
                                                 {"id": "n", "org.matrix.msc1767.text": "No"}]}})["event_id"]
        self.bob.do("send_event", room=self.room, type="org.matrix.msc3381.poll.response", content={
            "m.relates_to": {"rel_type": "m.reference", "event_id": poll},
            "org.matrix.msc3381.poll.response": {"answers": ["y"]}})

        def seen():
            return next((row.get("poll") for row in self.linnet.timeline(self.room) if row["event_id"] == poll), None)

        eventually(lambda: seen() and seen()["voters"] == 1, "bob's poll and his vote")
        same((seen()["question"], [(each["text"], each["votes"]) for each in seen()["answers"]]),
             (question, [("Yes", 1), ("No", 0)]), "the poll")

    def step_sees_stickers(self):
        body = self.text("a linnet")
        sticker = self.bob.do("send_event", room=self.room, type="m.sticker",
                              content={"body": body, "url": "mxc://localhost/none", "info": {}})["event_id"]
        eventually(lambda: any((row["event_id"], row["type"]) == (sticker, "m.sticker")
                               for row in self.linnet.timeline(self.room)), "bob's sticker")
        check("m.sticker" not in self.types(), "the sticker was sent in clear")

    def step_late_keys(self):
        self.bob.do("hold_keys", user=self.alice_id)
        self.bob.do("rotate", room=self.room)
        text = self.text("with a late key")
        self.bob.do("send", room=self.room, text=text)
        self.sees(self.carol, text)
        eventually(lambda: self.linnet.timeline(self.room)[-1]["type"] == "m.room.encrypted", "a row without a key")
        self.bob.do("release_keys")
        self.sees(self.linnet, text)
        check(all(row["type"] != "m.room.encrypted" for row in self.linnet.timeline(self.room)), "a row stays closed")

    def step_says_that_a_key_is_withheld(self):
        self.bob.do("hold_keys", user=self.alice_id, code="m.unverified")
        self.bob.do("rotate", room=self.room)
        text = self.text("not for alice")
        event = self.bob.do("send", room=self.room, text=text)["event_id"]
        self.sees(self.carol, text)

        def reason():
            return next((row.get("reason", "") for row in self.linnet.timeline(self.room) if row["event_id"] == event), "")

        eventually(lambda: "to verified sessions only" in reason(), "the reason why it cannot be read")
        self.bob.do("release_keys")
        self.bob.do("rotate", room=self.room)
        again = self.text("for alice again")
        self.bob.do("send", room=self.room, text=again)
        self.sees(self.linnet, again)

    def step_keeps_its_keys(self):
        """Killed, and started again: everything is still readable, and goes on with the same session."""
        before = self.linnet.bodies(self.room)
        self.linnet.kill()
        text = self.text("while alice was away")
        self.carol.do("send", self.room, text)
        self.carol.until_sent()
        self.linnet.start()
        self.linnet.until("syncing")
        self.sees(self.linnet, text)
        same(self.linnet.bodies(self.room)[:len(before)], before, "what could be read before")
        back = self.text("alice is back")
        self.linnet.do("send", self.room, back)
        self.sees(self.carol, back)
        self.bob_reads(back)

    def step_a_leaver_reads_no_more(self):
        self.bob.do("leave", room=self.room)
        eventually(lambda: all(member["user_id"] != self.bob_id or member["membership"] != "join"
                               for member in self.linnet.do("members", self.room)), "bob to be gone")
        text = self.text("without bob")
        self.linnet.do("send", self.room, text)
        self.sees(self.carol, text)
        self.linnet.do("invite", self.room, self.bob_id)
        self.bob.do("wait_for_invite", room=self.room)
        self.bob.do("join", room=self.room)
        again = self.text("with bob again")
        eventually(lambda: any(member["user_id"] == self.bob_id and member["membership"] == "join"
                               for member in self.linnet.do("members", self.room)), "alice to know bob")
        self.linnet.do("send", self.room, again)
        self.bob_reads(again)
        rows = self.bob.do("history", room=self.room)
        check(all((row.get("content") or {}).get("body") != text for row in rows), "bob reads what was said without him")

    def step_talks_to_fifty_devices(self):
        """In a room where everybody has sessions that never answer; bob is one of many."""
        made = subprocess.run([ensure_venv(), HERE / "bigcryptoroom.py", self.server.url, "--members", "10", "--devices", "50"],
                              check=True, stdout=subprocess.PIPE, text=True)
        room = json.loads(made.stdout)["room_id"]
        self.bob.do("join", room=room)
        self.linnet.do("join", room)
        eventually(lambda: self.linnet.membership(room) == "join", "the large room")
        for text in (self.text("to fifty devices"), self.text("again")):
            self.linnet.do("send", room, text)
            check(self.bob.do("wait_for", room=room, body=text)["is_encrypted"], f"{text} came in clear")

    def step_nothing_lies_about(self):
        self.find_nothing(self.texts)

    def step_signs_out_and_in_again(self):
        """The keys go with the session; another session has its own."""
        self.carol.do("logout")
        left = [path for path in self.home.rglob("*.keys") if "carol" in path.parts]
        same(left, [], "keys that are left")
        self.carol.do("login", "--server", self.server.url, "--user", "carol", secret=PASSWORD)
        self.carol.until("syncing")
        eventually(lambda: self.carol.membership(self.room) == "join", "the room")
        there = self.text("to carol's new session")
        self.linnet.do("send", self.room, there)
        self.sees(self.carol, there)
        back = self.text("from carol's new session")
        self.carol.do("send", self.room, back)
        self.sees(self.linnet, back)


if __name__ == "__main__":
    ctl.main_with_neighbours(EncryptionScenario, __doc__)
