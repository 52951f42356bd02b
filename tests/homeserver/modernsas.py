# SPDX-License-Identifier: GPL-3.0-or-later
"""nio's comparison of short strings, brought up to what the specification asks for today (v1.18, 11.12.2.2).

Importing this module makes nio use it for all that it receives.
"""
import dataclasses
from datetime import timedelta

import nio.crypto.olm_machine
from nio.crypto.sas import Sas, SasState

MAC_V2 = "hkdf-hmac-sha256.v2"


class ModernSas(Sas):
    """Knows the second MAC, whose base64 is no longer wrong, and has patience with slow machines.

    With `room` it speaks in that room, and its transaction is the id of the event that asked for it. With master keys it
    vouches for one's own and looks at theirs: `has_compared_master` is true if they vouched for the one that is known.
    """

    _mac_v1 = [MAC_V2, *Sas._mac_v1]
    _max_age = _max_event_timeout = timedelta(minutes=15)
    room = own_master = their_master = None
    has_compared_master = False

    def calculate_mac(self, message, extra_info):
        if self.chosen_mac_method == MAC_V2:
            return self.calculate_mac_fixed_base64(message, extra_info)
        return super().calculate_mac(message, extra_info)

    def start_verification(self):
        message = super().start_verification()
        return dataclasses.replace(message, content=in_room(message.content)) if self.room else message

    def accept_verification(self):
        if MAC_V2 in self.mac_methods:
            self._mac_normal = MAC_V2
        return super().accept_verification()

    def receive_accept_event(self, event):
        is_second = event.message_authentication_code == MAC_V2
        if is_second:  # which nio's own check does not know
            self._mac_normal = MAC_V2
            event = dataclasses.replace(event, message_authentication_code=Sas._mac_normal)
        super().receive_accept_event(event)
        if is_second and not self.canceled:
            self.chosen_mac_method = MAC_V2


    def get_mac(self):
        message = super().get_mac()
        if self.own_master is None:
            return message
        other = self.other_olm_device
        parties = f"{self.own_user}{self.own_device}{other.user_id}{other.device_id}"
        name = f"ed25519:{self.own_master}"
        mac = message.content["mac"] | {name: self._mac(parties, self.own_master, name)}
        content = message.content | {"mac": mac, "keys": self._mac(parties, ",".join(sorted(mac)), "KEY_IDS")}
        return dataclasses.replace(message, content=content)

    def receive_mac_event(self, event):
        super().receive_mac_event(event)
        name, other = f"ed25519:{self.their_master}", self.other_olm_device
        if self.canceled or name not in event.mac:
            return
        parties = f"{other.user_id}{other.device_id}{self.own_user}{self.own_device}"
        self.has_compared_master = event.mac[name] == self._mac(parties, self.their_master, name)
        if not self.has_compared_master:
            self.state = SasState.canceled
            self.cancel_code, self.cancel_reason = self._key_mismatch_error

    def _mac(self, parties, what, name):
        calculate = self.calculate_mac_long_kdf if self.chosen_mac_method == self._mac_old else self.calculate_mac
        return calculate(what, f"MATRIX_KEY_VERIFICATION_MAC{parties}{self.transaction_id}{name}")


def in_room(content):
    """The content of a to-device message of a verification as it is said in a room."""
    content = dict(content)
    content["m.relates_to"] = {"rel_type": "m.reference", "event_id": content.pop("transaction_id")}
    return content


nio.crypto.olm_machine.Sas = ModernSas
