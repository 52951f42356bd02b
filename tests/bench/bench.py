#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev bench: the table of what grows with an account; the programs one by one; whole clients side by side; the first
message into a large encrypted room.

  bench.py PROGRAMS [table|programs|clients|encryption] [--factors N,...] [--starts N] [--idle SECONDS] [--only CLIENT]

PROGRAMS is the folder of the built programs. Figures of different machines, or of a busy one, do not compare.
"""
import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "homeserver"))
import firstmessage  # noqa: E402
import processes  # noqa: E402
import scale  # noqa: E402
import whole_client  # noqa: E402

FOLDER = HERE.parent.parent / "build" / "bench-clients"


def run_programs(folder):
    """Every bench_* program that needs no account; the names of those that failed."""
    failed = []
    for program in sorted(folder.glob("bench_*")):
        if program.name in scale.PROGRAMS:
            continue
        print(f"== {program.name}", flush=True)
        if subprocess.run([program], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}).returncode != 0:
            failed.append(program.name)
    return failed


def show(results):
    keys = list(next(iter(results.values()), {}))
    print(f"{'':12}" + "".join(f"{key:>18}" for key in keys))
    for name, figures in results.items():
        print(f"{name:12}" + "".join(f"{'-' if figures[key] is None else figures[key]:>18}" for key in keys))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=Path)
    parser.add_argument("what", nargs="?", default="table", choices=("table", "programs", "clients", "encryption"))
    parser.add_argument("--factors", default="1,10,50,100", help="sizes of accounts, times 200 rooms")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--idle", type=int, default=30)
    parser.add_argument("--only", choices=("linnet", "quaternion"))
    arguments = parser.parse_args()
    processes.exit_on_signals()
    processes.die_with_parent()
    failed = []
    if arguments.what == "table":
        factors = [int(factor) for factor in arguments.factors.split(",")]
        failed = scale.run(arguments.programs, FOLDER, factors, arguments.starts, arguments.idle)
    elif arguments.what == "programs":
        failed = run_programs(arguments.programs)
    elif arguments.what == "encryption":
        runs = {"100": (100, 200, 0), "1,000": (1000, 2000, 0), "1,000 read": (1000, 2000, 10)}
        show({name: firstmessage.run(arguments.programs / "linnet", FOLDER / "encryption", *run)
              for name, run in runs.items()})
    else:
        names = (arguments.only,) if arguments.only else ("linnet", "quaternion")
        show(whole_client.compare(arguments.programs / "linnet", FOLDER, arguments.starts, arguments.idle, names))
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
