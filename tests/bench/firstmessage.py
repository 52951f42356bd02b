# SPDX-License-Identifier: GPL-3.0-or-later
"""The first message into a large encrypted room: the program as a whole at a real Synapse.

Everybody there has sessions whose keys are known to nobody yet, so that before the message goes all members are loaded, all
sessions queried, a key of each claimed and the room's key shared with each. The first two are done when the room is opened.
"""
import json
import re
import secrets
import shutil
import subprocess
import time

import processes
from homeserver import HERE, Homeserver, ensure_venv
from keychain import Keychain
from linnet import Linnet

STEP = 0.02  # seconds between looks
STALL = re.compile(r"did not answer for (\d+) ms")


def run(executable, folder, members, devices, looks):
    """Figures of one run, in seconds and milliseconds. `looks`: seconds between opening the room and the message."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    password = secrets.token_urlsafe(12)
    with Homeserver(folder / "server") as server, Keychain("unlocked", folder / "home") as keychain:
        made = subprocess.run([ensure_venv(), HERE / "bigcryptoroom.py", server.url, "--members", str(members),
                               "--devices", str(devices)], check=True, stdout=subprocess.PIPE, text=True)
        room = json.loads(made.stdout)["room_id"]
        environment = dict(keychain.environment, QT_QPA_PLATFORM="offscreen", LINNET_WATCH_STALLS="1",
                           QT_LOGGING_RULES="linnet.*=true")
        log = folder / "linnet.log"
        with Linnet(executable, "first", environment, log) as linnet:
            linnet.ctl("register", "--server", server.url, "--user", "writer", secret=password, seconds=120)
            linnet.wait_for_state("syncing")
            linnet.ctl("join", room, seconds=120)
            processes.wait_for(lambda: any(each["room_id"] == room and each["membership"] == "join"
                                           for each in linnet.ctl("rooms")), 60, "the room", step=0.1)
            time.sleep(3)  # what the join itself has set going is not what is measured
            linnet.ctl("open", room)
            time.sleep(looks)
            figures = {}
            for name in ("first message", "second message"):
                figures[name + ", s"] = send(linnet, room)
            figures["longest stall, ms"] = max([int(found) for found in STALL.findall(log.read_text(errors="replace"))],
                                               default=0)
            return figures


def send(linnet, room):
    """Seconds until the server has it."""
    begun = time.monotonic()
    linnet.ctl("send", room, "hello to all of you")
    processes.wait_for(lambda: linnet.ctl("status")["unsent"] == 0, 300, "the message to be sent", step=STEP)
    return round(time.monotonic() - begun, 2)
