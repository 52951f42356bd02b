#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Synapse with a clock that can be set, so that a made-up conversation can have a past.

While the file named by LINNET_CLOCK_FILE exists, its content (seconds since 1970) is the time that events
are stamped with. Nothing else of the server changes. Runs in the home server's virtual environment.
"""
import os
import sys

from synapse.app.homeserver import main
from synapse.util.clock import Clock

CLOCK_FILE = os.environ["LINNET_CLOCK_FILE"]
true_time_msec = Clock.time_msec


def time_msec(self):
    try:
        with open(CLOCK_FILE) as file:
            return int(float(file.read()) * 1000)
    except FileNotFoundError:
        return true_time_msec(self)


Clock.time_msec = time_msec
sys.argv[0] = "synapse"
main()
