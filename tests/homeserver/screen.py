# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen that nobody looks at: Xvfb with a window manager."""
import os
import subprocess

import processes


class Screen:
    """A context manager; `environment` points X clients to it."""

    def __init__(self, width=1280, height=800):
        self._size = f"{width}x{height}x24"
        self._children = []
        self.display = None

    def __enter__(self):
        reader, writer = os.pipe()
        try:
            # Xvfb picks a free display number and tells it once it listens.
            self._start(["Xvfb", "-displayfd", str(writer), "-screen", "0", self._size, "-nolisten", "tcp", "-dpi", "96"],
                        pass_fds=(writer,))
            os.close(writer)
            with os.fdopen(reader) as answer:
                number = answer.readline().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            self.display = f":{number}"
            self._start(["openbox", "--sm-disable"], env=self.into(dict(os.environ)))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        while self._children:
            processes.stop(self._children.pop())

    def into(self, environment):
        """The environment, changed so that Qt shows its windows here and looks the same everywhere."""
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE"):
            environment.pop(name, None)
        return {**environment, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}

    def _start(self, command, **options):
        self._children.append(processes.start(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                              stderr=subprocess.DEVNULL, **options))
