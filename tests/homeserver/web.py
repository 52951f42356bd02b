# SPDX-License-Identifier: GPL-3.0-or-later
"""A web of made-up pages, for a home server that looks at what people link to.

It is the HTTP proxy through which that server goes out, so any `http://` address has a page here; what is encrypted
has none.
"""
import html
import http.server
import struct
import threading
import urllib.parse
import zlib


def _picture(width, height):
    """A PNG of an even green."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    line = b"\0" + bytes((92, 138, 84)) * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(line * height)) + chunk(b"IEND", b""))


def _page(address):
    title = urllib.parse.unquote(address.path.strip("/").replace("-", " ")).capitalize() or address.hostname
    meta = {"title": title, "site_name": address.hostname, "description": f"All that {address.hostname} knows of it.",
            "image": f"http://{address.netloc}/picture.png"}
    tags = "".join(f'<meta property="og:{name}" content="{html.escape(text)}">' for name, text in meta.items())
    return f"<!doctype html><html><head><title>{html.escape(title)}</title>{tags}</head><body></body></html>".encode()


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # pylint: disable=invalid-name
        address = urllib.parse.urlsplit(self.path)
        is_picture = address.path.endswith(".png")
        content = _picture(640, 360) if is_picture else _page(address)
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if is_picture else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        pass


class Web:
    """Listens from start() to stop(); at `port` if one is given."""

    def __init__(self, port=0):
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self._server.daemon_threads = True

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
