#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs the real program in through `linnet ctl login --sso`, at an OpenID provider behind a real home server. The test is
the person at the browser.

  sso_test.py EXECUTABLE v3|sliding [--work DIR]

Everything lives in homes of its own, and the steps run in the order in which they stand. Exit code 0 if each did what
it should.
"""
import html
import http.cookiejar
import json
import re
import urllib.parse
import urllib.request

import ctl
import oidcprovider
import processes
from ctl import check, same
from homeserver import Homeserver


class _Cookies(http.cookiejar.CookieJar):
    """On loopback browsers send also those that want TLS."""

    def set_cookie(self, cookie):
        cookie.secure = False
        super().set_cookie(cookie)


class Browser:
    """Somebody at a browser without scripts."""

    def __init__(self):
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(_Cookies()))

    def open(self, address, form=None):
        """The address that it led to, and the page."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with self._opener.open(address, data, timeout=ctl.PATIENCE) as reply:
            return reply.url, reply.read().decode()

    def sign_in(self, address, name):
        """At the provider; answers the page that Linnet shows at the end."""
        where, _page = self.open(address)
        _where, page = self.open(where, {"sub": name})
        # The home server asks whether this program is to be let in.
        back = re.search(r'href="(http://127\.0\.0\.1:[^"]*loginToken=[^"]*)"', page)
        check(back, f"there is no way back: {page[:500]}")
        return self.open(html.unescape(back.group(1)))[1]


class Login:
    """A `ctl login` under way; a context manager."""

    def __init__(self, linnet, *arguments):
        self._process = linnet.begin("login", *arguments)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        processes.stop(self._process)
        self._process.stdout.close()

    def line(self):
        return json.loads(self._process.stdout.readline())

    def wait(self):
        return self._process.wait(ctl.PATIENCE)


class SsoScenario(ctl.Scenario):
    """Sign in in the browser, come back, sign out."""

    def __init__(self, executable, dialect, work, keychain):
        super().__init__(executable, dialect, work, keychain)
        self.server = Homeserver(work / "server", parts=("sso", "shortlived"))
        self.server.__enter__()

    def end(self):
        super().end()
        self.server.__exit__()

    def step_names_no_way_that_is_not_there(self):
        self.linnet.start()
        same(self.linnet.fails("login", "--server", self.server.url, "--oauth", "--sso"), "usage", "code")
        check(self.linnet.fails("login", "--server", self.server.url, "--oauth") in ("unsupported", "M_UNRECOGNIZED"), "code")
        same(self.linnet.do("status")["state"], "signed_out", "state")

    def step_forgets_who_goes_away(self):
        with Login(self.linnet, "--server", self.server.url, "--sso") as login:
            check(login.line()["open"].startswith(self.server.url), "what is to be opened")
        same(self.linnet.do("status")["state"], "signed_out", "state")

    def step_signs_in_in_the_browser(self):
        with Login(self.linnet, "--server", self.server.url, "--sso", oidcprovider.ID) as login:
            address = login.line()["open"]
            check(f"/login/sso/redirect/{oidcprovider.ID}" in address, address)
            page = Browser().sign_in(address, "dora")
            check("<html" in page.lower(), f"the page at the end: {page[:200]}")
            same(login.line(), {"user_id": "@dora:localhost"}, "answer")
            same(login.wait(), 0, "exit code")
        self.linnet.until("syncing")

    def step_stays_signed_in(self):
        room = self.linnet.do("create", "--name", "Ours")["room_id"]
        self.linnet.quit()
        self.linnet.start()
        self.linnet.until("syncing")
        self.linnet.do("send", room, "still here")
        self.linnet.until_sent()

    def step_signs_out(self):
        same(self.linnet.do("logout"), {}, "answer")
        self.linnet.until("signed_out")
        self.find_no_database("default")


if __name__ == "__main__":
    ctl.main_with_neighbours(SsoScenario, __doc__)
