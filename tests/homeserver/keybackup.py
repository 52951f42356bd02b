# SPDX-License-Identifier: GPL-3.0-or-later
"""The backup of room keys at the server, which nio lacks (v1.18, 11.12.3.2), on libolm's public-key encryption."""
import functools
import json
import secrets

import olm
from _libolm import ffi, lib
from olm.pk import PkDecryption, PkEncryption, PkMessage

ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2"
LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # of Bitcoin's base58
PREFIX = b"\x8b\x01"  # of a recovery key


class BackupError(Exception):
    """What is wrong with a recovery key or a backup."""

    code = "backup"


class BackupKey(PkDecryption):
    """libolm's, made of private bytes."""

    def __init__(self, private):  # pylint: disable=super-init-not-called
        public = ffi.new("char[]", lib.olm_pk_key_length())
        self._check_error(lib.olm_pk_key_from_private(self._pk_decryption, public, len(public), ffi.new("char[]", private),
                                                      len(private)))
        self.public_key = ffi.unpack(public, len(public)).decode()

    def __new__(cls, _private):
        return super().__new__(cls)


class KeyBackup:
    """One person's way to his backup."""

    def __init__(self, client):
        self._client = client

    async def create(self):
        """A new version, signed by this device, with all keys that there are; its version and its recovery key."""
        private = secrets.token_bytes(32)
        data = {"public_key": BackupKey(private).public_key}
        signature = {f"ed25519:{self._client.device_id}": self._client.olm.sign_json(data)}
        version = (await self._client.call("POST", "/v3/room_keys/version", {
            "algorithm": ALGORITHM, "auth_data": {**data, "signatures": {self._client.user_id: signature}}}))["version"]
        await self._upload(version, data["public_key"])
        return version, recovery_key(private)

    async def restore(self, recovery):
        """The sessions of the newest version, as an export would hold them."""
        key = BackupKey(private_key(recovery))
        about = await self._client.call("GET", "/v3/room_keys/version")
        if about["algorithm"] != ALGORITHM or about["auth_data"]["public_key"] != key.public_key:
            raise BackupError("the recovery key is of another backup")
        kept = await self._client.call("GET", f"/v3/room_keys/keys?version={about['version']}")
        return [{**self._open(key, session["session_data"]), "room_id": room, "session_id": name}
                for room, sessions in kept["rooms"].items() for name, session in sessions["sessions"].items()]

    async def _upload(self, version, public_key):
        rooms = {}
        for session in self._client.olm.inbound_group_store:
            first = session.first_known_index
            rooms.setdefault(session.room_id, {"sessions": {}})["sessions"][session.id] = {
                "first_message_index": first, "forwarded_count": len(session.forwarding_chain), "is_verified": False,
                "session_data": self._seal(public_key, {
                    "algorithm": "m.megolm.v1.aes-sha2", "sender_key": session.sender_key,
                    "sender_claimed_keys": {"ed25519": session.ed25519}, "session_key": session.export_session(first),
                    "forwarding_curve25519_key_chain": session.forwarding_chain})}
        await self._client.call("PUT", f"/v3/room_keys/keys?version={version}", {"rooms": rooms})

    @staticmethod
    def _seal(public_key, value):
        message = PkEncryption(public_key).encrypt(json.dumps(value))
        return {"ephemeral": message.ephemeral_key, "ciphertext": message.ciphertext, "mac": message.mac}

    @staticmethod
    def _open(key, sealed):
        try:
            return json.loads(key.decrypt(PkMessage(sealed["ephemeral"], sealed["mac"], sealed["ciphertext"])))
        except (olm.pk.PkDecryptionError, ValueError) as error:
            raise BackupError(f"a key cannot be opened: {error}") from None


def recovery_key(private):
    """As people write it down (11.12.3.1, Appendices "Cryptographic key representation")."""
    data = PREFIX + private
    number, text = int.from_bytes(data + bytes([parity(data)]), "big"), ""
    while number:
        number, digit = divmod(number, len(LETTERS))
        text = LETTERS[digit] + text
    return " ".join(text[place:place + 4] for place in range(0, len(text), 4))


def private_key(recovery):
    """The private bytes of a recovery key."""
    number = 0
    for letter in "".join(recovery.split()):
        if letter not in LETTERS:
            raise BackupError("that is no recovery key")
        number = number * len(LETTERS) + LETTERS.index(letter)
    data = number.to_bytes(max(35, (number.bit_length() + 7) // 8), "big")
    if len(data) != 35 or data[:2] != PREFIX or parity(data) != 0:
        raise BackupError("that is no recovery key")
    return data[2:-1]


def parity(data):
    return functools.reduce(lambda one, other: one ^ other, data)
