# SPDX-License-Identifier: GPL-3.0-or-later
"""The cross-signing that nio lacks (v1.18, 11.12.2.4): three keys on libolm's signatures, kept in the person's folder.

Nothing of it is put into the server's secret storage, and secrets are neither asked for nor given.
"""
import base64
import json

import olm
from canonicaljson import encode_canonical_json

from cryptoclient import RequestError

USAGES = ("master", "self_signing", "user_signing")


class CrossSigning:
    """One person's keys, and what they say of others."""

    def __init__(self, client, folder):
        self._client = client
        self._file = folder / "cross-signing.json"
        self._keys = {}  # usage -> olm.PkSigning
        if self._file.exists():
            seeds = json.loads(self._file.read_text())
            self._keys = {usage: olm.PkSigning(base64.b64decode(seed)) for usage, seed in seeds.items()}

    @property
    def master(self):
        """One's own master key, or None."""
        return self._keys["master"].public_key if self._keys else None

    async def set_up(self, password):
        """Make the keys, publish them, and sign this device."""
        seeds = {usage: olm.PkSigning.generate_seed() for usage in USAGES}
        self._keys = {usage: olm.PkSigning(seed) for usage, seed in seeds.items()}
        await self._publish({f"{usage}_key": self._key(usage) for usage in USAGES}, password)
        self._file.touch(mode=0o600)
        self._file.write_text(json.dumps({usage: base64.b64encode(seed).decode() for usage, seed in seeds.items()}))
        await self.sign_device(self._client.device_id)

    async def sign_device(self, device):
        """Say that a device of one's own is one's own."""
        user = self._client.user_id
        keys = (await self._query(user))["device_keys"][user][device]
        await self._upload(user, device, self._signed(keys, "self_signing"))

    async def sign_user(self, user, master):
        """Say that somebody is who he is; `master` is what was compared."""
        published = (await self._query(user))["master_keys"][user]
        if key_of(published) == master:
            await self._upload(user, master, self._signed(published, "user_signing"))

    async def master_of(self, user):
        """What the server says is somebody's master key, or None."""
        published = (await self._query(user)).get("master_keys", {}).get(user)
        return key_of(published) if published else None

    async def identity(self, user):
        """What the signatures say of somebody: `master`, `is_verified` (by this person), `devices` (signed by him or not)."""
        answer, own = await self._query(user), self._client.user_id
        master, signing = answer.get("master_keys", {}).get(user), answer.get("self_signing_keys", {}).get(user)
        is_whole = bool(master and signing and is_signed(signing, user, key_of(master)))
        is_own = user == own and self.master is not None and master is not None and key_of(master) == self.master
        by_us = bool(self._keys and master) and is_signed(master, own, self._keys["user_signing"].public_key)
        return {"master": key_of(master) if master else None, "is_verified": is_own or by_us,
                "devices": {device: is_whole and is_signed(keys, user, key_of(signing))
                            for device, keys in answer["device_keys"].get(user, {}).items()}}

    async def _query(self, user):
        return await self._client.call("POST", "/v3/keys/query", {"device_keys": {user: []}})

    async def _publish(self, keys, password):
        path = "/v3/keys/device_signing/upload"
        try:
            await self._client.call("POST", path, keys)
        except RequestError as error:
            if "flows" not in error.answer:
                raise
            await self._client.call("POST", path, {**keys, "auth": {
                "type": "m.login.password", "password": password, "session": error.answer.get("session"),
                "identifier": {"type": "m.id.user", "user": self._client.user_id}}})

    async def _upload(self, user, name, signed):
        answer = await self._client.call("POST", "/v3/keys/signatures/upload", {user: {name: signed}})
        if answer.get("failures"):
            raise RequestError("signature", json.dumps(answer["failures"]))

    def _key(self, usage):
        public = self._keys[usage].public_key
        key = {"user_id": self._client.user_id, "usage": [usage], "keys": {f"ed25519:{public}": public}}
        return key if usage == "master" else self._signed(key, "master")

    def _signed(self, value, usage):
        signature = self._keys[usage].sign(canonical(value))
        return {**value, "signatures": {self._client.user_id: {f"ed25519:{self._keys[usage].public_key}": signature}}}


def canonical(value):
    """What is signed of it."""
    return encode_canonical_json({key: part for key, part in value.items() if key not in ("signatures", "unsigned")}).decode()


def key_of(published):
    """The one public key of a cross-signing key."""
    return next(iter(published["keys"].values()))


def is_signed(value, user, key):
    """Whether this key of this user has signed it."""
    signature = value.get("signatures", {}).get(user, {}).get(f"ed25519:{key}")
    if signature is None:
        return False
    try:
        olm.ed25519_verify(key, canonical(value), signature)
    except olm.utility.OlmVerifyError:
        return False
    return True
