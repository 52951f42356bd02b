# SPDX-License-Identifier: GPL-3.0-or-later
"""What grows with an account: the same figures for accounts of 200 rooms and of ten and a hundred times as many.

The accounts are made by `makestore`, without a home server, and kept. Figures of the whole program are taken
here; those of its parts by the programs bench_*.cpp, which tell theirs in lines that begin with "=>".
"""
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import processes
import whole_client
from keychain import Keychain
from linnet import CtlError, Linnet
from quiet_server import QuietServer
from screen import Screen

ROOMS, EVENTS = 200, 20_000     # times a factor
NOWHERE = "http://127.0.0.1:9"  # nobody listens there
PROFILE = "bench"
PROGRAMS = ("bench_roomlist", "bench_roomswitch", "bench_catchup", "bench_search", "bench_palette")


@dataclass
class Row:
    """A line of the table: what, unit, limits for 200 rooms and for 10,000, and the figure by factor."""
    name: str
    unit: str
    small: float
    large: float
    values: dict
    is_least: bool = False

    def limit(self, factor):
        return self.small if factor == 1 else self.large

    def cell(self, factor):
        value = self.values.get(factor)
        limit = self.limit(factor)
        if value is None:
            return ""
        is_missed = limit is not None and (value < limit if self.is_least else value > limit)
        text = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        return f"**{text}**" if is_missed else text


class Stores:
    """The databases, made once. Delete the folder to have them made anew."""

    def __init__(self, folder, programs):
        self._folder = folder / "stores"
        self._programs = programs
        self._folder.mkdir(parents=True, exist_ok=True)

    def path(self, factor, *options):
        return self._folder / f"{self._name(factor, options)}.db"

    def facts(self, factor, *options):
        """What `makestore fill` told of it: rooms, events, bytes and commit_seconds."""
        name = self._name(factor, options)
        told = self._folder / f"{name}.json"
        if not told.exists():
            for old in (self._folder / f"{name}.db{end}" for end in ("", "-wal", "-shm")):
                old.unlink(missing_ok=True)
            shutil.rmtree(self._folder / f"{name}.db.keys", ignore_errors=True)
            words = " ".join(["Making an account of", f"{ROOMS * factor:,}", *options, "rooms"])
            print(f"{words} and {EVENTS * factor:,} events, once ...", flush=True)
            answer = subprocess.run([self._programs / "makestore", "fill", self.path(factor, *options),
                                     str(ROOMS * factor), str(EVENTS * factor), *options],
                                    check=True, stdout=subprocess.PIPE).stdout
            told.write_bytes(answer)
        return json.loads(told.read_text())

    @staticmethod
    def _name(factor, options):
        return "-".join([f"x{factor}", *options])


class Program:
    """Linnet on one of those accounts, with a home and a keyring of its own."""

    def __init__(self, programs, database, screen, folder):
        self._programs, self._database, self._screen = programs, database, screen
        self._home = folder / "home-scale"
        self._log = folder / "linnet.log"

    def __enter__(self):
        shutil.rmtree(self._home, ignore_errors=True)
        self._keychain = Keychain("unlocked", self._home)
        self._environment = self._screen.into(self._keychain.__enter__().environment)
        return self

    def __exit__(self, *exception):
        self._keychain.__exit__(*exception)
        shutil.rmtree(self._home, ignore_errors=True)

    def sign_in(self, server):
        for link in (self._home / "data" / "linnet" / PROFILE).glob("*.db*"):
            if link.is_symlink():
                link.unlink()
        subprocess.run([self._programs / "makestore", "adopt", self._database, PROFILE, server],
                       env={**self._environment, "QT_QPA_PLATFORM": "offscreen"}, check=True)

    def start(self):
        return processes.start([self._programs / "linnet", "--profile", PROFILE, "-style", "fusion"],
                               env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)


def starts(program, screen, picture_file, count):
    """Starts without a network: how long until the picture stands still, and the memory then."""
    program.sign_in(NOWHERE)
    runs = []
    for _ in range(count):
        process, figures, picture = whole_client.watch(program.start, screen.display, 30, quiet=1)
        figures["rss"], _ = whole_client.memory_mib(process.pid)
        processes.stop(process)
        runs.append(figures)
        time.sleep(1)  # until its window has gone from the screen
    picture.save(picture_file)
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def idle(program, seconds, is_sliding=False):
    with QuietServer(is_sliding) as server:
        program.sign_in(server.url)
        process = program.start()
        time.sleep(16)  # the cursor rests after ten seconds without a key
        percent = whole_client.idle_percent(process.pid, seconds)
        processes.stop(process)
        if is_sliding and server.sliding_polls == 0:
            raise RuntimeError("it did not go on in sliding sync")
    return percent


def idle_in_sliding(programs, database, screen, folder, seconds):
    """On a copy: the place where v3 goes on is gone once a database has gone on in sliding sync."""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        copy = Path(temporary) / "account.db"
        shutil.copy(database, copy)
        shutil.copytree(f"{database}.keys", f"{copy}.keys")
        with Program(programs, copy, screen, folder) as program:
            return idle(program, seconds, is_sliding=True)


