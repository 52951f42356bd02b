# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share that drive the real program through `linnet ctl`: the program, a scenario of steps in a home and
with a keychain of its own, and ways to say what should be."""
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
from homeserver import ensure_venv
from keychain import Keychain

PATIENCE = 60  # seconds; generous, the machine may be building at the same time


def eventually(condition, what, seconds=PATIENCE):
    return processes.wait_for(condition, seconds, what, step=0.1)


def check(is_true, message):
    if not is_true:
        raise AssertionError(message)


def same(actual, expected, what):
    check(actual == expected, f"{what}: expected {expected!r}, got {actual!r}")


class Comparison:
    """A `ctl verify` under way; a context manager."""

    def __init__(self, process):
        self._process = process
        self._shown = None

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        processes.stop(self._process)

    @property
    def shown(self):
        """What is to be compared. Waits for it."""
        if self._shown is None:
            self._shown = json.loads(self._process.stdout.readline())
            check("flow" in self._shown, f"there is nothing to compare: {self._shown}")
        return self._shown

    def say(self, answer):
        check(self.shown, "there is nothing to compare")
        self._process.stdin.write(f"{answer}\n".encode())
        self._process.stdin.flush()

    def outcome(self):
        return json.loads(self._process.stdout.readline())


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

    def quit(self):
        same(self.do("quit"), {}, "answer")
        same(self.wait(), 0, "exit code")

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
        """The exit code of a second start of the same profile."""
        return subprocess.run([*self._command, *arguments], env=self._environment, timeout=PATIENCE, check=False,
                              capture_output=True).returncode

    def ctl(self, *arguments, secret=None):
        """The exit code and the one JSON document of a command."""
        given = {"stdin": subprocess.DEVNULL} if secret is None else {"input": f"{secret}\n".encode()}
        done = subprocess.run([*self._command, "ctl", *arguments], env=self._environment, capture_output=True, timeout=90,
                              check=False, **given)
        lines = done.stdout.decode().splitlines()
        check(len(lines) == 1, f"ctl {arguments} printed {lines}, {done.stderr.decode()}")
        return done.returncode, json.loads(lines[0])

    def do(self, *arguments, secret=None):
        code, answer = self.ctl(*arguments, secret=secret)
        check(code == 0, f"ctl {' '.join(arguments)} failed: {answer}")
        return answer

    def refusal(self, *arguments, secret=None):
        """The error with which a command fails."""
        code, answer = self.ctl(*arguments, secret=secret)
        check(code == 1 and set(answer) == {"error"}, f"ctl {' '.join(arguments)} should fail: {code}, {answer}")
        same(set(answer["error"]), {"code", "message"}, "keys of the error")
        check(answer["error"]["message"], "the error has no words")
        return answer["error"]

    def fails(self, *arguments, secret=None):
        return self.refusal(*arguments, secret=secret)["code"]

    def begin(self, *arguments):
        """A command that says more than one thing, under way."""
        return processes.start([*self._command, "ctl", *arguments], env=self._environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE)

    def follow(self):
        return self.begin("follow")

    def verify(self, *who):
        return Comparison(processes.start([*self._command, "ctl", "verify", *who], env=self._environment,
                                          stdin=subprocess.PIPE, stdout=subprocess.PIPE))

    def timeline(self, room, *options):
        return self.do("timeline", room, *options)

    def bodies(self, room):
        return [event["body"] for event in self.timeline(room) if event["type"] == "m.room.message"]

    def rooms(self):
        return {room["room_id"]: room for room in self.do("rooms")}

    def membership(self, room):
        return self.rooms().get(room, {}).get("membership")

    def until(self, state):
        """The status, once its state is this one."""
        def status():
            answer = self.do("status")
            return answer if answer["state"] == state else None

        return eventually(status, f"the state {state}")

    def until_sent(self):
        eventually(lambda: self.do("status")["unsent"] == 0, "nothing unsent")

    def read_to_start(self, room):
        """Asks for page after page; the rows of the room."""
        for _ in range(50):
            page = self.do("history", room)
            same(set(page), {"added", "reached_start"}, "keys of a page")
            if page["reached_start"]:
                same(self.do("history", room), {"added": 0, "reached_start": True}, "a page beyond the start")
                rows = self.timeline(room, "--limit", "1000")
                same(len({row["event_id"] for row in rows}), len(rows), "different events")
                return rows
        raise AssertionError("the start was not reached")


class Scenario:
    """Steps, in the order in which they stand in the class; each builds on those before it."""

    def __init__(self, executable, dialect, work, keychain):
        self.executable = executable
        self.dialect = dialect
        self.work = work
        self.keychain = keychain
        self.home = Path(keychain.environment["HOME"])
        self.environment = dict(keychain.environment, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8",
                                QT_LOGGING_RULES="linnet.*=true")
        self.log = work / "linnet.log"
        self.linnet = self.make_linnet()
        self.texts = []  # bodies that must never be found in a file

    def make_linnet(self, profile="default"):
        return Linnet(self.executable, self.environment, self.dialect, self.log, profile)

    def end(self):
        self.linnet.stop()

    def run(self):
        for name in [name for name in vars(type(self)) if name.startswith("step_")]:
            begun = time.monotonic()
            getattr(self, name)()
            print(f"ok   {name[5:].replace('_', ' ')} ({time.monotonic() - begun:.1f} s)", flush=True)

    def text(self, words):
        text = f"{words} {os.urandom(6).hex()}"
        self.texts.append(text)
        return text

    def alice_sees(self, room, text):
        eventually(lambda: text in self.linnet.bodies(room), f"alice to see {text}")
        same(self.linnet.bodies(room).count(text), 1, f"how often alice sees {text}")

    def find_nothing(self, secrets):
        """No file of the home, and not the log, may hold any of these as it is."""
        files = [file for file in [*self.home.rglob("*"), self.log] if file.is_file()]
        check(self.log in files, "there is no log")
        for file in files:
            content = file.read_bytes()
            for secret in secrets:
                secret = secret if isinstance(secret, bytes) else secret.encode()
                check(secret not in content, f"{file} holds {secret}")

    def find_no_database(self, profile):
        left = [file for file in self.home.rglob("*.db*") if profile in file.parts]
        same(left, [], "databases that are left")

    def account_file(self, profile):
        return json.loads((self.home / "data/linnet" / profile / "account.json").read_text())


def main_with_neighbours(scenario_class, description):
    """main() for a scenario in the dialect that the command line names, with people at other clients."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("executable", type=Path)
    parser.add_argument("dialect", choices=("v3", "sliding"))
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    ensure_venv()
    main(scenario_class, arguments.executable, arguments.dialect, arguments.work)


def main(scenario_class, executable, dialect, work):
    processes.exit_on_signals()
    processes.die_with_parent()
    work = work or Path(tempfile.mkdtemp(prefix="linnet-ctl."))
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with Keychain("unlocked") as keychain:
        scenario = scenario_class(executable.resolve(), dialect, work, keychain)
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
