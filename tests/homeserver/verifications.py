# SPDX-License-Identifier: GPL-3.0-or-later
"""The verifications that one person of cryptoperson.py has: to-device and in rooms, asked for or simply started
(v1.18, 11.12.2). The short strings are nio's; requests, which it does not know, are ours."""
import secrets
import time
from dataclasses import dataclass

from nio import KeyVerificationAccept, KeyVerificationCancel, KeyVerificationKey, KeyVerificationMac, KeyVerificationStart
from nio.crypto.sas import SasState

from cryptoclient import VERIFICATION
from modernsas import ModernSas, in_room

SAS = "m.sas.v1"
OF_SAS = {"start": KeyVerificationStart, "accept": KeyVerificationAccept, "key": KeyVerificationKey,
          "mac": KeyVerificationMac, "cancel": KeyVerificationCancel}


class VerificationError(Exception):
    """Asked for at the wrong time."""


@dataclass
class Verification:
    """One of them. Its states: requested, ready, started, emoji, finishing, done, cancelled."""

    transaction: str
    user: str
    device: str
    room: str = None
    is_ours: bool = False
    was_requested: bool = True
    is_ready: bool = False
    is_finishing: bool = False
    is_finished: bool = False
    sas: ModernSas = None
    cancel: tuple = ()  # code, reason

    def state(self):
        if self.cancel or (self.sas and self.sas.canceled):
            return "cancelled"
        if self.sas is None:
            return "ready" if self.is_ready else "requested"
        if self.sas.verified:
            return "done" if self.is_finished else "finishing"
        return "emoji" if self.sas.state in (SasState.key_received, SasState.mac_received) else "started"

    def describe(self):
        state = self.state()
        description = {"transaction_id": self.transaction, "state": state, "user": self.user, "device": self.device,
                       "room": self.room, "is_ours": self.is_ours}
        if state in ("emoji", "finishing", "done"):
            description |= {"emoji": [list(emoji) for emoji in self.sas.get_emoji()],
                            "decimals": list(self.sas.get_decimals()), "mac": self.sas.chosen_mac_method,
                            "agreement": self.sas.chosen_key_agreement}
        if state == "cancelled":
            code, reason = self.cancel or (self.sas.cancel_code, self.sas.cancel_reason)
            description |= {"code": code, "reason": reason}
        return description


