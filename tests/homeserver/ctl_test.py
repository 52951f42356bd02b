#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through `linnet ctl` against a real Synapse, with a second person who speaks plain HTTP.

  ctl_test.py EXECUTABLE v1|v3 [--work DIR]

Starts a home server, a D-Bus session with an unlocked keyring and Linnet (offscreen), all with a home of their own, and
carries out the steps of Scenario in the order in which they stand. Exit code 0 if each did what it should.
"""
import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import processes
from homeserver import Homeserver
from keychain import Keychain

PATIENCE = 60  # seconds; generous, the machine may be building at the same time
PASSWORD = "correct horse battery staple 7f3a"


def eventually(condition, what, seconds=PATIENCE):
    return processes.wait_for(condition, seconds, what, step=0.1)


def check(is_true, message):
    if not is_true:
        raise AssertionError(message)


def same(actual, expected, what):
    check(actual == expected, f"{what}: expected {expected!r}, got {actual!r}")


class Person:
    """Somebody at another client: plain calls of the client-server API."""

    def __init__(self, server, name):
        self._server = server
        self._count = 0
        self.token = None
        answer = self.call("POST", "register", {"username": name, "password": PASSWORD,
                                                "auth": {"type": "m.login.dummy"}})
        self.id = answer["user_id"]
        self.token = answer["access_token"]

    def call(self, method, path, body=None, token=None):
        request = urllib.request.Request(f"{self._server.url}/_matrix/client/v3/{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode())
        if token or self.token:
            request.add_header("Authorization", f"Bearer {token or self.token}")
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)

    def send(self, room, text):
        self._count += 1
        return self.call("PUT", f"rooms/{quote(room)}/send/m.room.message/t{self._count}",
                         {"msgtype": "m.text", "body": text})["event_id"]

    def create(self, **what):
        return self.call("POST", "createRoom", what)["room_id"]

    def join(self, room):
        return self.call("POST", f"join/{quote(room)}", {})["room_id"]

    def bodies(self, room):
        page = self.call("GET", f"rooms/{quote(room)}/messages?dir=b&limit=200")
        return [event["content"].get("body") for event in reversed(page["chunk"]) if event["type"] == "m.room.message"]


def quote(identifier):
    return urllib.parse.quote(identifier, safe="")


class Linnet:
    """One running program of a profile."""

    def __init__(self, executable, environment, dialect, log, profile="default"):
        self._command = [executable, "--profile", profile]
        self._dialect = dialect
        self._environment = environment
        self._log = log
        self._process = None

    def start(self):
        with open(self._log, "ab") as log:
            self._process = processes.start([*self._command, "--dialect", self._dialect], env=self._environment,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        eventually(lambda: self._process.poll() is not None or self.ctl("status")[0] == 0, "Linnet to answer")
        check(self._process.poll() is None, f"Linnet ended at once: {self._process.poll()}")

    def wait(self):
        return self._process.wait(PATIENCE)

    def kill(self):
        self._process.kill()
        self._process.wait()

    def signal(self, number):
        self._process.send_signal(number)

    def stop(self):
        if self._process is not None and self._process.poll() is None:
            processes.stop(self._process)

    def command_line(self):
        return Path(f"/proc/{self._process.pid}/cmdline").read_bytes()

    def again(self, *arguments):
        """A second start of the same profile."""
        return subprocess.run([*self._command, *arguments], env=self._environment, timeout=PATIENCE, check=False,
                              capture_output=True).returncode

    def ctl(self, *arguments, secret=None):
        done = subprocess.run([*self._command, "ctl", *arguments], env=self._environment, capture_output=True,
                              input=None if secret is None else f"{secret}\n".encode(),
                              stdin=subprocess.DEVNULL if secret is None else None, timeout=90, check=False)
        lines = done.stdout.decode().splitlines()
        check(len(lines) == 1, f"ctl {arguments} printed {lines}, {done.stderr.decode()}")
        return done.returncode, json.loads(lines[0])

    def do(self, *arguments, secret=None):
        code, answer = self.ctl(*arguments, secret=secret)
        check(code == 0, f"ctl {' '.join(arguments)} failed: {answer}")
        return answer

    def fails(self, *arguments, secret=None):
        """The code with which a command fails."""
        code, answer = self.ctl(*arguments, secret=secret)
        check(code == 1 and set(answer) == {"error"}, f"ctl {' '.join(arguments)} should fail: {answer}")
        same(set(answer["error"]), {"code", "message"}, "keys of the error")
        check(answer["error"]["message"], "the error has no words")
        return answer["error"]["code"]

    def follow(self):
        return processes.start([*self._command, "ctl", "follow"], env=self._environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE)

    def state(self):
        return self.do("status")["state"]

    def timeline(self, room, *options):
        return self.do("timeline", room, *options)

    def bodies(self, room):
        return [event["body"] for event in self.timeline(room) if event["type"] == "m.room.message"]

    def rooms(self):
        return {room["room_id"]: room for room in self.do("rooms")}

    def until(self, state):
        eventually(lambda: self.state() == state, f"the state {state}, it is {self.state()}")


class Scenario:
    """The steps, in order; each builds on those before it."""

    def __init__(self, executable, dialect, work, keychain):
        self.executable = executable
        self.dialect = dialect
        self.work = work
        self.keychain = keychain
        self.home = Path(keychain.environment["HOME"])
        self.environment = dict(keychain.environment, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        self.log = work / "linnet.log"
        self.linnet = self.make_linnet()
        self.server = Homeserver(work / "server", keep=True)
        self.server.__enter__()
        self.bob = Person(self.server, "bob")
        self.texts = []  # bodies that must never be found in a file
        self.alice = None
        self.room = None

    def make_linnet(self, profile="default"):
        return Linnet(self.executable, self.environment, self.dialect, self.log, profile)

    def end(self):
        self.linnet.stop()
        self.server.__exit__()

    def run(self):
        steps = [name for name in vars(Scenario) if name.startswith("step_")]
        for name in steps:
            begun = time.monotonic()
            getattr(self, name)()
            print(f"ok   {name[5:].replace('_', ' ')} ({time.monotonic() - begun:.1f} s)", flush=True)

    def text(self, words):
        text = f"{words} {os.urandom(6).hex()}"
        self.texts.append(text)
        return text

    def bob_sees(self, room, text):
        eventually(lambda: text in self.bob.bodies(room), f"bob to see {text}")
        same(self.bob.bodies(room).count(text), 1, f"how often bob sees {text}")

    def alice_sees(self, room, text):
        eventually(lambda: text in self.linnet.bodies(room), f"alice to see {text}")
        same(self.linnet.bodies(room).count(text), 1, f"how often alice sees {text}")

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

    def step_starts_signed_out(self):
        self.linnet.start()
        same(self.linnet.do("status"), {"state": "signed_out", "user_id": None, "server": None, "dialect": None,
                                        "rooms": 0, "unsent": 0}, "status")
        for command in (["rooms"], ["timeline", "!r"], ["history", "!r"], ["members", "!r"], ["send", "!r", "x"], ["create"],
                        ["join", "#a:b"], ["leave", "!r"], ["invite", "!r", "@a:b"], ["open", "!r"], ["logout"], ["follow"]):
            same(self.linnet.fails(*command), "not_signed_in", f"code of {command}")

    def step_a_second_start_leaves_it_to_the_first(self):
        same(self.linnet.again(), 0, "exit code of the second start")
        same(self.linnet.state(), "signed_out", "state")

    def step_sign_in_goes_wrong(self):
        Person(self.server, "alice")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "alice", secret="wrong"), "M_FORBIDDEN", "code")
        same(self.linnet.fails("login", "--server", "http://127.0.0.1:1", "--user", "alice", secret=PASSWORD), "network", "code")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "alice", secret=""), "usage", "code")
        same(self.linnet.fails("login", "--server", self.server.url, "--token", secret="no-such-token"), "M_UNKNOWN_TOKEN",
             "code")
        same(self.linnet.state(), "signed_out", "state")

    def step_registers_where_the_server_can(self):
        arguments = ["register", "--server", self.server.url, "--user", "alice"]
        if self.dialect == "v1":  # today's server has no register of 2014
            check(self.linnet.fails(*arguments, secret=PASSWORD).startswith("M_"), "the server's code")
            arguments[0] = "login"
        else:
            same(self.linnet.fails(*arguments, secret=PASSWORD), "M_USER_IN_USE", "code")
            arguments[-1] = "alice2"
        self.alice = self.linnet.do(*arguments, secret=PASSWORD)["user_id"]
        same(self.alice, f"@{arguments[-1]}:localhost", "user id")

    def step_says_how_it_stands(self):
        self.linnet.until("syncing")
        status = self.linnet.do("status")
        same({key: status[key] for key in ("user_id", "dialect", "rooms", "unsent")},
             {"user_id": self.alice, "dialect": self.dialect, "rooms": 0, "unsent": 0}, "status")
        same(status["server"].rstrip("/"), self.server.url, "server")
        same(self.linnet.do("rooms"), [], "rooms")
        same(self.linnet.fails("login", "--server", self.server.url, "--user", "x", secret="y"), "usage", "code")

    # ---- rooms and messages

    def step_creates_a_room_and_invites(self):
        answer = self.linnet.do("create", "--name", "Our room", "--alias", "ours", "--topic", "Talk", "--public",
                                "--invite", self.bob.id)
        same(set(answer), {"room_id"}, "keys")
        self.room = answer["room_id"]
        room = self.linnet.rooms()[self.room]
        same(set(room), {"room_id", "name", "membership", "unread", "highlight", "last_event"}, "keys of a room")
        same((room["name"], room["membership"]), ("Our room", "join"), "room")
        same(self.bob.join("#ours:localhost"), self.room, "the room behind the alias")

    def step_messages_both_ways(self):
        mine = self.text("From Linnet")
        same(list(self.linnet.do("send", self.room, mine)), ["txn_id"], "keys")
        self.bob_sees(self.room, mine)
        his = self.text("From bob")
        event = self.bob.send(self.room, his)
        self.alice_sees(self.room, his)
        row = next(row for row in self.linnet.timeline(self.room) if row["body"] == his)
        check(abs(row.pop("ts") / 1000 - time.time()) < PATIENCE, "time of the message")
        same(row, {"event_id": event, "sender": self.bob.id, "type": "m.room.message", "msgtype": "m.text", "body": his,
                   "state": "sent"}, "row")
        self.alice_sees(self.room, mine)
        emote = self.text("waves")
        self.linnet.do("send", "#ours:localhost", emote, "--emote")
        self.alice_sees(self.room, emote)
        same(next(row["msgtype"] for row in self.linnet.timeline(self.room) if row["body"] == emote), "m.emote", "msgtype")
        same(len(self.linnet.timeline(self.room, "--limit", "2")), 2, "rows of a limited timeline")
        eventually(lambda: self.linnet.do("status")["unsent"] == 0, "nothing unsent")
        same((self.linnet.rooms()[self.room]["last_event"] or {}).get("body"), emote, "last event")

    def step_lists_members(self):
        eventually(lambda: {member["user_id"]: member["membership"] for member in self.linnet.do("members", self.room)}
                   == {self.alice: "join", self.bob.id: "join"}, "both members")
        members = {member["user_id"]: member for member in self.linnet.do("members", "#ours:localhost")}
        same(set(members[self.bob.id]), {"user_id", "name", "membership", "power"}, "keys of a member")
        check(members[self.alice]["power"] >= 100 > members[self.bob.id]["power"], f"power of {members}")

    def step_answers_an_invitation(self):
        room = self.bob.create(name="Bob's", invite=[self.alice])
        eventually(lambda: self.linnet.rooms().get(room, {}).get("membership") == "invite", "the invitation")
        same(self.linnet.do("rooms")[0]["room_id"], room, "the room on top")
        same(self.linnet.do("join", room), {"room_id": room}, "answer")
        same(self.linnet.rooms()[room]["membership"], "join", "membership")
        other = self.bob.create(name="No thanks", invite=[self.alice])
        eventually(lambda: other in self.linnet.rooms(), "the other invitation")
        same(self.linnet.do("leave", other), {"room_id": other}, "answer")
        check(self.linnet.rooms().get(other, {}).get("membership") in (None, "leave"), "the invitation is declined")

    def step_invites(self):
        room = self.linnet.do("create", "--name", "Private")["room_id"]
        same(self.linnet.do("invite", room, self.bob.id), {"room_id": room}, "answer")
        same(self.bob.join(room), room, "bob's room")
        check(self.linnet.fails("invite", room, self.bob.id).startswith("M_"), "the server's code")
        same(self.linnet.do("leave", room), {"room_id": room}, "answer")
        check(self.linnet.rooms().get(room, {}).get("membership") in (None, "leave"), "the room is left")

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
        for _ in range(50):
            page = self.linnet.do("history", room)
            same(set(page), {"added", "reached_start"}, "keys of a page")
            if page["reached_start"]:
                break
        check(page["reached_start"], "the start was not reached")
        rows = self.linnet.timeline(room, "--limit", "1000")
        same([row["event_id"] for row in rows if row["type"] == "m.room.message"], sent, "messages")
        same(rows[0]["type"], "m.room.create", "first event")
        same(len({row["event_id"] for row in rows}), len(rows), "different events")
        same(self.linnet.do("history", room), {"added": 0, "reached_start": True}, "a page beyond the start")

    def step_follows(self):
        follower = self.linnet.follow()
        try:
            time.sleep(1)  # nothing tells when the program has begun to listen
            text = self.text("for the follower")
            event = self.bob.send(self.room, text)
            while True:
                line = json.loads(follower.stdout.readline())
                if line["event_id"] == event:
                    break
            same((line["room_id"], line["body"], line["state"]), (self.room, text, "sent"), "line")
        finally:
            follower.send_signal(signal.SIGINT)
            follower.wait(PATIENCE)
            follower.stdout.close()

    def step_opens_and_takes_a_picture(self):
        same(self.linnet.do("open", "#ours:localhost"), {"room_id": self.room}, "answer")
        picture = self.work / "shot.png"
        same(self.linnet.do("shot", str(picture)), {}, "answer")
        check(picture.read_bytes().startswith(b"\x89PNG"), "no picture")
        check(self.linnet.ctl("shot", "/nowhere/shot.png")[0] == 1, "a picture that cannot be written")

    # ---- coming back

    def step_restarts_with_nothing_lost(self):
        before = {room: self.linnet.timeline(room) for room in self.linnet.rooms()}
        same(self.linnet.do("quit"), {}, "answer")
        same(self.linnet.wait(), 0, "exit code")
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
        eventually(lambda: self.linnet.do("status")["unsent"] == 0, "nothing unsent")

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
        self.linnet.do("quit")
        self.linnet.wait()
        self.linnet.start()
        same([room["room_id"] for room in self.linnet.do("rooms")], [room["room_id"] for room in rooms], "rooms from disk")
        same(self.linnet.timeline(self.room)[:len(rows)], rows, "timeline from disk")
        same(self.linnet.do("status")["unsent"], 3, "unsent after a restart")
        self.linnet.until("offline")
        self.start_server()
        for text in texts:
            self.bob_sees(self.room, text)
            self.alice_sees(self.room, text)
        eventually(lambda: self.linnet.do("status")["unsent"] == 0, "nothing unsent")
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
            check(self.keychain_entries("other"), "the keychain has no entry")
            same(other.do("logout"), {}, "answer")
            same(other.do("status")["state"], "signed_out", "state")
            same(self.keychain_entries("other"), 0, "keychain entries after signing out")
            self.find_no_database("other")
            try:
                self.bob.call("GET", "account/whoami", token=token)
                raise AssertionError("the token still works")
            except urllib.error.HTTPError as error:
                same(error.code, 401, "status of a dead token")
        finally:
            other.stop()

    def step_signs_out(self):
        check(self.keychain_entries("default"), "the keychain has no entry")
        same(self.linnet.do("logout"), {}, "answer")
        same(self.linnet.do("status")["state"], "signed_out", "state")
        same(self.linnet.fails("rooms"), "not_signed_in", "code")
        same(self.keychain_entries("default"), 0, "keychain entries after signing out")
        self.find_no_database("default")
        same(self.linnet.do("quit"), {}, "answer")
        same(self.linnet.wait(), 0, "exit code")
        self.find_nothing([PASSWORD, *self.texts])

    def find_nothing(self, secrets):
        """No file of the home, and not the log, may hold any of these as it is."""
        for file in [*self.home.rglob("*"), self.log]:
            if file.is_file():
                content = file.read_bytes()
                for secret in secrets:
                    check(secret.encode() not in content, f"{file} holds {secret}")

    def find_no_database(self, profile):
        left = [file for file in self.home.rglob("*.db*") if profile in file.parts]
        same(left, [], "databases that are left")

    def keychain_entries(self, profile):
        """How many entries of the profile the keyring holds."""
        answer = subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets",
             "org.freedesktop.Secret.Service.SearchItems", "dict:string:string:server,Linnet"],
            env=self.environment, capture_output=True, check=True).stdout.decode()
        paths = [line.split('"')[1] for line in answer.splitlines() if "object path" in line]
        count = 0
        for path in paths:
            attributes = subprocess.run(
                ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", path,
                 "org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Item", "string:Attributes"],
                env=self.environment, capture_output=True, check=True).stdout.decode()
            count += f'"{profile}/' in attributes
        return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable", type=Path)
    parser.add_argument("dialect", choices=("v1", "v3"))
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    processes.exit_on_signals()
    processes.die_with_parent()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="linnet-ctl."))
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with Keychain("unlocked") as keychain:
        scenario = Scenario(arguments.executable.resolve(), arguments.dialect, work, keychain)
        try:
            scenario.run()
        except Exception:  # pylint: disable=broad-except
            traceback.print_exc()
            log = scenario.log.read_text(errors="replace").splitlines()[-30:] if scenario.log.exists() else []
            print("The end of Linnet's log:", *log, sep="\n", file=sys.stderr)
            sys.exit(1)
        finally:
            scenario.end()
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
