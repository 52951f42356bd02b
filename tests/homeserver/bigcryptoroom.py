#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An encrypted room with many members and devices, for measuring the first message into it.

  bigcryptoroom.py URL [--members 1000] [--devices 2000] [--one-time-keys 5] [--invite USER...] [--prefix NAME]

Prints one line of JSON: room_id, members, devices, seconds. The room is public, so whoever knows its id may join; USERs are
invited. Each device has signed keys, a few one-time keys and a fallback key, made by libolm, and never syncs: one-time keys
are used up by whoever writes, then the fallback key serves. Names begin with --prefix, so a server can have several such
rooms. Runs in the home server's virtual environment.
"""
import argparse
import asyncio
import json
import secrets
import time

import olm
from canonicaljson import encode_canonical_json

from person import Person, connect

ALGORITHMS = ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"]
AT_ONCE = 8


class DeviceKeys:
    """The keys of a device that nobody uses, as POST /keys/upload wants them."""

    def __init__(self, user, device):
        self._user, self._device = user, device
        self._account = olm.Account()

    def upload(self, one_time_keys):
        self._account.generate_one_time_keys(one_time_keys)
        self._account.generate_fallback_key()
        keys = self._account.identity_keys
        return {"device_keys": self._signed({
                    "user_id": self._user, "device_id": self._device, "algorithms": ALGORITHMS,
                    "keys": {f"{kind}:{self._device}": keys[kind] for kind in ("curve25519", "ed25519")}}),
                "one_time_keys": self._named(self._account.one_time_keys["curve25519"]),
                "fallback_keys": self._named(self._account.fallback_key["curve25519"], fallback=True)}

    def _named(self, keys, **more):
        return {f"signed_curve25519:{name}": self._signed({"key": key, **more}) for name, key in keys.items()}

    def _signed(self, value):
        signature = self._account.sign(encode_canonical_json(value).decode())
        return {**value, "signatures": {self._user: {f"ed25519:{self._device}": signature}}}


class BigCryptoRoom:
    """Fills the server at `url`; devices are shared out evenly, and everybody has one at least."""

    def __init__(self, url, members, devices, one_time_keys=5, prefix="member"):
        if not 0 < members <= devices:
            raise ValueError("there must be members, each with a device")
        self._url = url
        self._members, self._devices, self._one_time_keys = members, devices, one_time_keys
        self._prefix = prefix
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def run(self, invite=()):
        """The id of the room."""
        async with connect(self._url) as http:
            owner = await self._member(http, 0)
            room = await owner.create_room(preset="public_chat", name="A big room", invite=list(invite), initial_state=[{
                "type": "m.room.encryption", "state_key": "", "content": {"algorithm": ALGORITHMS[1]}}])

            async def newcomer(number):
                async with self._at_once:
                    await (await self._member(http, number)).join(room)

            await asyncio.gather(*(newcomer(number) for number in range(1, self._members)))
        return room

    async def _member(self, http, number):
        """An account with its devices."""
        name, password = f"{self._prefix}{number:04d}", secrets.token_hex(16)
        first = await Person.register(http, name, password)
        devices = self._devices // self._members + (number < self._devices % self._members)
        for person in [first] + [await Person.login(http, name, password) for _ in range(devices - 1)]:
            device = (await person.call("GET", "/account/whoami"))["device_id"]
            await person.call("POST", "/keys/upload", DeviceKeys(person.user_id, device).upload(self._one_time_keys))
        return first


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--devices", type=int, default=2000)
    parser.add_argument("--one-time-keys", type=int, default=5)
    parser.add_argument("--invite", nargs="*", default=(), metavar="USER")
    parser.add_argument("--prefix", default="member")
    arguments = parser.parse_args()
    begun = time.monotonic()
    big = BigCryptoRoom(arguments.url, arguments.members, arguments.devices, arguments.one_time_keys, arguments.prefix)
    room = await big.run(arguments.invite)
    print(json.dumps({"room_id": room, "members": arguments.members, "devices": arguments.devices,
                      "seconds": round(time.monotonic() - begun, 1)}))


if __name__ == "__main__":
    asyncio.run(main())
