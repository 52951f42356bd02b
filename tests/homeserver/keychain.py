#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A D-Bus session of its own with a throw-away keyring, so that nothing of a person's is seen or touched.

  keychain.py unlocked|locked|absent [--home DIR] -- COMMAND...
        run COMMAND with a gnome-keyring that is unlocked, one that is locked (and cannot ask anybody), or
        none. COMMAND gets a home of its own, erased afterwards, or DIR, which is kept; it finds the mode
        in LINNET_TEST_KEYCHAIN. The exit code is COMMAND's.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import processes

PASSWORD = b"linnet"
# A bus without service folders starts nothing by itself: neither another keyring nor a prompt.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
# On KDE QtKeychain would look for KWallet, which is not on this bus.
FOREIGN = ("XDG_CURRENT_DESKTOP", "KDE_FULL_SESSION", "KDE_SESSION_VERSION", "DESKTOP_SESSION",
           "GNOME_KEYRING_CONTROL")


class Keychain:
    """The bus, the keyring and the folders; a context manager. `environment` is for who shall use them.

    Thread: the caller's main thread (children die with the thread that made them).
    """

    def __init__(self, mode="unlocked", home=None):
        self.mode = mode
        self._home = home
        self._children = []
        self._scratch = None
        self.environment = None

    def __enter__(self):
        # Sockets live here and their paths are limited to 107 bytes, hence not below the build folder.
        self._scratch = Path(tempfile.mkdtemp(prefix="linnet-keychain.", dir="/tmp"))
        try:
            self._prepare()
            self._start_bus()
            if self.mode != "absent":
                self._start_keyring("--unlock")  # makes the login keyring if there is none
            if self.mode == "locked":
                self.lock()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        while self._children:
            processes.stop(self._children.pop())
        shutil.rmtree(self._scratch, ignore_errors=True)

    def lock(self):
        """Lock what there is, as a log-in without a password does; nothing can ask for it."""
        processes.stop(self._children.pop())
        self._start_keyring()

    def unlock(self):
        processes.stop(self._children.pop())
        self._start_keyring("--unlock")

    def entries(self, prefix):
        """The names of Linnet's entries that begin so."""
        found = self._ask("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.SearchItems",
                          "dict:string:string:server,Linnet")
        items = [line.split('"')[1] for line in found.splitlines() if "object path" in line]
        names = []
        for item in items:
            attributes = self._ask(item, "org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Item",
                                   "string:Attributes")
            names += [part for part in attributes.split('"') if part.startswith(prefix)]
        return sorted(names)

    def _ask(self, path, method, *arguments):
        return subprocess.run(["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", path, method,
                               *arguments], env=self.environment, capture_output=True, check=True).stdout.decode()

    def _prepare(self):
        home = Path(self._home or self._scratch / "home").resolve()
        runtime = self._scratch / "runtime"
        home.mkdir(parents=True, exist_ok=True)
        runtime.mkdir(mode=0o700)
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        wayland = environment.get("WAYLAND_DISPLAY", "")
        if wayland and not wayland.startswith("/"):
            environment["WAYLAND_DISPLAY"] = f"{environment.get('XDG_RUNTIME_DIR', '')}/{wayland}"
        if "DISPLAY" in environment:  # X asks for its cookie in the home that we hide
            environment.setdefault("XAUTHORITY", str(Path.home() / ".Xauthority"))
        environment.update(
            HOME=str(home), XDG_DATA_HOME=str(home / "data"), XDG_CONFIG_HOME=str(home / "config"),
            XDG_CACHE_HOME=str(home / "cache"), XDG_STATE_HOME=str(home / "state"),
            XDG_RUNTIME_DIR=str(runtime), DBUS_SESSION_BUS_ADDRESS=f"unix:path={self._scratch}/bus",
            LINNET_TEST_KEYCHAIN=self.mode)
        self.environment = environment

    def _start_bus(self):
        config = self._scratch / "bus.conf"
        config.write_text(BUS.format(socket=self._scratch / "bus"))
        self._children.append(processes.start(
            ["dbus-daemon", "--nofork", f"--config-file={config}"], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        processes.wait_for((self._scratch / "bus").exists, 20, "the D-Bus session")

    def _start_keyring(self, *options):
        daemon = processes.start(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", *options], env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._children.append(daemon)
        if options:
            daemon.stdin.write(PASSWORD)
        daemon.stdin.close()
        processes.wait_for(self._has_keyring, 20, "gnome-keyring")

    def _has_keyring(self):
        question = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                    "org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets"]
        return subprocess.run(question, env=self.environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=("unlocked", "locked", "absent"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    arguments = parser.parse_args()
    processes.exit_on_signals()
    processes.die_with_parent()
    with Keychain(arguments.mode, arguments.home) as keychain:
        sys.exit(processes.run_to_end(arguments.command, keychain.environment))


if __name__ == "__main__":
    main()
