# SPDX-License-Identifier: GPL-3.0-or-later
"""A home server on which nothing happens: it lets a sync wait, and knows next to nothing else."""
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


SLIDING = "org.matrix.simplified_msc3575"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/_matrix/client/versions":
            return self._answer(200, {"versions": ["v1.11"], "unstable_features": {SLIDING: self.server.offers_sliding}})
        if "/presence/" in url.path:
            return self._answer(200, {} if self.command == "PUT" else {"presence": "online"})
        is_sliding = url.path.endswith(f"/{SLIDING}/sync")
        if not url.path.endswith("/sync") or is_sliding and not self.server.offers_sliding:
            return self._answer(404, {"errcode": "M_UNRECOGNIZED", "error": "not here"})
        time.sleep(int(query.get("timeout", 0)) / 1000)
        if is_sliding:
            self.server.sliding_polls += 1
            # A list that said how many rooms there are would take away those that the account has.
            return self._answer(200, {"pos": query.get("pos", "1"), "lists": {}, "rooms": {}, "extensions": {}})
        return self._answer(200, {"next_batch": query.get("since", "s1")})

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
    """A context manager; `url` is where it listens. If it offers sliding sync, clients go on in that."""

    def __init__(self, offers_sliding=False):
        self._offers_sliding = offers_sliding

    def __enter__(self):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.offers_sliding = self._offers_sliding
        self._server.sliding_polls = 0
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def sliding_polls(self):
        """How many it has answered."""
        return self._server.sliding_polls
