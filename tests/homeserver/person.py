# SPDX-License-Identifier: GPL-3.0-or-later
"""People on a test server: a minimal Matrix client for scripts, on httpx.

Runs in the home server's virtual environment. Every call raises httpx.HTTPStatusError when the server
refuses; nothing is retried.
"""
import itertools
import secrets
from urllib.parse import quote

import httpx

_transactions = itertools.count()
_run = secrets.token_hex(4)  # transaction ids must differ from those of an earlier run on the same server


def connect(url):
    """The connection that the people of one server share."""
    return httpx.AsyncClient(base_url=url, timeout=120, limits=httpx.Limits(max_connections=32))


class Person:
    """One signed-in account."""

    def __init__(self, http, user_id, token):
        self.http = http
        self.user_id = user_id
        self._authorization = {"Authorization": f"Bearer {token}"}

    @staticmethod
    async def register(http, name, password=None):
        reply = await http.post("/_matrix/client/v3/register", json={
            "username": name, "password": password or secrets.token_hex(16), "auth": {"type": "m.login.dummy"}})
        reply.raise_for_status()
        return Person(http, reply.json()["user_id"], reply.json()["access_token"])

    @staticmethod
    async def login(http, name, password):
        reply = await http.post("/_matrix/client/v3/login", json={
            "type": "m.login.password", "identifier": {"type": "m.id.user", "user": name}, "password": password})
        reply.raise_for_status()
        return Person(http, reply.json()["user_id"], reply.json()["access_token"])

    async def call(self, method, path, body=None, **parameters):
        """`path` is below /_matrix/client/v3 and already percent-encoded."""
        reply = await self.http.request(method, "/_matrix/client/v3" + path, params=parameters,
                                        json={} if body is None and method != "GET" else body,
                                        headers=self._authorization)
        reply.raise_for_status()
        return reply.json()

    async def logout(self):
        await self.call("POST", "/logout")

    async def set_profile(self, name, avatar=None):
        profile = f"/profile/{quote(self.user_id)}"
        await self.call("PUT", f"{profile}/displayname", {"displayname": name})
        if avatar:
            await self.call("PUT", f"{profile}/avatar_url", {"avatar_url": await self.upload(avatar, "image/png")})

    async def upload(self, content, mimetype):
        """Put bytes into the server's media store; their mxc: address."""
        reply = await self.http.post("/_matrix/media/v3/upload", content=content,
                                     headers={**self._authorization, "Content-Type": mimetype})
        reply.raise_for_status()
        return reply.json()["content_uri"]

    async def create_room(self, **what):
        return (await self.call("POST", "/createRoom", what))["room_id"]

    async def join(self, room):
        return (await self.call("POST", f"/join/{quote(room)}"))["room_id"]

    async def send(self, room, body, msgtype="m.text", **content):
        return await self.send_event(room, "m.room.message", {"msgtype": msgtype, "body": body, **content})

    async def send_event(self, room, kind, content):
        path = f"/rooms/{quote(room)}/send/{kind}/{_run}.{next(_transactions)}"
        return (await self.call("PUT", path, content))["event_id"]

    async def redact(self, room, event_id, reason):
        path = f"/rooms/{quote(room)}/redact/{quote(event_id)}/{_run}.{next(_transactions)}"
        await self.call("PUT", path, {"reason": reason})

    async def typing(self, room, on=True):
        await self.call("PUT", f"/rooms/{quote(room)}/typing/{quote(self.user_id)}", {"typing": on, "timeout": 10000})

    async def read(self, room, event_id):
        marker = {"m.fully_read": event_id, "m.read": event_id}
        await self.call("POST", f"/rooms/{quote(room)}/read_markers", marker)

    async def sync(self, since=None, timeout=30000):
        position = {"since": since} if since else {}
        return await self.call("GET", "/sync", timeout=timeout, **position)
