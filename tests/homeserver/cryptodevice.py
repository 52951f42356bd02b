# SPDX-License-Identifier: GPL-3.0-or-later
"""One device of cryptoperson.py: its session, its syncs, and what nio wants done after each."""
import asyncio
import json
from pathlib import Path

from nio import (BadEvent, Event, ForwardedRoomKeyEvent, MatrixInvitedRoom, MegolmEvent, RoomKeyEvent, SyncResponse,
                 ToDeviceEvent, UnknownBadEvent)

from crosssigning import CrossSigning
from cryptoclient import CryptoClient
from jsonlines import Refusal
from keybackup import KeyBackup
from seenevents import SeenEvents
from verifications import Verifications

PATIENCE = 60  # seconds; the last resort of everything that waits
LIMIT = 100  # events of a room in one sync


class CryptoDevice:
    """Signs in with a folder that keeps keys and access token, and syncs until it is closed.

    Whoever waits for something does so with until(); `seen` and `verifications` are what has come.
    """

    def __init__(self, url, folder, holds_keys=False):
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.client = CryptoClient(url, self._folder)
        if holds_keys:
            self.client.held[(None, None)] = None
        self.seen = SeenEvents(self.client)
        self.cross_signing = CrossSigning(self.client, self._folder)
        self.backup = KeyBackup(self.client)
        self.verifications = Verifications(self.client, self.cross_signing, self.fetch_devices)
        self._changed = asyncio.Condition()
        self._upkeep = asyncio.Lock()
        self._syncing = None
        self._stopped = None  # why there are no more syncs
        self._is_synced = False

    async def close(self):
        if self._syncing:
            self._syncing.cancel()
            await asyncio.gather(self._syncing, return_exceptions=True)
        await self.client.close()

    # ---- signing in and out

    async def do_register(self, name, password):
        return await self._sign_in("register", {"username": name, "password": password, "auth": {"type": "m.login.dummy"}})

    async def do_login(self, name, password):
        return await self._sign_in("login", {"type": "m.login.password", "password": password,
                                             "identifier": {"type": "m.id.user", "user": name}})

    async def do_resume(self):
        """Sign in as whom the folder knows."""
        file = self._folder / "session.json"
        if not file.exists():
            raise Refusal("usage", "nobody has signed in with this folder")
        return await self._begin(json.loads(file.read_text()))

    async def do_logout(self):
        await self.client.call("POST", "/v3/logout", {})
        (self._folder / "session.json").unlink()
        await self.until(lambda: self._stopped, "the end of the session")
        return {}

    async def do_status(self):
        keys = self.client.olm.account.identity_keys
        return {"user_id": self.client.user_id, "device_id": self.client.device_id, "ed25519": keys["ed25519"],
                "curve25519": keys["curve25519"], "one_time_keys": self.client.olm.uploaded_key_count,
                "stopped": self._stopped}

    # ---- what the commands need

    async def until(self, condition, what, timeout=PATIENCE, more=dict):
        """What `condition()` says as soon as it says something; it is asked after each sync and other changes."""
        async def ask():
            async with self.client.handling:
                return condition()

        async def wait():
            async with self._changed:
                while not (answer := await ask()):
                    if self._stopped:
                        raise Refusal("stopped", f"there is no sync any more: {self._stopped}")
                    await self._changed.wait()
                return answer

        try:
            return await asyncio.wait_for(wait(), timeout)
        except asyncio.TimeoutError:
            raise Refusal("timeout", f"waited {timeout} s for {what}", **more()) from None

    async def tell(self):
        """Something has changed."""
        async with self._changed:
            self._changed.notify_all()

    async def keep_up(self):
        """Do what nio says is due."""
        async with self._upkeep:
            if self.client.should_upload_keys:
                await self.client.keys_upload()
            if self.client.should_query_keys:
                await self.client.keys_query()
            if self.client.should_claim_keys:
                await self.client.keys_claim(self.client.get_users_for_key_claiming())
            await self.client.send_to_device_messages()

    async def fetch_devices(self, user):
        """Ask the server anew which devices somebody has."""
        async with self._upkeep:
            self.client.olm.users_for_key_query.add(user)
            await self.client.keys_query()

    def see(self, room, event):
        """An event of a room's history."""
        if isinstance(event, Event):
            self.seen.add(room, event)

    async def retry(self):
        """New keys may have come; how many events can be read now that could not before."""
        read = self.seen.retry()
        await self.tell()
        return read

    # ---- parts of it

    async def _sign_in(self, how, body):
        session = await self.client.call("POST", f"/v3/{how}", {**body, "initial_device_display_name": "nio"})
        file = self._folder / "session.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps({key: session[key] for key in ("user_id", "device_id", "access_token")}))
        return await self._begin(session)

    async def _begin(self, session):
        if self._syncing:
            raise Refusal("usage", "somebody is signed in")
        self.client.restore_login(session["user_id"], session["device_id"], session["access_token"])
        self.client.add_event_callback(self._on_event, (Event, BadEvent, UnknownBadEvent))
        self.client.add_to_device_callback(self._on_to_device, (ToDeviceEvent, BadEvent, UnknownBadEvent))
        self._syncing = asyncio.create_task(self._sync())
        await self.until(lambda: self._is_synced, "the first sync")
        return await self.do_status()

    async def _sync(self):
        limit, is_first = {"room": {"timeline": {"limit": LIMIT}}}, True
        try:
            while self._stopped is None:
                reply = await self.client.sync(timeout=30000, sync_filter=limit, full_state=is_first)
                if isinstance(reply, SyncResponse):
                    is_first = False
                    if reply.device_key_count.signed_curve25519 == 0:  # nio takes that for unknown
                        self.client.olm.uploaded_key_count = 0
                    await self.keep_up()
                    self._is_synced = True
                else:
                    self._stopped = reply.status_code or reply.message
                await self.tell()
        except Exception as error:  # pylint: disable=broad-except
            self._stopped = f"{type(error).__name__}: {error}"
            await self.tell()

    async def _on_event(self, room, event):
        if isinstance(room, MatrixInvitedRoom):
            return
        self.see(room.room_id, event)
        if isinstance(event, Event) and not isinstance(event, MegolmEvent):
            await self.verifications.hear_in_room(room.room_id, event)

    async def _on_to_device(self, event):
        if isinstance(event, (RoomKeyEvent, ForwardedRoomKeyEvent)):
            self.seen.retry()
        elif isinstance(event, ToDeviceEvent):
            if event.source.get("type") in ("m.room_key.withheld", "org.matrix.room_key.withheld"):
                self.seen.withhold(event.source["content"])
            await self.verifications.hear_to_device(event)
