#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds files over the middle of an X window, as a file manager does (XDND 5), until it is stopped.

  drag.py WINDOW FILE...
"""
import sys
import time
from pathlib import Path

from Xlib import X, display
from Xlib.protocol import event

VERSION = 5


class Drag:
    def __init__(self, window, files):
        self._display = display.Display()
        root = self._display.screen().root
        self._source = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._target = self._display.create_resource_object("window", window)
        self._uris = "".join(f"{Path(file).resolve().as_uri()}\r\n" for file in files).encode()
        self._source.set_selection_owner(self._atom("XdndSelection"), X.CurrentTime)
        size = self._target.get_geometry()
        place = root.translate_coords(self._target, size.width // 2, size.height // 2)
        self._place = place.x << 16 | place.y
        self._tell("XdndEnter", VERSION << 24, self._atom("text/uri-list"), 0, 0)

    def hold(self):
        while True:
            self._tell("XdndPosition", 0, self._place, X.CurrentTime, self._atom("XdndActionCopy"))
            self._display.flush()
            time.sleep(0.05)
            while self._display.pending_events():
                asked = self._display.next_event()
                if asked.type == X.SelectionRequest:
                    self._answer(asked)

    def _answer(self, asked):
        asked.requestor.change_property(asked.property, asked.target, 8, self._uris)
        asked.requestor.send_event(event.SelectionNotify(time=asked.time, requestor=asked.requestor,
                                                         selection=asked.selection, target=asked.target,
                                                         property=asked.property))

    def _atom(self, name):
        return self._display.intern_atom(name)

    def _tell(self, what, *data):
        self._target.send_event(event.ClientMessage(window=self._target, client_type=self._atom(what),
                                                    data=(32, [self._source.id, *data])))


if __name__ == "__main__":
    Drag(int(sys.argv[1]), sys.argv[2:]).hold()
