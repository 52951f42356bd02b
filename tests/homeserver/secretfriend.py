# SPDX-License-Identifier: GPL-3.0-or-later
"""Zoë, of the demonstration: she talks in an encrypted chat and uses another client, whose encryption is not Linnet's."""
import asyncio
import itertools
import secrets
from urllib.parse import quote

import conversations
from cryptoperson import CryptoPerson

SECONDS_TO_COMPARE = 5
TURN = 0.5  # seconds between looks at what has come


class SecretFriend:
    """Somebody to be verified and to talk to in secret. Greets when the other person's first session has keys, answers, and takes up every verification: after some seconds
    she says that the emoji are the same."""

    def __init__(self, url, folder):
        self._person = CryptoPerson(url, folder)
        self._answers = itertools.cycle(conversations.SECRET_ANSWERS)
        self._heard = set()

    @property
    def user_id(self):
        return self._person.client.user_id

    async def come(self, name, display_name):
        password = secrets.token_hex(16)
        await self._person.do_register(name, password)
        await self._person.do_set_up_cross_signing(password)
        client = self._person.client
        await client.call("PUT", f"/v3/profile/{quote(client.user_id)}/displayname", {"displayname": display_name})

    async def invite(self, user_id):
        """The chat that is then theirs."""
        answer = await self._person.do_create_room(preset="trusted_private_chat", is_direct=True, invite=[user_id])
        return answer["room_id"]

    async def keep_company(self, user_id, room):
        devices = self._person.client.device_store
        await self._person.until(lambda: list(devices.active_user_devices(user_id)), "a session with keys", None)
        for line in conversations.SECRET_GREETING:
            await self._person.do_send(room, line)
        while True:
            await self._answer(user_id, room)
            await self._verify(user_id)
            await asyncio.sleep(TURN)

    async def _answer(self, user_id, room):
        for row in await self._person.do_rows(room):
            is_news = row["sender"] == user_id and row["is_readable"] and row["event_id"] not in self._heard
            self._heard.add(row["event_id"])
            if is_news and row["type"] == "m.room.message" and row["is_encrypted"] and row["content"].get("msgtype") == "m.text":
                await self._person.do_send(room, next(self._answers).format(text=row["content"].get("body", "")[:120]))

    async def _verify(self, user_id):
        verification = self._person.verifications.find(user=user_id)
        if verification is None:
            return
        transaction = verification.transaction
        if verification.state() in ("requested", "started") and not verification.is_ours:
            await self._person.do_accept_verification(transaction)
        elif verification.state() == "emoji":
            await asyncio.sleep(SECONDS_TO_COMPARE)
            if verification.state() == "emoji":
                await self._person.do_confirm_verification(transaction)

    async def close(self):
        await self._person.close()
