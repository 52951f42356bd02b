# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of all mail of a home server: takes what it sends by SMTP on loopback, and puts each message into a folder.

The files are `1.txt`, `2.txt` and so on, each complete as soon as it is there: to whom, on the first line, and the text.
"""
import email
import email.policy
import socketserver
import threading
from pathlib import Path


class _Handler(socketserver.StreamRequestHandler):
    def _say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self._say("220 mailbox")
        while line := self.rfile.readline():
            word = line.strip().upper().split(b" ")[0].split(b":")[0]
            if word == b"EHLO" or word == b"HELO":
                self._say("250 mailbox")
            elif word == b"DATA":
                self._say("354 go on")
                self.server.keep(self._message())
                self._say("250 kept")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            elif word in (b"MAIL", b"RCPT", b"RSET", b"NOOP"):
                self._say("250 fine")
            else:
                self._say("502 not here")

    def _message(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)


class Mailbox:
    """Listens from start() to stop()."""

    def __init__(self, folder, port=0):
        self.folder = Path(folder)
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", port), _Handler)
        self._server.daemon_threads = True
        self._server.keep = self._keep
        self._lock = threading.Lock()
        self._count = 0

    @property
    def port(self):
        return self._server.server_address[1]

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def _keep(self, message):
        mail = email.message_from_bytes(message, policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        with self._lock:
            self._count += 1
            fresh = self.folder / "new"
            fresh.write_text(f"{mail['To']}\n{text}")
            fresh.rename(self.folder / f"{self._count}.txt")

    def configuration(self):
        """What Synapse is told of it: nobody gets an account without an address."""
        return {
            "registrations_require_3pid": ["email"],
            "enable_registration_without_verification": False,
            "email": {"smtp_host": "127.0.0.1", "smtp_port": self.port, "force_tls": False, "require_transport_security": False,
                      "enable_tls": False, "notif_from": "Home <home@localhost>", "app_name": "Home"},
        }
