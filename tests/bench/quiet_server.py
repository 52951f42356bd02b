# SPDX-License-Identifier: GPL-3.0-or-later
"""A home server on which nothing happens: it lets `/sync` wait, and knows nothing else."""
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        if not url.path.endswith("/sync"):
            return self._answer(404, {"errcode": "M_UNRECOGNIZED", "error": "not here"})
        query = parse_qs(url.query)
        time.sleep(int(query.get("timeout", ["0"])[0]) / 1000)
        return self._answer(200, {"next_batch": query.get("since", ["s1"])[0]})

    do_PUT = do_POST = do_GET

    def _answer(self, status, content):
        body = json.dumps(content).encode()
        try:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the client has gone

    def log_message(self, *_arguments):
        pass


class QuietServer:
    """A context manager; `url` is where it listens."""

    def __enter__(self):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"
