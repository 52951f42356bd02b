# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at another client who can do end-to-end encryption, for tests: plain blocking calls, nothing but the standard
library. The work is done by cryptoperson.py in a process of its own, whose commands these are."""
import json
import queue
import subprocess
import threading
from pathlib import Path

import processes
from homeserver import ensure_venv

HERE = Path(__file__).resolve().parent
PATIENCE = 90  # seconds; more than a command itself waits


class Refused(Exception):
    """What the person answered instead: `code`, and the whole error."""

    def __init__(self, command, error):
        super().__init__(f"{command}: {error['code']}: {error['text']}")
        self.code = error["code"]
        self.error = error


class CryptoNeighbour:
    """One device; a context manager. What it complains of goes to FOLDER.log.

    `do("send", room=..., text=...)` is the result of a command; `begin()` asks now and `answer()` waits later.
    """

    def __init__(self, url, folder, *options):
        self.folder = Path(folder)
        self._count = 0
        self._answers = {}
        self._arrived = queue.SimpleQueue()
        self._log = open(f"{folder}.log", "ab")  # pylint: disable=consider-using-with
        self._process = processes.start([ensure_venv(), HERE / "cryptoperson.py", url, folder, *options], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.stop()

    def do(self, command, **what):
        return self.answer(self.begin(command, **what))

    def fails(self, command, **what):
        """The error with which a command fails."""
        try:
            result = self.do(command, **what)
        except Refused as refused:
            return refused.error
        raise AssertionError(f"{command} should fail, but: {result}")

    def begin(self, command, **what):
        """Ask, without waiting; a number for answer()."""
        self._count += 1
        self._process.stdin.write(json.dumps({"id": self._count, "do": command, **what}) + "\n")
        self._process.stdin.flush()
        self._answers[self._count] = command
        return self._count

    def answer(self, number):
        while isinstance(self._answers[number], str):
            answer = self._arrived.get(timeout=PATIENCE)
            if answer is None:
                raise RuntimeError(f"the person ended, see {self.folder}.log")
            answer["do"] = self._answers[answer["id"]]
            self._answers[answer["id"]] = answer
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Refused(answer["do"], answer["error"])
        return answer["result"]

    def stop(self):
        """Ends the program; whoever takes the same folder goes on as the same device."""
        if self._process.poll() is None:
            self._process.stdin.close()
            try:
                self._process.wait(processes.STOP_SECONDS)
            except subprocess.TimeoutExpired:
                pass
        processes.stop(self._process)
        self._reader.join()
        self._process.stdout.close()
        self._log.close()

    def _read(self):
        for line in self._process.stdout:
            self._arrived.put(json.loads(line))
        self._arrived.put(None)