def first_sign_in(programs, folder, screen):
    """Seconds from the command to sign in until the first rooms of an account of 200 are listed, and until all are."""
    home = folder / "home-first"
    shutil.rmtree(home, ignore_errors=True)
    with whole_client.Account(folder) as account, Keychain("unlocked", home) as keychain:
        with Linnet(programs / "linnet", PROFILE, screen.into(keychain.environment), folder / "linnet.log",
                    ["-style", "fusion", "--dialect", "sliding"]) as linnet:
            began = time.monotonic()
            linnet.ctl("login", "--server", account.server.url, "--user", "alice", secret=account.password)
            times = []
            for wanted in (1, whole_client.SIZE["rooms"] + 1):
                def is_there(least=wanted):
                    try:
                        return len(linnet.ctl("rooms")) >= least
                    except CtlError:
                        return False
                processes.wait_for(is_there, 120, f"{wanted} rooms", step=0.02)
                times.append(time.monotonic() - began)
    shutil.rmtree(home, ignore_errors=True)
    return times


def run_programs(programs, stores, factors, rows):
    """The programs that measure parts of Linnet at each size; what they tell goes into `rows` by name."""
    failed = []
    for name in PROGRAMS:
        print(f"== {name}", flush=True)
        stores_of = ",".join(f"{factor}={stores.path(factor)}" for factor in factors)
        process = subprocess.Popen([programs / name], text=True, stdout=subprocess.PIPE,
                                   env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LINNET_BENCH_STORES": stores_of})
        for line in process.stdout:
            print(line, end="", flush=True)
            if line.startswith("=> "):
                what, factor, value = line[3:].rstrip().split(" | ")
                rows[what].values[int(factor)] = float(value)
        if process.wait() != 0:
            failed.append(name)
    return failed


def run(programs, folder, factors, count, idle_seconds):
    """Measure everything and print the table; the names of programs that failed."""
    folder.mkdir(parents=True, exist_ok=True)
    stores = Stores(folder, programs)
    rows = {row.name: row for row in (
        Row("warm start, list and last room painted, no network", "s", 0.3, 0.6, {}),
        Row("the same, all rooms encrypted", "s", None, None, {}),
        Row("first window", "s", None, None, {}),
        Row("processor time of a start", "s", None, None, {}),
        Row("memory, one room open", "MiB", 90, 150, {}),
        Row("first sign-in to a list (sliding, Synapse)", "s", 2, None, {}),
        Row("first sign-in to all rooms (sliding, Synapse)", "s", None, None, {}),
        Row("room switch, click to painted, p99", "ms", 50, 50, {}),
        Row("room switch, processor time", "ms", None, None, {}),
        Row("search as you type, p95", "ms", 10, 25, {}),
        Row("a letter in the palette, to its paint, p95", "ms", None, None, {}),
        Row("a phrase, p95", "ms", None, None, {}),
        Row("a phrase, turned round, p95", "ms", None, None, {}),
        Row("catch-up, longest stall of the window", "ms", 8, 8, {}),
        Row("catch-up, longest work of the window's thread", "ms", None, None, {}),
        Row("bytes to committed", "events/s", 20_000, 15_000, {}, True),
        Row("catch-up, bytes to committed", "events/s", 20_000, 15_000, {}, True),
        Row("idle processor time, syncing", "%", 0.2, 0.3, {}),
        Row("idle, sliding sync", "%", 0.2, 0.3, {}),
        Row("disk for a stored event", "bytes", 1200, 1200, {}),
        Row("a change in the room list", "µs", None, None, {}),
        Row("the same, in sections", "µs", None, None, {}),
        Row("the same, while filtering", "µs", None, None, {}),
        Row("a letter more in the filter", "µs", None, None, {}))}
    for factor in factors:
        facts = stores.facts(factor)
        rows["bytes to committed"].values[factor] = facts["events"] / facts["commit_seconds"]
        rows["disk for a stored event"].values[factor] = stores.path(factor).stat().st_size / facts["events"]
    with Screen(1280, 800) as screen:
        for factor in factors:
            print(f"== Linnet, {ROOMS * factor:,} rooms", flush=True)
            with Program(programs, stores.path(factor), screen, folder) as program:
                figures = starts(program, screen, folder / f"linnet-x{factor}.png", count)
                rows["warm start, list and last room painted, no network"].values[factor] = figures["settled_s"]
                rows["first window"].values[factor] = figures["first_window_s"]
                rows["processor time of a start"].values[factor] = figures["start_cpu_s"]
                rows["memory, one room open"].values[factor] = figures["rss"]
                rows["idle processor time, syncing"].values[factor] = idle(program, idle_seconds)
            rows["idle, sliding sync"].values[factor] = idle_in_sliding(programs, stores.path(factor), screen, folder,
                                                                        idle_seconds)
        if 1 in factors:
            stores.facts(1, "encrypted")
            with Program(programs, stores.path(1, "encrypted"), screen, folder) as program:
                figures = starts(program, screen, folder / "linnet-encrypted.png", count)
                rows["the same, all rooms encrypted"].values[1] = figures["settled_s"]
        some, everything = first_sign_in(programs, folder, screen)
        rows["first sign-in to a list (sliding, Synapse)"].values[1] = some
        rows["first sign-in to all rooms (sliding, Synapse)"].values[1] = everything
    failed = run_programs(programs, stores, factors, rows)
    show(rows.values(), factors)
    return failed


def show(rows, factors):
    """The table as README.md has it."""
    print("\n| what | unit | " + " | ".join(f"x{factor}" for factor in factors) + " | limit x1 | limit x50 |")
    print("|---|---|" + "---|" * (len(factors) + 2))
    for row in rows:
        limits = ["" if limit is None else f"{limit:,g}" for limit in (row.small, row.large)]
        print(f"| {row.name} | {row.unit} | " + " | ".join(row.cell(factor) for factor in factors) +
              " | " + " | ".join(limits) + " |")
