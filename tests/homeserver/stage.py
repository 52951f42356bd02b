# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev run and ./dev shot have in common: a server where people talk, with one account to sign in to."""
import contextlib
import secrets
import subprocess
import sys
import time
from pathlib import Path

import processes
from homeserver import Homeserver

HERE = Path(__file__).resolve().parent
FILL_SECONDS = 300


def say(text):
    print(text, flush=True)


class Stage:
    """A filled Synapse whose people talk; a context manager. Sign in to `url` as `user` with `password`."""

    user = "alice"

    def __init__(self, data, quiet=False):
        self._data = Path(data)
        self._options = ["--quiet"] if quiet else []
        self._cleanup = contextlib.ExitStack()
        self.password = secrets.token_urlsafe(12)
        self.people = None

    def __enter__(self):
        with contextlib.ExitStack() as started:
            say("Starting a home server on this machine ...")
            self.server = started.enter_context(Homeserver(self._data, backdated=True))
            say(f"It listens at {self.server.url}. Filling it with people and what they said ...")
            began = time.monotonic()
            command = [sys.executable, HERE / "demo.py", self.server.url, self.server.data / "clock", *self._options]
            self.people = processes.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            started.callback(processes.stop, self.people)
            self.people.stdin.write(self.password + "\n")
            self.people.stdin.close()
            if self.people.stdout.readline() != "ready\n":
                raise RuntimeError("The people of the demonstration did not come.")
            say(f"They are there ({time.monotonic() - began:.0f} s).")
            self._cleanup = started.pop_all()
        return self

    def __exit__(self, *_exception):
        self._cleanup.close()

    @property
    def url(self):
        return self.server.url
