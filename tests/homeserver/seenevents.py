# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person of cryptoperson.py has seen in rooms, as rows for tests."""
from nio import MegolmEvent
from nio.exceptions import EncryptionError


class SeenEvents:
    """Rows by room, in the order in which they came. A row that cannot be read says why, until its key comes.

    A row: event_id, sender, ts, type, content, is_encrypted, is_readable, is_redacted; if it was encrypted also session_id,
    sender_key, is_verified (it came from a device that is verified); if it cannot be read also `why`: code, text and,
    where somebody said so, `withheld`.
    """

    def __init__(self, client):
        self._client = client
        self._rows = {}
        self._unreadable = {}  # event id -> MegolmEvent
        self._withheld = {}  # session id -> code and reason

    def add(self, room, event):
        """An event as nio gives it: decrypted, if it could be. What was seen before is not added again."""
        rows = self._rows.setdefault(room, {})
        if event.event_id in rows:
            return
        rows[event.event_id] = self._row(room, event)
        redacted = event.source.get("redacts") or event.source["content"].get("redacts")
        if event.source.get("type") == "m.room.redaction" and redacted in rows:
            self._unreadable.pop(redacted, None)
            rows[redacted] |= {"is_redacted": True, "content": {}}

    def retry(self):
        """Look again at what could not be read; how many rows now can."""
        read = 0
        for event in list(self._unreadable.values()):
            row = self._row(event.room_id, event)
            self._rows[event.room_id][event.event_id] = row
            read += row["is_readable"]
        return read

    def withhold(self, content):
        """Somebody said that he keeps a key to himself."""
        reason = {"code": content.get("code"), "reason": content.get("reason")}
        self._withheld[content.get("session_id")] = reason
        for rows in self._rows.values():
            for row in rows.values():
                if not row["is_readable"] and row["session_id"] == content.get("session_id"):
                    row["why"]["withheld"] = reason

    def event(self, event_id):
        """What cannot be read, as it came, or None."""
        return self._unreadable.get(event_id)

    def unreadable(self, room):
        return [row for row in self.rows(room) if not row["is_readable"]]

    def rows(self, room):
        return list(self._rows.get(room, {}).values())

    def find(self, room, state, **wanted):
        """The newest row of a room that is `readable`, `unreadable` or `redacted`, and fits, or None."""
        def fits(row):
            actual = row | {"body": body_of(row["content"]),
                            "relates_to": row["content"].get("m.relates_to", {}).get("event_id")}
            return {"readable": row["is_readable"] and not row["is_redacted"], "unreadable": not row["is_readable"],
                    "redacted": row["is_redacted"]}[state] and all(actual[key] == value for key, value in wanted.items())

        return next((row for row in reversed(self.rows(room)) if fits(row)), None)

    def _row(self, room, event):
        row, why = {"event_id": event.event_id, "sender": event.sender, "ts": event.source.get("origin_server_ts")}, None
        if isinstance(event, MegolmEvent):
            row |= {"session_id": event.session_id, "sender_key": event.sender_key}
            try:
                event.room_id = room
                event = self._client.decrypt_event(event)
            except EncryptionError as error:
                why = {"code": "no_key" if "no session found" in str(error) else "undecryptable", "text": str(error)}
                if event.session_id in self._withheld:
                    why["withheld"] = self._withheld[event.session_id]
        if why:
            self._unreadable[event.event_id] = event
        else:
            self._unreadable.pop(row["event_id"], None)
        is_encrypted = why is not None or bool(getattr(event, "decrypted", False))
        row |= {"type": event.source.get("type"), "content": event.source.get("content", {}), "is_encrypted": is_encrypted,
                "is_readable": why is None, "is_redacted": "redacted_because" in event.source.get("unsigned", {})}
        if why:
            row["why"] = why
        elif is_encrypted:
            row |= {"session_id": event.session_id, "sender_key": event.sender_key, "is_verified": event.verified}
        return row


def body_of(content):
    """What a message says; an edit says what is new."""
    return content.get("m.new_content", content).get("body")
