# SPDX-License-Identifier: GPL-3.0-or-later
"""Linnet as a whole beside a peer: start, memory and idle cost on the same filled server.

A client is looked at from outside only: its picture on an Xvfb, and what /proc says of its processes.
"""
import asyncio
import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from PIL import ImageChops, ImageGrab

import processes
from fill import Filler
from homeserver import Homeserver
from keychain import Keychain
from linnet import Linnet
from screen import Screen

SIZE = {"rooms": 200, "messages": 20, "big_members": 300, "big_messages": 600}
BLOCK = 8               # pixels: a blinking cursor or a clock is less than SETTLED of these blocks
SETTLED = 0.005
LOOK_EVERY = 0.05       # seconds
TICK = os.sysconf("SC_CLK_TCK")
MIB = 1024


def process_tree(pid):
    """The process and its children, all the way down."""
    found, todo = [], [pid]
    while todo:
        current = todo.pop()
        found.append(current)
        for children in Path(f"/proc/{current}/task").glob("*/children"):
            try:
                todo += map(int, children.read_text().split())
            except OSError:
                pass
    return found


def cpu_seconds(pid):
    """User and system time of the process tree, ended children included."""
    ticks = 0
    for process in process_tree(pid):
        try:
            ticks += sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:
            pass
    return ticks / TICK


def memory_mib(pid):
    """Resident and proportional memory of the process tree."""
    total = {"Rss": 0, "Pss": 0}
    for process in process_tree(pid):
        try:
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name in total:
                    total[name] += int(rest.split()[0])
        except OSError:
            pass
    return total["Rss"] / MIB, total["Pss"] / MIB


def changed_share(before, after):
    difference = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value else 0)
    blocks = difference.reduce(BLOCK)
    return 1 - blocks.histogram()[0] / (blocks.width * blocks.height)


def watch(start, display, seconds, quiet=None):
    """Call `start()` for a process and watch the screen: when it shows a window, when it has settled.

    With `quiet`, a picture that stood still for so many seconds ends it: what changes then says no more of the start.
    """
    empty = before = ImageGrab.grab(xdisplay=display)
    began = time.monotonic()
    process = start()
    first = settled = None
    while time.monotonic() - began < seconds:
        if process.poll() is not None:
            raise RuntimeError(f"The client ended with {process.returncode}.")
        picture = ImageGrab.grab(xdisplay=display)
        moment = time.monotonic() - began
        if first is None and changed_share(empty, picture) > SETTLED:
            first = moment
        if changed_share(before, picture) > SETTLED:
            settled = moment
        if quiet is not None and first is not None and settled is not None and moment - settled > quiet:
            break
        before = picture
        time.sleep(max(0, LOOK_EVERY - (time.monotonic() - began - moment)))
    return process, {"first_window_s": first, "settled_s": settled, "start_cpu_s": cpu_seconds(process.pid)}, before


def idle_percent(pid, seconds):
    before = cpu_seconds(pid)
    time.sleep(seconds)
    return 100 * (cpu_seconds(pid) - before) / seconds


class Account:
    """The filled server, kept between runs because filling takes minutes; a context manager."""

    def __init__(self, folder):
        self._marker = folder / "filled.json"
        self.server = Homeserver(folder / "homeserver", keep=True)
        self.password = None

    def __enter__(self):
        known = json.loads(self._marker.read_text()) if self._marker.exists() else {}
        if known.get("size") != SIZE:
            shutil.rmtree(self.server.data, ignore_errors=True)
            self._marker.unlink(missing_ok=True)
        self.server.__enter__()
        try:
            self.password = known["password"] if self._marker.exists() else self._fill()
        except BaseException:
            self.server.__exit__()
            raise
        return self

    def __exit__(self, *exception):
        self.server.__exit__(*exception)

    def _fill(self):
        print(f"Filling the server with {SIZE}: once, about four minutes ...", flush=True)
        password = secrets.token_urlsafe(12)
        asyncio.run(Filler(self.server.url, *SIZE.values()).run(password))
        self._marker.touch(mode=0o600)
        self._marker.write_text(json.dumps({"size": SIZE, "password": password}))
        return password


