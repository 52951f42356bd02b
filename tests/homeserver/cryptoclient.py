# SPDX-License-Identifier: GPL-3.0-or-later
"""nio's client, with what tests of encryption need beside it. Runs in the home server's virtual environment."""
import asyncio
import hashlib
import json
import secrets
from urllib.parse import quote

import nio.crypto.key_export
from nio import AsyncClient, AsyncClientConfig, ShareGroupSessionResponse, SyncResponse, ToDeviceMessage
from nio.crypto import InboundGroupSession
from nio.store import SqliteStore

import modernsas  # pylint: disable=unused-import

MEGOLM = "m.megolm.v1.aes-sha2"
VERIFICATION = "m.key.verification."


class CryptoClient(AsyncClient):
    """Can hold room keys back, or withhold them, and verifies in rooms as well."""

    def __init__(self, url, folder):
        config = AsyncClientConfig(store=SqliteStore, store_name="keys.db", store_sync_tokens=True, backoff_factor=0.02,
                                   max_timeout_retry_wait_time=1)
        super().__init__(url, store_path=str(folder), config=config)
        self.held = {}  # (user, device or None for all) -> code of m.room_key.withheld, or None to send it later
        self._waiting = []  # room keys that are held back: to-device messages
        self._sending = asyncio.Lock()
        self.handling = asyncio.Lock()  # held while a sync is taken in, so that nobody acts on half of it

    async def call(self, method, path, body=None):
        """Any other request. `path` is below /_matrix/client and already percent-encoded; RequestError if refused."""
        headers = {"Authorization": f"Bearer {self.access_token}"} if self.access_token else {}
        reply = await self.send(method, f"/_matrix/client{path}", None if body is None else json.dumps(body),
                                headers | {"Content-Type": "application/json"})
        answer = await reply.json()
        if reply.status >= 400:
            raise RequestError(answer.get("errcode", f"http_{reply.status}"), answer.get("error", ""), answer)
        return answer

    async def send_in_room(self, room, kind, content):
        """Send an event, encrypted if the room is, to all devices whether verified or not; its id."""
        reply = await self.room_send(room, kind, content, ignore_unverified_devices=True)
        if not hasattr(reply, "event_id"):
            raise RequestError(reply.status_code or "network", reply.message)
        return reply.event_id

    async def receive_response(self, response):
        if isinstance(response, SyncResponse):
            async with self.handling:
                await super().receive_response(response)
        else:
            await super().receive_response(response)

    async def to_device(self, message, tx_id=None):
        """A verification that is had in a room goes there."""
        sas = self.key_verifications.get(message.content.get("transaction_id"))
        room = sas.room if sas else None
        if not message.type.startswith(VERIFICATION) or room is None:
            return await super().to_device(message, tx_id)
        if message in self.outgoing_to_device_messages:
            self.outgoing_to_device_messages.remove(message)
        return await self.send_in_room(room, message.type, modernsas.in_room(message.content))

    async def send_to_device_messages(self):
        """One after the other: nio sends all at once, and some twice."""
        async with self._sending:
            return [await self.to_device(message) for message in list(self.outgoing_to_device_messages)]

    async def say_to_device(self, kind, user, device, content):
        await self.call("PUT", f"/v3/sendToDevice/{quote(kind)}/{secrets.token_hex(8)}", {
            "messages": {user: {device: content}}})

    async def _send(self, response_class, method, path, data=None, response_data=None, **options):
        if response_class is ShareGroupSessionResponse and self.held:
            data = await self._hold_back(response_data[0], json.loads(data)["messages"])
        return await super()._send(response_class, method, path, data, response_data, **options)

    async def _hold_back(self, room, messages):
        """What of these messages is sent now, as JSON."""
        now = {}
        for user, devices in messages.items():
            for device, content in devices.items():
                hold = next((key for key in ((user, device), (user, None), (None, None)) if key in self.held), None)
                if hold is None:
                    now.setdefault(user, {})[device] = content
                elif self.held[hold] is None:
                    self._waiting.append(ToDeviceMessage("m.room.encrypted", user, device, content))
                else:
                    await self._withhold(room, user, device, self.held[hold])
        return json.dumps({"messages": now})

    async def _withhold(self, room, user, device, code):
        await self.say_to_device("m.room_key.withheld", user, device, {
            "algorithm": MEGOLM, "code": code, "reason": f"withheld: {code}", "room_id": room,
            "sender_key": self.olm.account.identity_keys["curve25519"],
            "session_id": self.olm.outbound_group_sessions[room].id})

    def add_session(self, exported):
        """A room key in the form that exports have."""
        session = InboundGroupSession.import_session(
            exported["session_key"], exported["sender_claimed_keys"]["ed25519"], exported["sender_key"], exported["room_id"],
            exported["forwarding_curve25519_key_chain"])
        if self.olm.inbound_group_store.add(session):
            self.store.save_inbound_group_session(session)

    async def release(self):
        """Hold nothing any more, and send what was held back; how many keys that were."""
        self.held = {}
        released, self._waiting = self._waiting, []
        for message in released:
            await self.say_to_device(message.type, message.recipient, message.recipient_device, message.content)
        return len(released)


class RequestError(Exception):
    """What the server refused, with its code; `answer` is all that it said."""

    def __init__(self, code, text, answer=None):
        super().__init__(text)
        self.code = code
        self.answer = answer or {}


def derive_key(passphrase, salt, length, rounds, _function):
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, rounds, length)


nio.crypto.key_export.PBKDF2 = derive_key  # its own takes six seconds for 100,000 rounds
