#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at another client who can do end-to-end encryption: nio on libolm, which has nothing in common with Linnet's.

  cryptoperson.py URL FOLDER [--hold-keys]

FOLDER keeps keys and access token, so that the same device comes back. Speaks the lines of jsonlines.py; the commands are
the functions `do_...` below, without that, and {"id": 1, "do": "register", "name": "bob", "password": "..."} comes first,
or `login`, or `resume`. Those that are called `wait_...` run beside the others. It ends when standard input ends. With
--hold-keys nobody gets a room key until `release_keys`. Runs in the home server's virtual environment.

It knows no secret storage, no dehydrated devices and no QR codes, and uploads no fallback keys. Its cross-signing, backup,
requests of verifications and verifications in rooms are written here, on libolm: nio has none.
"""
import argparse
import asyncio
import logging
import secrets
from pathlib import Path
from urllib.parse import quote

from nio import Event
from nio.crypto.attachments import decrypt_attachment

import processes
from cryptoclient import MEGOLM, RequestError
from cryptodevice import PATIENCE, CryptoDevice
from jsonlines import JsonLines, Refusal
from verifications import VerificationError


class CryptoPerson(CryptoDevice):
    """The commands. They raise Refusal, RequestError and what nio raises."""

    # ---- rooms

    async def do_create_room(self, encrypted=True, invite=(), rotation_messages=None, **what):
        """`what` as in the specification; rotation_messages is the room's rotation_period_msgs."""
        if encrypted:
            rotation = {} if rotation_messages is None else {"rotation_period_msgs": rotation_messages}
            what.setdefault("initial_state", []).append({"type": "m.room.encryption", "state_key": "", "content": {
                "algorithm": MEGOLM, **rotation}})
        what = {"preset": "private_chat", "invite": list(invite), **what}
        room = (await self.client.call("POST", "/v3/createRoom", what))["room_id"]
        await self.until(lambda: room in self.client.rooms and self.client.rooms[room].encrypted == encrypted, "the room")
        return {"room_id": room}

    async def do_encrypt_room(self, room):
        await self.client.call("PUT", f"/v3/rooms/{quote(room)}/state/m.room.encryption", {"algorithm": MEGOLM})
        await self.until(lambda: self._room(room).encrypted, "the room's encryption")
        return {}

    async def do_invite(self, room, user):
        await self.client.call("POST", f"/v3/rooms/{quote(room)}/invite", {"user_id": user})
        return {}

    async def do_join(self, room):
        room = (await self.client.call("POST", f"/v3/join/{quote(room)}", {}))["room_id"]
        await self.until(lambda: room in self.client.rooms, "the room")
        return {"room_id": room, "is_encrypted": self._room(room).encrypted}

    async def do_leave(self, room):
        await self.client.call("POST", f"/v3/rooms/{quote(room)}/leave", {})
        self.client.rooms.pop(room, None)
        self.client.invalidate_outbound_session(room)
        return {}

    async def wait_for_invite(self, room=None, timeout=PATIENCE):
        """The id of a room that one was invited to."""
        def invited():
            return next((known for known in self.client.invited_rooms if room in (None, known)), None)

        return {"room_id": await self.until(invited, "an invitation", timeout)}

    async def wait_for_member(self, room, user, membership="join", timeout=PATIENCE):
        def is_so():
            member = self._room(room).users.get(user)
            return membership == ("leave" if member is None else "invite" if member.invited else "join")

        await self.until(is_so, f"{user} to {membership}", timeout)
        return {}

    # ---- messages

    async def do_send(self, room, text, msgtype="m.text", content=None):
        """`content` is what else the message holds."""
        return await self._send(room, "m.room.message", {"msgtype": msgtype, "body": text, **(content or {})})

    async def do_send_event(self, room, type, content):  # pylint: disable=redefined-builtin
        return await self._send(room, type, content)

    async def do_reply(self, room, event_id, text):
        return await self.do_send(room, text, content={"m.relates_to": {"m.in_reply_to": {"event_id": event_id}}})

    async def do_edit(self, room, event_id, text):
        return await self.do_send(room, f"* {text}", content={
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": event_id}})

    async def do_react(self, room, event_id, key):
        """In clear: the server counts reactions."""
        return await self._send(room, "m.reaction", {
            "m.relates_to": {"rel_type": "m.annotation", "event_id": event_id, "key": key}})

    async def do_redact(self, room, event_id):
        path = f"/v3/rooms/{quote(room)}/redact/{quote(event_id)}/{secrets.token_hex(8)}"
        return {"event_id": (await self.client.call("PUT", path, {}))["event_id"]}

    async def do_send_file(self, room, path, msgtype="m.file", mimetype="application/octet-stream", info=None,
                           thumbnail=None, thumbnail_info=None):
        """`path` and `thumbnail` are files; what is uploaded of them is encrypted if the room is."""
        content = {"msgtype": msgtype, "body": Path(path).name, "info": {"mimetype": mimetype, **(info or {})}}
        content["info"]["size"] = Path(path).stat().st_size
        content |= await self._upload(room, path, "file", "url")
        if thumbnail:
            content["info"] |= await self._upload(room, thumbnail, "thumbnail_file", "thumbnail_url")
            content["info"]["thumbnail_info"] = thumbnail_info or {}
        return await self._send(room, "m.room.message", content)

    async def do_save_file(self, room, event_id, path, thumbnail=False):
        """Download and decrypt what a message holds; its hash is checked."""
        row = self.seen.find(room, "readable", event_id=event_id)
        if row is None:
            raise Refusal("usage", "there is no such readable message")
        content = row["content"]["info"] if thumbnail else row["content"]
        file = content.get("thumbnail_file" if thumbnail else "file")
        address = file["url"] if file else content["thumbnail_url" if thumbnail else "url"]
        reply = await self.client.download(mxc=address)
        if not hasattr(reply, "body"):
            raise RequestError(reply.status_code or "network", reply.message)
        data = decrypt_attachment(reply.body, file["key"]["k"], file["hashes"]["sha256"], file["iv"]) if file else reply.body
        Path(path).write_bytes(data)
        return {"size": len(data), "was_encrypted": bool(file)}

    async def wait_for(self, room, state="readable", timeout=PATIENCE, **wanted):
        """The row of an event. `wanted`: event_id, sender, type, body, relates_to, is_encrypted, session_id.

        `state`: readable, unreadable (with the reason) or redacted. A timeout says what there is that cannot be read.
        """
        return await self.until(lambda: self.seen.find(room, state, **wanted), f"what is {state}", timeout,
                                 lambda: {"unreadable": self.seen.unreadable(room)})

    async def do_rows(self, room):
        return self.seen.rows(room)

    async def do_history(self, room, limit=100):
        """Read back from the newest event; the rows, oldest first, as they are read now."""
        page = await self.client.call("GET", f"/v3/rooms/{quote(room)}/messages?dir=b&limit={limit}")
        for event in reversed(page["chunk"]):
            self.see(room, Event.parse_event(event))
        known = {row["event_id"]: row for row in self.seen.rows(room)}
        return [known[event["event_id"]] for event in reversed(page["chunk"]) if event["event_id"] in known]

    # ---- room keys

    async def do_rotate(self, room):
        """The next message begins a new session."""
        self.client.invalidate_outbound_session(room)
        return {}

    async def do_export_keys(self, path, passphrase, rounds=100000):
        await self.client.export_keys(path, passphrase, rounds)
        return {}

    async def do_import_keys(self, path, passphrase):
        await self.client.import_keys(path, passphrase)
        return {"now_readable": await self.retry()}

    async def do_back_up_keys(self):
        """Into a new version of the server's backup, once; keys that come later are not added."""
        version, recovery = await self.backup.create()
        return {"version": version, "recovery_key": recovery}

    async def do_restore_keys(self, recovery_key):
        """From the server's newest backup, whoever made it."""
        sessions = await self.backup.restore(recovery_key)
        for session in sessions:
            self.client.add_session(session)
        return {"sessions": len(sessions), "now_readable": await self.retry()}

    async def do_hold_keys(self, user=None, device=None, code=None):
        """Room keys wait for `release_keys`, for this device, all of this user's, or everybody's. With `code`
        (m.blacklisted, m.unverified, ...) they are never sent, and it is said so."""
        self.client.held[(user, device)] = code
        return {}

    async def do_release_keys(self):
        return {"released": await self.client.release()}

    async def do_request_key(self, room, event_id):
        """Ask one's own other devices for what it takes to read this."""
        event = self.seen.event(event_id)
        if event is None or event.room_id != room:
            raise Refusal("usage", "there is no such unreadable message")
        if event.session_id in self.client.outgoing_key_requests:  # nio has asked the sender by itself
            await self.client.to_device(event.as_key_request(self.client.user_id, self.client.device_id))
        else:
            await self.client.request_room_key(event)
        return {"session_id": event.session_id}

    # ---- devices and verification

    async def do_devices(self, user):
        """As the server has them now; not this device itself."""
        await self.fetch_devices(user)
        return [{"device_id": device.id, "name": device.display_name, "ed25519": device.ed25519,
                 "curve25519": device.curve25519, "trust": device.trust_state.name}
                for device in self.client.device_store.active_user_devices(user)]

    async def wait_for_device(self, user, device, is_there=True, timeout=PATIENCE):
        """Until a device of somebody with whom one shares an encrypted room is known, or is no more."""
        await self.until(lambda: is_there == (device in self._device_ids(user)), f"the device {device}", timeout)
        return {}

    async def do_trust(self, user, device, trust):
        """`trust`: verified, unverified, blacklisted (gets no keys), not_blacklisted."""
        change = {"verified": self.client.verify_device, "unverified": self.client.unverify_device,
                  "blacklisted": self.client.blacklist_device, "not_blacklisted": self.client.unblacklist_device}[trust]
        change(self.client.device_store[user][device])
        return {}

    async def do_set_up_cross_signing(self, password):
        """From then on a verification signs what was compared: users, and one's own devices."""
        await self.cross_signing.set_up(password)
        return {"master": self.cross_signing.master}

    async def do_identity(self, user):
        """What cross-signing says of somebody: master, is_verified, devices (whether each is signed by its owner)."""
        return await self.cross_signing.identity(user)

    async def do_verify(self, user, device=None, room=None, asks=True):
        """Ask to verify a device, or a user in a room; without `asks` start at once, as clients did before 2021."""
        await self.fetch_devices(user)
        if room:
            verification = await self.verifications.request_in_room(user, room)
        elif asks:
            verification = await self.verifications.request(user, device)
        else:
            verification = await self.verifications.start_unasked(user, device)
        return verification.describe()

    async def do_accept_verification(self, transaction_id):
        return await self._verification(transaction_id, self.verifications.accept)

    async def do_start_verification(self, transaction_id):
        return await self._verification(transaction_id, self.verifications.start)

    async def do_confirm_verification(self, transaction_id):
        """The emoji are the same."""
        return await self._verification(transaction_id, self.verifications.confirm)

    async def do_mismatch_verification(self, transaction_id):
        """The emoji are not the same."""
        return await self._verification(transaction_id, self.verifications.cancel, is_mismatch=True)

    async def do_cancel_verification(self, transaction_id):
        return await self._verification(transaction_id, self.verifications.cancel)

    async def wait_for_verification(self, state, transaction_id=None, user=None, timeout=PATIENCE):
        """Until the newest verification, or this one, is requested, ready, started, emoji, done or cancelled."""
        def is_so():
            verification = self.verifications.find(transaction_id, user)
            return verification.describe() if verification and verification.state() == state else None

        def instead():
            verification = self.verifications.find(transaction_id, user)
            return {"verification": verification.describe() if verification else None}

        return await self.until(is_so, f"a verification that is {state}", timeout, instead)

    # ---- parts of it

    def _room(self, room):
        if room not in self.client.rooms:
            raise Refusal("usage", f"not in {room}")
        return self.client.rooms[room]

    def _device_ids(self, user):
        return [device.id for device in self.client.device_store.active_user_devices(user)]

    async def _send(self, room, kind, content):
        is_encrypted = self._room(room).encrypted
        await self.keep_up()
        event = await self.client.send_in_room(room, kind, content)
        session = self.client.olm.outbound_group_sessions[room].id if is_encrypted else None
        return {"event_id": event, "session_id": session}

    async def _upload(self, room, path, encrypted_key, plain_key):
        is_encrypted = self._room(room).encrypted
        with open(path, "rb") as file:
            reply, keys = await self.client.upload(file, encrypt=is_encrypted, filesize=Path(path).stat().st_size)
        if not hasattr(reply, "content_uri"):
            raise RequestError(reply.status_code or "network", reply.message)
        return {encrypted_key: {**keys, "url": reply.content_uri}} if is_encrypted else {plain_key: reply.content_uri}

    async def _verification(self, transaction, what, **how):
        verification = self.verifications.find(transaction)
        if verification is None:
            raise Refusal("usage", "there is no such verification")
        try:
            await what(verification, **how)
        except VerificationError as error:
            raise Refusal("wrong_state", str(error), verification=verification.describe()) from None
        await self.tell()
        return verification.describe()


async def serve(url, folder, holds_keys):
    person = CryptoPerson(url, folder, holds_keys)
    commands = {name.removeprefix("do_"): getattr(person, name) for name in dir(person) if name.startswith(("do_", "wait_"))}
    try:
        await JsonLines(commands, [name for name in commands if name.startswith("wait_")]).run()
    finally:
        await person.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hold-keys", action="store_true")
    arguments = parser.parse_args()
    processes.exit_on_signals()
    processes.die_with_parent()
    logging.getLogger("nio").setLevel(logging.CRITICAL)  # it would log what is not valid, bodies too
    asyncio.run(serve(arguments.url, arguments.folder, arguments.hold_keys))


if __name__ == "__main__":
    main()
