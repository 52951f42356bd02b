# SPDX-License-Identifier: GPL-3.0-or-later
"""An OpenID provider on loopback, for a home server that signs people in elsewhere.

It is PyPI's `oidc-provider-mock`, in the home server's own environment: whoever types a name into its page is that
person, and may say no as well.
"""
import json
import subprocess
import time
import urllib.error
import urllib.request

import processes

START_SECONDS = 60
ID = "oidc-mock"


class OidcProvider:
    """One process, from start() to stop()."""

    def __init__(self, python, port, log):
        self._python = python
        self._port = port
        self._log = log
        self._process = None

    @property
    def issuer(self):
        return f"http://127.0.0.1:{self._port}"

    def start(self):
        with open(self._log, "ab") as log:
            self._process = processes.start(
                [self._python, "-m", "oidc_provider_mock", "--port", str(self._port)], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration", timeout=5) as reply:
                    if json.load(reply)["issuer"] == self.issuer:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"the OpenID provider did not start, see {self._log}")

    def stop(self):
        if self._process is not None:
            processes.stop(self._process)
            self._process = None

    def configuration(self):
        """What Synapse is told of it."""
        return {
            "oidc_providers": [{
                "idp_id": "mock", "idp_name": "Mock & Co", "idp_brand": "github", "issuer": self.issuer,
                "client_id": "linnet", "client_secret": "not so secret", "scopes": ["openid", "profile", "email"],
                "skip_verification": True,  # of what wants TLS everywhere
                "user_mapping_provider": {"config": {"localpart_template": "{{ user.sub }}",
                                                     "display_name_template": "{{ user.sub }}"}}}],
            "no_proxy_hosts": ["127.0.0.1"],
        }
