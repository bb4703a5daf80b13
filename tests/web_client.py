"""A small reader of the site over HTTP with cookies and form tokens, for processes that load it (网页客户)."""

from __future__ import annotations

import http.client
import re
import urllib.parse
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

PASSWORD = "Demo-2026-zhiquan"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(slots=True)
class Answer:
    """What the site answered."""

    status: int
    text: str
    location: str


@dataclass(slots=True)
class WebClient:
    """One person at one browser; it keeps its connection and its cookies.

    Args:
        host: host and port of the site.
        comes_from: the address a proxy would say the person has; empty when there is no proxy.
    """

    host: str
    comes_from: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    link: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """A page; the token of its forms is kept for the next sending."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: Mapping[str, str], *, file: tuple[str, bytes] | None = None) -> Answer:
        """Send a form, and a file with it when one is given."""
        said = {"csrfmiddlewaretoken": self.token, **form}
        if file is None:
            return self._ask(
                "POST",
                path,
                urllib.parse.urlencode(said).encode(),
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in said.items()
        ]
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + file[1] + b"\r\n")
        body = b"".join([*parts, f"--{border}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={border}"})

    def sign_in(self, account: str, password: str = PASSWORD) -> Answer:
        """Sign in as an account of the made-up district."""
        self.get("/sign-in/")
        return self.post("/sign-in/", {"username": account, "password": password})

    def close(self) -> None:
        """End the connection."""
        if self.link is not None:
            self.link.close()

    def __enter__(self) -> WebClient:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def _ask(self, method: str, path: str, body: bytes | None, more: Mapping[str, str]) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **more}
        if self.comes_from:
            headers["X-Forwarded-For"] = self.comes_from
        if self.link is None:
            self.link = http.client.HTTPConnection(self.host, timeout=120)
        try:
            self.link.request(method, path, body, headers)
            answer = self.link.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # an idle connection was closed
            self.link.close()
            self.link.request(method, path, body, headers)
            answer = self.link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for one in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(one).items()})
        found = _TOKEN.search(text)
        self.token = found[1] if found else self.token
        return Answer(answer.status, text, answer.headers.get("Location") or "")
