#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A throw-away Synapse on loopback: made, started, waited for, stopped and erased.

  homeserver.py venv                                   make the virtual environment, print its python
  homeserver.py run [--data DIR] [--port P] [--keep] [--with PART]... -- COMMAND...
        start a server, run COMMAND with LINNET_TEST_HOMESERVER=http://127.0.0.1:PORT, stop the server
        and erase its data; the exit code is COMMAND's. PART: `sso`, people may sign in at an OpenID provider;
        `mail`, who wants an account needs an address, and mails lie in the folder LINNET_TEST_MAILS;
        `shortlived`, tokens run out within seconds; `guests`, who has no account may look at open rooms

Needs only the standard library: the server itself runs in a virtual environment that is made on first use
(LINNET_SYNAPSE_VENV, by default build/synapse-venv). Registration is open and nothing is rate limited, so
it must never listen on anything but loopback. Its log is kept beside the data, in DIR.log.
"""
import argparse
import base64
import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import processes
from mailbox import Mailbox
from oidcprovider import OidcProvider
from web import Web

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VENV = Path(os.environ.get("LINNET_SYNAPSE_VENV", ROOT / "build" / "synapse-venv"))
SERVER_NAME = "localhost"
# python-olm builds its libolm where PyPI has no wheel (Python 3.13): whose CMake files CMake 4 takes only with this.
LIBOLM = {"CMAKE_POLICY_VERSION_MINIMUM": "3.5", "CMAKE_GENERATOR": "Ninja"}
START_SECONDS = 120  # generous: the machine may be building at the same time
PARTS = ("sso", "mail", "shortlived", "guests")
# A token that comes with one to refresh it, and one that does not: the time of the first is long enough to be used.
SHORT_LIVES = {"refreshable_access_token_lifetime": "10s", "nonrefreshable_access_token_lifetime": "20s"}


def ensure_venv():
    """The python of the virtual environment, made or brought up to date first if need be."""
    python = VENV / "bin" / "python"
    stamp = VENV / "requirements.sha256"
    wanted = [HERE / "requirements.txt", HERE / "constraints.txt"]
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in wanted)).hexdigest()
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{VENV}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests that run side by side may all come here first
        if stamp.exists() and stamp.read_text() == digest and python.exists():
            return python
        print(f"Making the home server's environment in {VENV} ...", file=sys.stderr, flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        "-r", wanted[0], "-c", wanted[1]], check=True, stdout=sys.stderr, env=dict(os.environ, **LIBOLM))
        stamp.write_text(digest)
    return python


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(data, port, proxy):
    """Synapse's settings. A dictionary: Synapse reads YAML, and JSON is YAML."""
    unlimited = {"per_second": 100000, "burst_count": 100000}
    limits = ("rc_message", "rc_registration", "rc_registration_token_validity", "rc_admin_redaction",
              "rc_joins_per_room", "rc_third_party_invite", "rc_room_creation", "rc_profile", "rc_reports",
              "rc_media_create", "rc_key_requests", "rc_delayed_event_mgmt", "rc_user_directory", "rc_3pid_validation")
    grouped = {"rc_login": ("address", "account", "failed_attempts"), "rc_joins": ("local", "remote"),
               "rc_invites": ("per_room", "per_user", "per_issuer"), "rc_presence": ("per_user",)}
    seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    return {
        "server_name": SERVER_NAME,
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "listeners": [{"port": port, "bind_addresses": ["127.0.0.1"], "type": "http", "tls": False,
                       "x_forwarded": False, "resources": [{"names": ["client", "media"]}]}],
        "database": {"name": "sqlite3", "args": {"database": str(data / "homeserver.db")}},
        "log_config": str(data / "log.json"),
        "pid_file": str(data / "homeserver.pid"),
        "media_store_path": str(data / "media"),
        "signing_key": f"ed25519 a_test {seed}",
        "macaroon_secret_key": secrets.token_hex(32),
        "form_secret": secrets.token_hex(32),
        "registration_shared_secret": secrets.token_hex(32),
        "enable_registration": True,
        "enable_registration_without_verification": True,
        "bcrypt_rounds": 4,
        "report_stats": False,
        "trusted_key_servers": [],
        # Whoever asks for everything once more is to get it as it is now.
        "caches": {"sync_response_cache_duration": 0},
        "suppress_key_server_warning": True,
        "federation_domain_whitelist": [],
        "room_list_publication_rules": [{"action": "allow"}],
        "alias_creation_rules": [{"action": "allow"}],
        "presence": {"enabled": True},
        "url_preview_enabled": True,
        "http_proxy": proxy,  # to the pages that people link to
        "url_preview_ip_range_blacklist": [],  # must be there
        "max_upload_size": "20M",
        **{name: unlimited for name in limits},
        **{name: {part: unlimited for part in parts} for name, parts in grouped.items()},
    }


def log_configuration(file):
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"file": {"class": "logging.FileHandler", "filename": str(file), "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["file"]},
    }


