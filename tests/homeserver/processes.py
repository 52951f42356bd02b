# SPDX-License-Identifier: GPL-3.0-or-later
"""Children that never outlive us: what the scripts of this folder share about processes."""
import ctypes
import signal
import subprocess
import sys
import time

STOP_SECONDS = 20


def die_with_parent(number=signal.SIGTERM):
    """Ask Linux to send this process a signal when its parent dies, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(number), 0, 0, 0)


def exit_on_signals():
    """Turn the signals that end a program into SystemExit, so that every `with` block cleans up.

    A second signal must not interrupt that cleaning up, so only the first one counts.
    """
    def leave(number, _frame):
        for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(other, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def start(command, own_session=True, **options):
    """A child that gets SIGTERM should we die without stopping it.

    In a session of its own it does not see the terminal's Ctrl-C: we do, and decide what ends when.
    """
    return subprocess.Popen(command, start_new_session=own_session, preexec_fn=die_with_parent, **options)


def stop(process, seconds=STOP_SECONDS):
    """End a child politely, then not; returns its exit code once it is gone."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def run_to_end(command, environment):
    """Run a command in the foreground; its exit code as a shell would give it. It ends with us."""
    child = start(command, own_session=False, env=environment)
    try:
        code = child.wait()
    finally:
        stop(child)
    return code if code >= 0 else 128 - code


def wait_for(condition, seconds, what, step=0.05):
    """Ask until `condition()` is true and return what it said; TimeoutError says `what` was awaited."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(step)
