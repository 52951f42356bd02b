# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at another client who talks to Linnet's person in tests: plain blocking calls, nothing but the standard
library."""
import json
import urllib.parse
import urllib.request

PATIENCE = 60  # seconds
PASSWORD = "correct horse battery staple 7f3a"


class Person:
    """With an account of his own at a server of today."""

    def __init__(self, server, name):
        self._server = server
        self._count = 0
        self.token = None
        answer = self.call("POST", "register", {"username": name, "password": PASSWORD,
                                                "auth": {"type": "m.login.dummy"}})
        self.id = answer["user_id"]
        self.token = answer["access_token"]

    def call(self, method, path, body=None, token=None):
        request = urllib.request.Request(f"{self._server.url}/_matrix/client/v3/{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode())
        if token or self.token:
            request.add_header("Authorization", f"Bearer {token or self.token}")
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)

    def send(self, room, text):
        self._count += 1
        return self.call("PUT", f"rooms/{quote(room)}/send/m.room.message/t{self._count}",
                         {"msgtype": "m.text", "body": text})["event_id"]

    def download(self, mxc):
        request = urllib.request.Request(f"{self._server.url}/_matrix/client/v1/media/download/{mxc[len('mxc://'):]}")
        request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return reply.read()

    def create(self, **what):
        return self.call("POST", "createRoom", what)["room_id"]

    def join(self, room):
        return self.call("POST", f"join/{quote(room)}", {})["room_id"]

    def bodies(self, room):
        page = self.call("GET", f"rooms/{quote(room)}/messages?dir=b&limit=200")
        return [event["content"].get("body") for event in reversed(page["chunk"]) if event["type"] == "m.room.message"]


def quote(identifier):
    return urllib.parse.quote(identifier, safe="")


class OldPerson:
    """With an account of his own at a server of 2014, which lets everybody in who names himself."""

    def __init__(self, url, name, password):
        self._url = url
        self.token = None
        answer = self.call("POST", "login", {"type": "m.login.password", "user": name, "password": password})
        self.id = answer["user_id"]
        self.token = answer["access_token"]

    def call(self, method, path, body=None, **query):
        if self.token:
            query["access_token"] = self.token
        address = f"{self._url}/_matrix/client/api/v1/{path}?{urllib.parse.urlencode(query)}"
        request = urllib.request.Request(address, method=method, data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)

    def send(self, room, text, msgtype="m.text"):
        return self.call("POST", f"rooms/{quote(room)}/send/m.room.message", {"msgtype": msgtype, "body": text})["event_id"]

    def create(self, **what):
        return self.call("POST", "createRoom", what)["room_id"]

    def join(self, room):
        return self.call("POST", f"join/{quote(room)}", {})

    def bodies(self, room):
        """Pages overlap and the last one repeats for ever: each event once, oldest first."""
        events, begin = {}, "END"
        while True:
            page = self.call("GET", f"rooms/{quote(room)}/messages", **{"from": begin}, dir="b", limit=30)
            known = len(events)
            for event in page["chunk"]:
                events.setdefault(event["event_id"], event)
            if len(events) == known:
                break
            begin = page["end"]
        return [event["content"].get("body") for event in reversed(events.values()) if event["type"] == "m.room.message"]