class LinnetClient:
    """How to sign in to and start Linnet."""

    def __init__(self, executable, account, environment, log):
        self._command = [str(executable), "--profile", "bench", "-style", "fusion"]
        self._account = account
        self._environment = environment
        self._linnet = Linnet(executable, "bench", environment, log, ["-style", "fusion"])

    def sign_in(self):
        with self._linnet as linnet:
            linnet.login(self._account.server.url, "alice", self._account.password)
            linnet.ctl("open", linnet.room("Big Room"))  # the room that a start shows again
            time.sleep(3)

    def start(self):
        return processes.start(self._command, env=self._environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self, process):
        processes.stop(process)


class QuaternionClient:
    """Debian's quaternion: signed in by writing down what its sign-in dialog would have."""

    def __init__(self, account, environment):
        self._account = account
        self._environment = environment

    def sign_in(self):
        request = urllib.request.Request(
            f"{self._account.server.url}/_matrix/client/v3/login", headers={"Content-Type": "application/json"},
            data=json.dumps({"type": "m.login.password", "password": self._account.password,
                             "identifier": {"type": "m.id.user", "user": "alice"}}).encode())
        with urllib.request.urlopen(request) as reply:
            login = json.load(reply)
        config = Path(self._environment["XDG_CONFIG_HOME"]) / "Quotient" / "quaternion.conf"
        config.parent.mkdir(parents=True, exist_ok=True)
        user = "%40alice%3Alocalhost"
        config.write_text(f"[Accounts]\n{user}\\device_id={login['device_id']}\n{user}\\keep_logged_in=true\n"
                          f"{user}\\homeserver={self._account.server.url}\n")
        token = Path(self._environment["XDG_DATA_HOME"]) / "Quotient" / "quaternion" / "@alice_localhost"
        token.parent.mkdir(parents=True, exist_ok=True)
        token.touch(mode=0o600)
        token.write_text(login["access_token"])
        process = self.start()
        time.sleep(4)
        # It asks whether to move the token to the keychain: yes.
        subprocess.run(["xdotool", "key", "Return"], env=self._environment, check=True)
        time.sleep(40)  # its first, full sync
        self.stop(process)

    def start(self):
        return processes.start(["quaternion"], env=self._environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self, process):
        processes.stop(process)


def measure(name, client, screen, folder, starts, idle_seconds):
    """Sign in once, start several times; a line of figures."""
    client.sign_in()
    runs = []
    for number in range(starts):
        process, figures, picture = watch(client.start, screen.display, 8)
        try:
            if number == starts - 1:
                picture.save(folder / f"{name}.png")
                figures["idle_cpu_percent"] = idle_percent(process.pid, idle_seconds)
            figures["rss_mib"], figures["pss_mib"] = memory_mib(process.pid)
        finally:
            client.stop(process)
        runs.append(figures)
        time.sleep(1)

    def middle(key):
        values = [run[key] for run in runs if run.get(key) is not None]
        return round(statistics.median(values), 2) if values else None

    return {key: middle(key) for key in ("first_window_s", "settled_s", "start_cpu_s", "rss_mib", "pss_mib", "idle_cpu_percent")}


def compare(executable, folder, starts=5, idle_seconds=60, names=("linnet", "quaternion")):
    """Measure the clients one after the other; their figures by name."""
    folder.mkdir(parents=True, exist_ok=True)
    results = {}
    with Account(folder) as account, Screen(1280, 800) as screen:
        for name in names:
            home = folder / f"home-{name}"
            shutil.rmtree(home, ignore_errors=True)
            with Keychain("unlocked", home) as keychain:
                environment = screen.into(keychain.environment)
                if name == "linnet":
                    client = LinnetClient(executable, account, environment, folder / "linnet.log")
                elif shutil.which(name):
                    client = QuaternionClient(account, environment)
                else:
                    print(f"{name} is not installed", file=sys.stderr)
                    continue
                results[name] = measure(name, client, screen, folder, starts, idle_seconds)
            shutil.rmtree(home, ignore_errors=True)
    return results