class Verifications:
    """Calls `fetch_devices(user)` before it answers somebody whose device it does not know. What was compared is signed by
    `cross_signing`, if that has keys."""

    def __init__(self, client, cross_signing, fetch_devices):
        self._client = client
        self._cross_signing = cross_signing
        self._fetch_devices = fetch_devices
        self._all = {}

    def find(self, transaction=None, user=None):
        """The newest that fits, or None."""
        return next((one for one in reversed(self._all.values())
                     if transaction in (None, one.transaction) and user in (None, one.user)), None)

    # ---- what the person does

    async def request(self, user, device):
        verification = Verification(secrets.token_urlsafe(12), user, device, is_ours=True)
        self._all[verification.transaction] = verification
        await self._say(verification, "request", {**self._offer(), "timestamp": int(time.time() * 1000)})
        return verification

    async def request_in_room(self, user, room):
        event = await self._client.send_in_room(room, "m.room.message", {
            "msgtype": VERIFICATION + "request", "body": "I want to verify you, but your client cannot do it here.",
            "to": user, **self._offer()})
        verification = self._all[event] = Verification(event, user, None, room, is_ours=True)
        return verification

    async def start(self, verification):
        """Begin to compare, after a request was answered."""
        self._expect(verification, "ready")
        await self._begin(verification)

    async def start_unasked(self, user, device):
        verification = Verification(secrets.token_urlsafe(12), user, device, is_ours=True, was_requested=False)
        self._all[verification.transaction] = verification
        await self._begin(verification)
        return verification

    async def accept(self, verification):
        """Answer a request, or what came without one. What is then started is accepted at once."""
        self._expect(verification, "requested", "started")
        if verification.sas:
            await self._client.accept_key_verification(verification.transaction)
        else:
            verification.is_ready = True
            await self._say(verification, "ready", self._offer())

    async def confirm(self, verification):
        self._expect(verification, "emoji")
        await self._client.confirm_short_auth_string(verification.transaction)
        await self._finish(verification)

    async def cancel(self, verification, is_mismatch=False):
        if is_mismatch:
            self._expect(verification, "emoji")
        if verification.sas:
            await self._client.cancel_key_verification(verification.transaction, reject=is_mismatch)
        else:
            verification.cancel = ("m.user", "Cancelled by user")
            await self._say(verification, "cancel", dict(zip(("code", "reason"), verification.cancel)))

    # ---- what the person hears

    async def hear_to_device(self, event):
        """After nio has handled it."""
        kind = event.source.get("type", "")
        if kind.startswith(VERIFICATION):
            content = event.source["content"]
            await self._hear(kind[len(VERIFICATION):], event.sender, content, content.get("transaction_id"))

    async def hear_in_room(self, room, event):
        """An event of a room, decrypted."""
        content, kind = event.source["content"], event.source.get("type", "")
        if event.sender == self._client.user_id:
            return
        if content.get("msgtype") == VERIFICATION + "request" and content.get("to") == self._client.user_id:
            await self._hear("request", event.sender, content, event.event_id, room)
        elif kind.startswith(VERIFICATION):
            kind, transaction = kind[len(VERIFICATION):], content.get("m.relates_to", {}).get("event_id")
            if transaction not in self._all:
                return
            if kind in OF_SAS:
                self._give_to_nio(kind, event.sender, content, transaction)
            await self._hear(kind, event.sender, content, transaction)

    def _give_to_nio(self, kind, sender, content, transaction):
        event = OF_SAS[kind].from_dict({"sender": sender, "content": {**content, "transaction_id": transaction}})
        event.source = {"sender": sender, "content": content}  # what both sides have hashed
        self._client.olm.handle_key_verification(event)

    async def _hear(self, kind, sender, content, transaction, room=None):
        device = content.get("from_device")
        if device and device not in self._client.device_store[sender]:
            await self._fetch_devices(sender)
        if kind == "request":
            self._all[transaction] = Verification(transaction, sender, device, room)
        elif kind == "start" and transaction not in self._all:
            self._all[transaction] = Verification(transaction, sender, device, was_requested=False)
        verification = self._all.get(transaction)
        if verification is None or verification.user != sender:
            return
        if kind == "ready":
            verification.is_ready, verification.device = True, device
        elif kind == "start":
            await self._started_by_them(verification)
        elif kind == "cancel":
            verification.cancel = (content.get("code"), content.get("reason"))
        await self._client.send_to_device_messages()
        await self._finish(verification)

    async def _started_by_them(self, verification):
        verification.sas = self._client.key_verifications.get(verification.transaction)
        if verification.sas is None:
            return
        await self._equip(verification)
        if verification.is_ready and not verification.sas.canceled:
            await self._client.accept_key_verification(verification.transaction)

    # ---- parts of it

    def _expect(self, verification, *states):
        if verification.state() not in states:
            raise VerificationError(f"it is {verification.state()}, not {' or '.join(states)}")

    def _offer(self):
        return {"from_device": self._client.device_id, "methods": [SAS]}

    async def _begin(self, verification):
        client = self._client
        device = client.device_store[verification.user].get(verification.device)
        if device is None:
            raise VerificationError("no such device")
        sas = ModernSas(client.user_id, client.device_id, client.olm.account.identity_keys["ed25519"], device,
                        verification.transaction)
        verification.sas = client.key_verifications[verification.transaction] = sas
        await self._equip(verification)
        start = sas.start_verification()
        await self._say(verification, "start", start.content)

    async def _equip(self, verification):
        sas = verification.sas
        sas.room, sas.own_master = verification.room, self._cross_signing.master
        sas.their_master = await self._cross_signing.master_of(verification.user)

    async def _say(self, verification, kind, content):
        content = {"transaction_id": verification.transaction, **content}
        if verification.room is None:
            await self._client.say_to_device(VERIFICATION + kind, verification.user, verification.device, content)
            return
        content = content if "m.relates_to" in content else in_room(content)
        content.pop("transaction_id", None)
        await self._client.send_in_room(verification.room, VERIFICATION + kind, content)

    async def _finish(self, verification):
        if verification.state() != "finishing" or verification.is_finishing:
            return
        verification.is_finishing = True
        if verification.was_requested:
            await self._say(verification, "done", {})
        if self._cross_signing.master and verification.user == self._client.user_id:
            await self._cross_signing.sign_device(verification.device)
        elif self._cross_signing.master and verification.sas.has_compared_master:
            await self._cross_signing.sign_user(verification.user, verification.sas.their_master)
        verification.is_finished = True
