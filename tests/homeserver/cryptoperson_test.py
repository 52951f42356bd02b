#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People of cryptoperson.py at a real Synapse do with each other all that Linnet's tests of encryption will ask of them.

  cryptoperson_test.py [--work DIR]

The steps run in the order in which they stand. Exit code 0 if each did what it should.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import processes
from cryptoneighbour import CryptoNeighbour
from ctl import check, same
from homeserver import Homeserver, ensure_venv
from neighbour import PASSWORD, Person, quote

PASSPHRASE = "a passphrase for keys"


class CryptoScenario:
    """alice and bob, and a second device of bob's."""

    def __init__(self, work, server):
        self.work = work
        self.server = server
        self.everybody = []
        self.alice = self.start("alice")
        self.bob = self.start("bob")
        self.tablet = None
        self.alice_id = self.bob_id = self.room = self.event = None

    def start(self, folder, *options):
        person = CryptoNeighbour(self.server.url, self.work / folder, *options)
        self.everybody.append(person)
        return person

    def end(self):
        for person in self.everybody:
            person.stop()

    def run(self):
        for name in [name for name in vars(type(self)) if name.startswith("step_")]:
            begun = time.monotonic()
            getattr(self, name)()
            print(f"ok   {name[5:].replace('_', ' ')} ({time.monotonic() - begun:.1f} s)", flush=True)

    def says(self, who, hearers, words):
        """Somebody says something, which the others can read; what `send` answered."""
        sent = who.do("send", room=self.room, text=words)
        for hearer in hearers:
            row = hearer.do("wait_for", room=self.room, event_id=sent["event_id"])
            same((row["content"]["body"], row["is_encrypted"]), (words, True), "row")
        return sent

    def compare(self, one, other, transaction):
        """Both show the same emoji."""
        shown = [who.do("wait_for_verification", transaction_id=transaction, state="emoji") for who in (one, other)]
        same(shown[0]["emoji"], shown[1]["emoji"], "emoji")
        same((len(shown[0]["emoji"]), shown[0]["decimals"]), (7, shown[1]["decimals"]), "emoji and decimals")
        same({view["mac"] for view in shown}, {"hkdf-hmac-sha256.v2"}, "MAC")

    def trust(self, who, user, device):
        return next(known["trust"] for known in who.do("devices", user=user) if known["device_id"] == device)

    # ---- beginnings

    def step_registers(self):
        same(self.alice.fails("resume")["code"], "usage", "code")
        same(self.alice.fails("explode")["code"], "usage", "code")
        self.alice_id = self.alice.do("register", name="alice", password=PASSWORD)["user_id"]
        self.bob_id = self.bob.do("register", name="bob", password=PASSWORD)["user_id"]
        same((self.alice_id, self.bob_id), ("@alice:localhost", "@bob:localhost"), "user ids")
        with self.start("nobody") as nobody:
            same(nobody.fails("register", name="bob", password=PASSWORD)["code"], "M_USER_IN_USE", "code")
            same(nobody.fails("login", name="bob", password="wrong")["code"], "M_FORBIDDEN", "code")

    def step_shares_an_encrypted_room(self):
        self.room = self.alice.do("create_room", invite=[self.bob_id], name="Secrets")["room_id"]
        same(self.bob.do("wait_for_invite")["room_id"], self.room, "the room of the invitation")
        same(self.bob.fails("send", room=self.room, text="x")["code"], "usage", "code")
        same(self.bob.do("join", room=self.room), {"room_id": self.room, "is_encrypted": True}, "answer")
        self.alice.do("wait_for_member", room=self.room, user=self.bob_id)
        device = self.bob.do("status")["device_id"]
        self.alice.do("wait_for_device", user=self.bob_id, device=device)

    # ---- messages

    def step_messages_both_ways(self):
        self.event = self.says(self.alice, [self.bob, self.alice], "from alice")["event_id"]
        self.says(self.bob, [self.alice], "from bob")
        row = self.bob.do("wait_for", room=self.room, body="from alice", sender=self.alice_id)
        same((row["event_id"], row["type"]), (self.event, "m.room.message"), "row")

    def step_the_server_sees_nothing(self):
        eve = Person(self.server, "eve")
        self.alice.do("invite", room=self.room, user=eve.id)
        eve.join(self.room)
        self.alice.do("wait_for_member", room=self.room, user=eve.id)
        content = eve.call("GET", f"rooms/{quote(self.room)}/event/{quote(self.event)}")["content"]
        same(content["algorithm"], "m.megolm.v1.aes-sha2", "algorithm")
        check("from alice" not in str(content), "the message is in clear")

    def step_edits_reacts_replies_redacts(self):
        self.alice.do("edit", room=self.room, event_id=self.event, text="changed")
        row = self.bob.do("wait_for", room=self.room, body="changed")
        same((row["content"]["m.relates_to"], row["is_encrypted"]), ({"rel_type": "m.replace", "event_id": self.event}, True),
             "edit")
        self.bob.do("react", room=self.room, event_id=self.event, key="👍")
        row = self.alice.do("wait_for", room=self.room, type="m.reaction", relates_to=self.event)
        same((row["content"]["m.relates_to"]["key"], row["is_encrypted"]), ("👍", False), "reaction")
        reply = self.bob.do("reply", room=self.room, event_id=self.event, text="I agree")["event_id"]
        row = self.alice.do("wait_for", room=self.room, event_id=reply)
        same(row["content"]["m.relates_to"], {"m.in_reply_to": {"event_id": self.event}}, "reply")
        self.bob.do("redact", room=self.room, event_id=reply)
        same(self.alice.do("wait_for", room=self.room, event_id=reply, state="redacted")["content"], {}, "content")

    def step_files(self):
        file, thumbnail, back = self.work / "plan.txt", self.work / "small.png", self.work / "back"
        file.write_bytes(os.urandom(100_001))
        thumbnail.write_bytes(b"not much of a picture")
        sent = self.alice.do("send_file", room=self.room, path=str(file), mimetype="text/plain", thumbnail=str(thumbnail))
        row = self.bob.do("wait_for", room=self.room, event_id=sent["event_id"])
        check("url" not in row["content"], "the file has an address in clear")
        answer = self.bob.do("save_file", room=self.room, event_id=sent["event_id"], path=str(back))
        same((answer, back.read_bytes()), ({"size": 100_001, "was_encrypted": True}, file.read_bytes()), "file")
        self.bob.do("save_file", room=self.room, event_id=sent["event_id"], path=str(back), thumbnail=True)
        same(back.read_bytes(), thumbnail.read_bytes(), "thumbnail")
        address = row["content"]["file"]["url"].removeprefix("mxc://")
        stored = b"".join(path.read_bytes() for path in self.server.data.rglob(f"*{address.split('/')[1][4:]}*") if path.is_file())
        check(stored and stored != file.read_bytes(), "the server has the file in clear, or none")

    def step_rotates(self):
        first, second = (self.says(self.alice, [self.bob], words)["session_id"] for words in ("one", "two"))
        same(first, second, "session")
        self.alice.do("rotate", room=self.room)
        third = self.says(self.alice, [self.bob], "three")["session_id"]
        check(third != second, "the session is the same")
        same(self.bob.do("wait_for", room=self.room, body="three")["session_id"], third, "session that bob saw")

    # ---- keys that do not come

    def step_late_keys(self):
        self.alice.do("rotate", room=self.room)
        self.alice.do("hold_keys", user=self.bob_id)
        event = self.alice.do("send", room=self.room, text="late")["event_id"]
        row = self.bob.do("wait_for", room=self.room, event_id=event, state="unreadable")
        same(row["why"]["code"], "no_key", "why")
        error = self.bob.fails("wait_for", room=self.room, event_id=event, timeout=0)
        same((error["code"], [row["event_id"] for row in error["unreadable"]]), ("timeout", [event]), "error")
        waiting = self.bob.begin("wait_for", room=self.room, event_id=event)
        same(self.alice.do("release_keys"), {"released": 1}, "answer")
        same(self.bob.answer(waiting)["content"]["body"], "late", "body")

    def step_withheld_keys(self):
        self.alice.do("rotate", room=self.room)
        self.alice.do("hold_keys", user=self.bob_id, code="m.blacklisted")
        event = self.alice.do("send", room=self.room, text="never")["event_id"]
        row = self.bob.do("wait_for", room=self.room, event_id=event, state="unreadable")
        same(row["why"]["withheld"], {"code": "m.blacklisted", "reason": "withheld: m.blacklisted"}, "why")
        same(self.alice.do("release_keys"), {"released": 0}, "answer")
        self.alice.do("rotate", room=self.room)
        self.says(self.alice, [self.bob], "again")

    def step_holds_keys_from_the_start(self):
        with self.start("carol", "--hold-keys") as carol:
            carol.do("register", name="carol", password=PASSWORD)
            self.alice.do("invite", room=self.room, user="@carol:localhost")
            carol.do("join", room=self.room)
            event = carol.do("send", room=self.room, text="later")["event_id"]
            self.bob.do("wait_for", room=self.room, event_id=event, state="unreadable")
            same(carol.do("release_keys"), {"released": 2}, "answer")
            self.bob.do("wait_for", room=self.room, event_id=event)
            carol.do("leave", room=self.room)
            self.alice.do("wait_for_member", room=self.room, user="@carol:localhost", membership="leave")

    def step_who_left_gets_no_new_key(self):
        before = self.alice.do("send", room=self.room, text="x")["session_id"]
        self.bob.do("leave", room=self.room)
        self.alice.do("wait_for_member", room=self.room, user=self.bob_id, membership="leave")
        check(self.says(self.alice, [self.alice], "without bob")["session_id"] != before, "the session is the same")
        self.alice.do("invite", room=self.room, user=self.bob_id)
        self.bob.do("join", room=self.room)
        self.alice.do("wait_for_member", room=self.room, user=self.bob_id)
        rows = {row["content"].get("body"): row for row in self.bob.do("history", room=self.room)}
        check("without bob" not in rows and "again" in rows, "bob reads what was said while he was in the room, only")

    # ---- more than one device

    def step_a_second_device(self):
        self.tablet = self.start("tablet")
        device = self.tablet.do("login", name="bob", password=PASSWORD)["device_id"]
        self.alice.do("wait_for_device", user=self.bob_id, device=device)
        same({known["device_id"] for known in self.alice.do("devices", user=self.bob_id)},
             {device, self.bob.do("status")["device_id"]}, "devices")
        self.says(self.alice, [self.bob, self.tablet], "to both")

    def step_export_and_import(self):
        file = self.work / "keys.txt"
        self.bob.do("export_keys", path=str(file), passphrase=PASSPHRASE)
        check(file.read_text().startswith("-----BEGIN MEGOLM SESSION DATA-----"), "the file begins as specified")
        history = {row["event_id"]: row for row in self.tablet.do("history", room=self.room)}
        same(history[self.event]["why"]["code"], "no_key", "why")
        same(self.tablet.fails("import_keys", path=str(file), passphrase="wrong")["code"], "EncryptionError", "code")
        check(self.tablet.do("import_keys", path=str(file), passphrase=PASSPHRASE)["now_readable"] > 5, "messages can be read")
        row = self.tablet.do("wait_for", room=self.room, event_id=self.event)
        same(row["content"]["body"], "from alice", "body")

    def step_backup(self):
        recovery = self.bob.do("back_up_keys")["recovery_key"]
        with self.start("laptop") as laptop:
            laptop.do("login", name="bob", password=PASSWORD)
            history = {row["event_id"]: row for row in laptop.do("history", room=self.room)}
            same(history[self.event]["why"]["code"], "no_key", "why")
            for wrong in (recovery[:-1], recovery[1:], recovery[:10] + ("1" if recovery[10] != "1" else "2") + recovery[11:]):
                same(laptop.fails("restore_keys", recovery_key=wrong)["code"], "backup", "code")
            check(laptop.do("restore_keys", recovery_key=recovery)["now_readable"] > 5, "messages can be read")
            same(laptop.do("wait_for", room=self.room, event_id=self.event)["content"]["body"], "from alice", "body")
            laptop.do("logout")

    # ---- verification

    def step_verifies_a_device(self):
        device = self.bob.do("status")["device_id"]
        same(self.trust(self.alice, self.bob_id, device) in ("unset", "ignored"), True, "trust before")
        transaction = self.alice.do("verify", user=self.bob_id, device=device)["transaction_id"]
        self.bob.do("wait_for_verification", user=self.alice_id, state="requested")
        same(self.bob.fails("confirm_verification", transaction_id=transaction)["code"], "wrong_state", "code")
        self.bob.do("accept_verification", transaction_id=transaction)
        self.alice.do("wait_for_verification", transaction_id=transaction, state="ready")
        self.alice.do("start_verification", transaction_id=transaction)
        self.compare(self.alice, self.bob, transaction)
        self.alice.do("confirm_verification", transaction_id=transaction)
        self.bob.do("confirm_verification", transaction_id=transaction)
        for who in (self.alice, self.bob):
            who.do("wait_for_verification", transaction_id=transaction, state="done")
        same(self.trust(self.alice, self.bob_id, device), "verified", "trust")
        sent = self.says(self.bob, [self.alice], "from a verified device")
        same(self.alice.do("wait_for", room=self.room, event_id=sent["event_id"])["is_verified"], True, "is it verified")

    def step_sets_up_cross_signing(self):
        device = self.bob.do("status")["device_id"]
        same(self.alice.do("identity", user=self.bob_id)["master"], None, "master key before")
        for who, user in ((self.alice, self.alice_id), (self.bob, self.bob_id)):
            master = who.do("set_up_cross_signing", password=PASSWORD)["master"]
            identity = who.do("identity", user=user)
            same((identity["master"], identity["is_verified"]), (master, True), "own identity")
        identity = self.alice.do("identity", user=self.bob_id)
        same((identity["is_verified"], identity["devices"]),
             (False, {device: True, self.tablet.do("status")["device_id"]: False}), "bob")

    def step_verifies_unasked(self):
        """As clients did before there were requests; the one who hears of it starts in the other step."""
        device = self.tablet.do("status")["device_id"]
        transaction = self.bob.do("verify", user=self.bob_id, device=device, asks=False)["transaction_id"]
        self.tablet.do("wait_for_verification", transaction_id=transaction, state="started")
        self.tablet.do("accept_verification", transaction_id=transaction)
        self.compare(self.bob, self.tablet, transaction)
        self.tablet.do("confirm_verification", transaction_id=transaction)
        self.bob.do("confirm_verification", transaction_id=transaction)
        for who in (self.bob, self.tablet):
            who.do("wait_for_verification", transaction_id=transaction, state="done")
        same(set(self.alice.do("identity", user=self.bob_id)["devices"].values()), {True}, "what bob says of his devices")

    def step_verifies_in_a_room(self):
        transaction = self.alice.do("verify", user=self.bob_id, room=self.room)["transaction_id"]
        self.bob.do("wait_for_verification", transaction_id=transaction, state="requested")
        self.bob.do("accept_verification", transaction_id=transaction)
        self.alice.do("wait_for_verification", transaction_id=transaction, state="ready")
        self.bob.do("start_verification", transaction_id=transaction)
        self.compare(self.alice, self.bob, transaction)
        for who in (self.bob, self.alice):
            who.do("confirm_verification", transaction_id=transaction)
        for who in (self.alice, self.bob):
            who.do("wait_for_verification", transaction_id=transaction, state="done")
            who.do("wait_for", room=self.room, type="m.key.verification.done", relates_to=transaction, is_encrypted=True)
        for who, user in ((self.alice, self.bob_id), (self.bob, self.alice_id)):
            same(who.do("identity", user=user)["is_verified"], True, f"what is said of {user}")

    def step_verification_goes_wrong(self):
        device = self.tablet.do("status")["device_id"]
        transaction = self.alice.do("verify", user=self.bob_id, device=device)["transaction_id"]
        self.tablet.do("wait_for_verification", transaction_id=transaction, state="requested")
        self.tablet.do("accept_verification", transaction_id=transaction)
        self.alice.do("wait_for_verification", transaction_id=transaction, state="ready")
        self.tablet.do("start_verification", transaction_id=transaction)
        self.compare(self.alice, self.tablet, transaction)
        self.tablet.do("mismatch_verification", transaction_id=transaction)
        cancelled = self.alice.do("wait_for_verification", transaction_id=transaction, state="cancelled")
        same(cancelled["code"], "m.mismatched_sas", "code")
        check(self.trust(self.alice, self.bob_id, device) != "verified", "it is verified all the same")
        transaction = self.alice.do("verify", user=self.bob_id, device=device)["transaction_id"]
        self.tablet.do("wait_for_verification", transaction_id=transaction, state="requested")
        self.tablet.do("cancel_verification", transaction_id=transaction)
        same(self.alice.do("wait_for_verification", transaction_id=transaction, state="cancelled")["code"], "m.user", "code")

    def step_asks_its_other_device(self):
        """A key that the tablet never got comes from the device that verified it."""
        self.alice.do("rotate", room=self.room)
        self.alice.do("hold_keys", user=self.bob_id, device=self.tablet.do("status")["device_id"], code="m.unverified")
        event = self.says(self.alice, [self.bob], "ask the other")["event_id"]
        self.tablet.do("wait_for", room=self.room, event_id=event, state="unreadable")
        self.tablet.do("request_key", room=self.room, event_id=event)
        same(self.tablet.do("wait_for", room=self.room, event_id=event)["content"]["body"], "ask the other", "body")
        self.alice.do("release_keys")

    def step_writes_into_a_big_room(self):
        """Every device of bigcryptoroom.py has keys that one can write to, and more often than it has one-time keys."""
        done = subprocess.run([ensure_venv(), Path(__file__).with_name("bigcryptoroom.py"), self.server.url, "--members", "5",
                               "--devices", "8", "--one-time-keys", "1"], stdout=subprocess.PIPE, check=True)
        room = json.loads(done.stdout)["room_id"]
        for person, others in ((self.alice, 8), (self.bob, 10)):  # bob also writes to alice and to his tablet
            person.do("join", room=room)
            person.do("hold_keys")
            person.do("send", room=room, text="hello, everybody")
            same(person.do("release_keys"), {"released": others}, "devices that get a key")

    # ---- endings

    def step_comes_back(self):
        device = self.bob.do("status")["device_id"]
        self.bob.stop()
        event = self.alice.do("send", room=self.room, text="while away")["event_id"]
        self.bob = self.start("bob")
        same(self.bob.do("resume")["device_id"], device, "device")
        same(self.bob.do("wait_for", room=self.room, event_id=event)["content"]["body"], "while away", "body")
        self.says(self.bob, [self.alice, self.tablet], "back")

    def step_signs_out(self):
        device = self.tablet.do("status")["device_id"]
        same(self.tablet.do("logout"), {}, "answer")
        self.alice.do("wait_for_device", user=self.bob_id, device=device, is_there=False)
        self.says(self.alice, [self.bob], "to one device")
        same(self.tablet.fails("wait_for", room=self.room, body="to one device")["code"], "stopped", "code")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path)
    work = parser.parse_args().work or Path(tempfile.mkdtemp(prefix="linnet-crypto."))
    processes.exit_on_signals()
    processes.die_with_parent()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with Homeserver(work / "server") as server:
        scenario = CryptoScenario(work, server)
        try:
            scenario.run()
        except Exception:  # pylint: disable=broad-except
            traceback.print_exc()
            sys.exit(1)
        finally:
            scenario.end()
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