class Homeserver:
    """One Synapse process and the folder it lives in; a context manager.

    `keep` leaves the folder for a next start (its port and keys stay the same). `backdated` starts the
    server through backdated_synapse.py, so that set_clock() can give a conversation a past. `parts`: of PARTS.
    """

    def __init__(self, data, port=None, keep=False, backdated=False, parts=()):
        self.data = Path(data).resolve()
        self.mails = self.data.with_name(self.data.name + ".mails")
        self._parts = parts
        self._oidc = None
        self._mailbox = None
        self.log = self.data.with_name(self.data.name + ".log")
        self.keep = keep
        self.backdated = backdated
        self._wanted_port = port
        self._process = None
        self._web = None
        self.port = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        python = ensure_venv()
        if not self.keep:
            shutil.rmtree(self.data, ignore_errors=True)
        try:
            for _ in range(3):  # a free port may be taken by somebody else before Synapse binds it
                if self._start(python):
                    return self
            raise RuntimeError(f"Synapse did not start, see {self.log}:\n{self._log_tail()}")
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_exception):
        if self._process is not None:
            processes.stop(self._process)
            self._process = None
        for neighbour in (self._web, self._oidc, self._mailbox):
            if neighbour is not None:
                neighbour.stop()
        self._web = self._oidc = self._mailbox = None
        shutil.rmtree(self.mails, ignore_errors=True)
        if not self.keep:
            shutil.rmtree(self.data, ignore_errors=True)

    @contextlib.contextmanager
    def halted(self):
        """It takes connections and answers nothing."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def set_clock(self, when):
        """Let the server believe that it is `when` (seconds since 1970), or the true time if None."""
        file = self.data / "clock"
        if when is None:
            file.unlink(missing_ok=True)
            return
        fresh = self.data / "clock.new"
        fresh.write_text(str(when))
        fresh.replace(file)

    def _start(self, python):
        config = self.data / "homeserver.json"
        if config.exists():
            kept = json.loads(config.read_text())
            self.port = kept["listeners"][0]["port"]
            self._open_web(urllib.parse.urlsplit(kept.get("http_proxy", "")).port or 0)
        else:
            self.port = self._wanted_port or free_port()
            self.data.mkdir(parents=True, exist_ok=True)
            self._open_web()
            settings = configuration(self.data, self.port, self._web.url) | self._open_parts(python)
            config.write_text(json.dumps(settings, indent=1))
            config.chmod(0o600)
            (self.data / "log.json").write_text(json.dumps(log_configuration(self.log)))
        what = [HERE / "backdated_synapse.py"] if self.backdated else ["-m", "synapse.app.homeserver"]
        environment = dict(os.environ, PYTHONUNBUFFERED="1", SYNAPSE_CACHE_FACTOR="2",
                           LINNET_CLOCK_FILE=str(self.data / "clock"))
        with open(self.log, "ab") as log:
            self._process = processes.start([python, *what, "-c", config], cwd=self.data, env=environment,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if self._wait_until_ready():
            return True
        processes.stop(self._process)
        if not self.keep:
            config.unlink()
        return False

    def _open_parts(self, python):
        """What the parts add to the settings."""
        added = {}
        if "sso" in self._parts:
            if self._oidc is None:
                self._oidc = OidcProvider(python, free_port(), self.log)
                self._oidc.start()
            added |= self._oidc.configuration()
        if "mail" in self._parts:
            if self._mailbox is None:
                self._mailbox = Mailbox(self.mails)
                self._mailbox.start()
            added |= self._mailbox.configuration()
        if "shortlived" in self._parts:
            added |= SHORT_LIVES
        if "guests" in self._parts:
            added["allow_guest_access"] = True
        return added

    def _open_web(self, port=0):
        if self._web is None:
            self._web = Web(port)
            self._web.start()

    def _wait_until_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_matrix/client/versions", timeout=5) as reply:
                    if b"versions" in reply.read():
                        return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        return False

    def _log_tail(self):
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-15:])


def run(arguments):
    processes.exit_on_signals()
    processes.die_with_parent()
    data = arguments.data or tempfile.mkdtemp(prefix="linnet-homeserver-")
    with Homeserver(data, arguments.port, arguments.keep, parts=arguments.parts) as server:
        return processes.run_to_end(arguments.command, dict(os.environ, LINNET_TEST_HOMESERVER=server.url,
                                                            LINNET_TEST_MAILS=str(server.mails)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    venv = commands.add_parser("venv")
    venv.set_defaults(action=lambda _arguments: print(ensure_venv()))
    runner = commands.add_parser("run")
    runner.add_argument("--data", type=Path)
    runner.add_argument("--port", type=int)
    runner.add_argument("--keep", action="store_true")
    runner.add_argument("--with", action="append", dest="parts", default=[], choices=PARTS, metavar="PART")
    runner.add_argument("command", nargs="+", metavar="COMMAND")
    runner.set_defaults(action=run)
    arguments = parser.parse_args()
    sys.exit(arguments.action(arguments))


if __name__ == "__main__":
    main()
