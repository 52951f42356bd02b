# SPDX-License-Identifier: GPL-3.0-or-later
"""nio's comparison of short strings, brought up to what the specification asks for today (v1.18, 11.12.2.2).

Importing this module makes nio use it for all that it receives.
"""
import dataclasses
from datetime import timedelta

import nio.crypto.olm_machine
from nio.crypto.sas import Sas

MAC_V2 = "hkdf-hmac-sha256.v2"


class ModernSas(Sas):
    """Knows the second MAC, whose base64 is no longer wrong, and has patience with slow machines.

    With `room` it speaks in that room, and its transaction is the id of the event that asked for it.
    """

    _mac_v1 = [MAC_V2, *Sas._mac_v1]
    _max_age = _max_event_timeout = timedelta(minutes=15)
    room = None

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


def in_room(content):
    """The content of a to-device message of a verification as it is said in a room."""
    content = dict(content)
    content["m.relates_to"] = {"rel_type": "m.reference", "event_id": content.pop("transaction_id")}
    return content


nio.crypto.olm_machine.Sas = ModernSas
