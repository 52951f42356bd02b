#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery keys, verification and lost keys between sessions of Linnet and somebody at another client, over a real Synapse.

  trust_test.py EXECUTABLE v3|sliding [--work DIR]

Starts what encryption_test.py starts, and carries out the steps of TrustScenario in the order in which they stand. Exit
code 0 if each did what it should.
"""
import ctl
from cryptoneighbour import CryptoNeighbour
from ctl import check, eventually, same
from homeserver import Homeserver
from neighbour import PASSWORD

READY = {"state": "ready", "verified": True, "secrets": True, "recovery_key": True}


class TrustScenario(ctl.Scenario):
    """Alice has three sessions of Linnet: here, on a laptop, on a desktop. Bob is at another client."""

    def __init__(self, executable, dialect, work, keychain):
        super().__init__(executable, dialect, work, keychain)
        self.server = Homeserver(work / "server")
        self.server.__enter__()
        self.laptop, self.desktop = self.make_linnet("laptop"), self.make_linnet("desktop")
        self.bob = CryptoNeighbour(self.server.url, work / "bob")
        self.alice_id, self.bob_id, self.room = "@alice:localhost", None, None
        self.key = self.first = None

    def end(self):
        super().end()
        for other in (self.laptop, self.desktop, self.bob):
            other.stop()
        self.server.__exit__()

    def becomes(self, linnet, **wanted):
        """How encryption stands, once it is like this."""
        def status():
            answer = linnet.do("encryption", "status")
            return answer if {name: answer[name] for name in wanted} == wanted else None

        try:
            return eventually(status, f"encryption to be {wanted}")
        except Exception as error:
            raise AssertionError(f"{error}: it is {linnet.do('encryption', 'status')}") from error

    def sees(self, linnet, text):
        eventually(lambda: text in linnet.bodies(self.room), f"{text} to be seen")
        same(linnet.bodies(self.room).count(text), 1, f"how often {text} is seen")
        return next(row for row in linnet.timeline(self.room) if row.get("body") == text)

    def sign_in(self, linnet):
        linnet.start()
        linnet.do("login", "--server", self.server.url, "--user", "alice", secret=PASSWORD)
        linnet.until("syncing")
        eventually(lambda: linnet.membership(self.room) == "join", "the room")

    def session_id(self, linnet):
        return next(session["session_id"] for session in linnet.do("sessions") if session["this"])

    # ---- one session

    def step_signs_in(self):
        """A new account has an identity and no recovery key."""
        self.linnet.start()
        self.linnet.do("register", "--server", self.server.url, "--user", "alice", secret=PASSWORD)
        self.linnet.until("syncing")
        self.becomes(self.linnet, state="none", verified=True, secrets=True, recovery_key=False)
        sessions = self.linnet.do("sessions")
        same([(each["this"], each["keys"], each["verified"]) for each in sessions], [(True, True, True)], "sessions")
        self.bob_id = self.bob.do("register", name="bob", password=PASSWORD)["user_id"]
        self.bob.do("set_up_cross_signing", password=PASSWORD)

    def step_talks(self):
        self.room = self.linnet.do("create", "--name", "secret", "--encrypted", "--invite", self.bob_id)["room_id"]
        self.bob.do("wait_for_invite", room=self.room)
        self.bob.do("join", room=self.room)
        eventually(lambda: any(member["user_id"] == self.bob_id and member["membership"] == "join"
                               for member in self.linnet.do("members", self.room)), "alice to know bob")
        self.first = [self.text("from alice"), self.text("from bob")]
        self.linnet.do("send", self.room, self.first[0])
        self.bob.do("wait_for", room=self.room, body=self.first[0])
        self.bob.do("send", room=self.room, text=self.first[1])
        check("shield" not in self.sees(self.linnet, self.first[1]), "bob's own session has a shield")

    def step_makes_a_recovery_key(self):
        self.key = self.linnet.do("encryption", "setup")["recovery_key"]
        self.texts.append(self.key)
        status = self.becomes(self.linnet, **READY)
        check(status["backup"]["on"] and status["backup"]["trusted"], f"the backup: {status}")
        eventually(lambda: self.linnet.do("encryption", "status")["backup"]["backed_up"] >= 2, "the backup to be full")

    # ---- another, by the key

    def step_recovers_on_a_new_session(self):
        self.sign_in(self.laptop)
        self.becomes(self.laptop, state="locked", verified=False, secrets=False, recovery_key=True)
        eventually(lambda: any(row["type"] == "m.room.encrypted" for row in self.laptop.timeline(self.room)),
                   "what cannot be read yet")
        check(all(row.get("reason") for row in self.laptop.timeline(self.room) if row["type"] == "m.room.encrypted"),
              "a row does not say why it cannot be read")
        same(self.laptop.fails("recover", secret="this is no key"), "usage", "code for what is no key")
        other = "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
        same(self.laptop.fails("recover", secret=other), "passphrase", "code for another account's key")
        self.laptop.do("recover", secret=self.key)
        self.becomes(self.laptop, **READY)
        for text in self.first:
            check("shield" not in self.sees(self.laptop, text), "what came from the backup has a shield")
        eventually(lambda: all(each["verified"] for each in self.linnet.do("sessions")), "both to be verified")
        same(len(self.linnet.do("sessions")), 2, "sessions")

    # ---- a third, by comparing emoji

    def step_verifies_a_new_session(self):
        self.sign_in(self.desktop)
        self.becomes(self.desktop, state="locked")
        with self.desktop.verify(self.session_id(self.linnet)) as asked, self.linnet.verify("--wait") as answered:
            same(asked.shown["emoji"], answered.shown["emoji"], "the emoji")
            same(len(asked.shown["emoji"]), 7, "how many emoji")
            asked.say("yes")
            answered.say("yes")
            same((asked.outcome(), answered.outcome()), ({"verified": True}, {"verified": True}), "outcomes")
        self.becomes(self.desktop, **READY)
        for text in self.first:
            self.sees(self.desktop, text)
        same([each["verified"] for each in self.desktop.do("sessions")], [True] * 3, "what is verified")

    def step_a_mismatch_is_none(self):
        with self.desktop.verify(self.session_id(self.linnet)) as asked, self.linnet.verify("--wait") as answered:
            same(asked.shown["decimals"], answered.shown["decimals"], "the numbers")
            answered.say("no")
            same(answered.outcome()["error"]["code"], "cancelled", "code of who said no")
            asked.say("yes")
            same(asked.outcome()["error"]["code"], "cancelled", "code of the other one")

    # ---- another person

    def step_verifies_a_person(self):
        asked = self.linnet.verify(self.bob_id)
        # Both know each other from a chat of two, which is made for it if there is none.
        room = eventually(lambda: self.bob_is_asked_in(), "bob to be asked")
        transaction = self.bob.do("wait_for_verification", user=self.alice_id, state="requested")["transaction_id"]
        self.bob.do("accept_verification", transaction_id=transaction)
        shown = self.bob.do("wait_for_verification", transaction_id=transaction, state="emoji")
        with asked:
            same(asked.shown["decimals"], shown["decimals"], f"the numbers (asked in {room})")
            asked.say("yes")
            self.bob.do("confirm_verification", transaction_id=transaction)
            same(asked.outcome(), {"verified": True}, "outcome")
        same(self.bob.do("identity", user=self.alice_id)["is_verified"], True, "what bob knows of alice")

    def bob_is_asked_in(self):
        """Joins the chat in which alice asks."""
        try:
            room = self.bob.do("wait_for_invite", timeout=1)["room_id"]
        except Exception:  # pylint: disable=broad-except
            return None
        self.bob.do("join", room=room)
        return room

    def step_a_person_verifies_alice(self):
        with self.laptop.verify("--wait", self.bob_id) as answered:
            transaction = self.bob.do("verify", user=self.alice_id, room=self.room)["transaction_id"]
            shown = self.bob.do("wait_for_verification", transaction_id=transaction, state="emoji")
            same(answered.shown["decimals"], shown["decimals"], "the numbers")
            self.bob.do("confirm_verification", transaction_id=transaction)
            answered.say("yes")
            same(answered.outcome(), {"verified": True}, "outcome")

    # ---- who is not verified

    def step_an_unverified_session_is_marked(self):
        tablet = CryptoNeighbour(self.server.url, self.work / "tablet")
        try:
            tablet.do("login", name="bob", password=PASSWORD)
            text = self.text("from bob's tablet")
            eventually(lambda: self.can_send(tablet, text), "bob's tablet to be in the room")
            row = self.sees(self.linnet, text)
            same(row.get("shield"), "Sent by a session that its owner has not verified", "the shield")
        finally:
            tablet.stop()

    def can_send(self, person, text):
        try:
            return person.do("send", room=self.room, text=text)
        except Exception:  # pylint: disable=broad-except
            return None

    # ---- the key is lost

    def step_resets(self):
        same(self.linnet.fails("encryption", "reset", "--password", secret="wrong"), "M_FORBIDDEN", "code for a wrong password")
        new = self.linnet.do("encryption", "reset", "--password", secret=PASSWORD)["recovery_key"]
        self.texts.append(new)
        check(new != self.key, "the key is the one of before")
        self.becomes(self.linnet, **READY)
        self.becomes(self.laptop, verified=False)
        same(self.laptop.fails("recover", secret=self.key), "passphrase", "code for the key of before")
        self.laptop.do("recover", secret=new)
        self.becomes(self.laptop, **READY)
        back = self.text("after all that")
        self.laptop.do("send", self.room, back)
        self.sees(self.linnet, back)
        self.bob.do("wait_for", room=self.room, body=back)

    def step_nothing_lies_about(self):
        self.find_nothing(self.texts)

    def step_all_is_restored(self):
        """Signed out everywhere, the recovery key brings everything back."""
        before = self.linnet.bodies(self.room)
        for linnet in (self.linnet, self.laptop, self.desktop):
            linnet.do("logout")
        self.linnet.do("login", "--server", self.server.url, "--user", "alice", secret=PASSWORD)
        self.linnet.until("syncing")
        self.becomes(self.linnet, state="locked")
        self.linnet.do("recover", secret=self.texts[-2])
        self.becomes(self.linnet, **READY)
        eventually(lambda: self.linnet.membership(self.room) == "join", "the room")
        self.linnet.read_to_start(self.room)
        eventually(lambda: self.linnet.bodies(self.room) == before, f"{before} to be readable")


if __name__ == "__main__":
    ctl.main_with_neighbours(TrustScenario, __doc__)
