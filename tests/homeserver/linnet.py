# SPDX-License-Identifier: GPL-3.0-or-later
"""A running Linnet and the `ctl` that scripts talk to it with."""
import json
import subprocess
import time
from pathlib import Path

import processes
from ctl import Comparison


class CtlError(Exception):
    """What ctl answered instead; `code` is the contract's word for it."""

    def __init__(self, command, error):
        self.code = error.get("code", "")
        super().__init__(f"ctl {command}: {self.code}: {error.get('message', '')}")


class Linnet:
    """One instance of a profile; a context manager that starts and ends it.

    `environment` holds the keychain, the folders and the display it shall use. What it prints goes to `log`.
    """

    def __init__(self, executable, profile, environment, log, options=()):
        self._command = [str(Path(executable).resolve()), "--profile", profile]
        self._options = list(options)
        self._environment = environment
        self._log = Path(log)
        self.process = None

    def __enter__(self):
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with open(self._log, "ab") as log:
            self.process = processes.start([*self._command, *self._options], env=self._environment,
                                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self.wait_for_state("signed_out", "connecting", "syncing", "offline", "error")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        if self.process.poll() is None:
            try:
                self.ctl("quit", seconds=10)
                self.process.wait(10)
            except (CtlError, subprocess.TimeoutExpired):
                pass
        processes.stop(self.process)

    def ctl(self, *arguments, secret=None, seconds=60):
        """The parsed answer; `secret` becomes the first line of standard input. CtlError if it refused."""
        result = subprocess.run([*self._command, "ctl", *arguments], env=self._environment, timeout=seconds,
                                input=f"{secret}\n" if secret else "", text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        try:
            answer = json.loads(result.stdout)
        except ValueError:
            answer = {"error": {"code": "no_json", "message": result.stdout[:200]}}
        if result.returncode != 0 or (isinstance(answer, dict) and "error" in answer):
            error = answer.get("error") if isinstance(answer, dict) else None
            raise CtlError(arguments[0], error or {"message": f"exit code {result.returncode}"})
        return answer

    def compare(self, *who):
        """A `ctl verify` under way."""
        return Comparison(processes.start([*self._command, "ctl", "verify", *who], env=self._environment,
                                          stdin=subprocess.PIPE, stdout=subprocess.PIPE))

    def wait_for_state(self, *states, seconds=60):
        """The status once its state is one of these."""
        def status():
            if self.process.poll() is not None:
                raise RuntimeError(f"Linnet ended with {self.process.returncode}, see {self._log}")
            try:
                answer = self.ctl("status", seconds=seconds)
            except CtlError as error:
                if error.code != "not_running":
                    raise
                return None
            return answer if answer["state"] in states else None

        return processes.wait_for(status, seconds, f"the state {' or '.join(states)}", step=0.1)

    def login(self, server, user, password):
        self.ctl("login", "--server", server, "--user", user, secret=password, seconds=120)
        return self.wait_for_state("syncing", seconds=120)

    def room(self, name):
        """The id of the room that the list shows under this name, as soon as it does."""
        def found():
            return next((room["room_id"] for room in self.ctl("rooms") if room["name"] == name), None)

        return processes.wait_for(found, 30, f"the room “{name}”", step=0.2)

    def settled_shot(self, file, seconds=10):
        """A picture of the window, taken when two in a row are the same (or time is up)."""
        file = Path(file).resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        before, end = None, time.monotonic() + seconds
        while time.monotonic() < end:
            self.ctl("shot", str(file))
            picture = file.read_bytes()
            if picture == before:
                break
            before = picture
            time.sleep(0.4)
        return file
