"""A small real web site for the scripts: rendered pages under the hall's content policy, and one live address."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.template import engines
from django.template.backends.utils import csrf_input
from django.test import RequestFactory

STATIC = Path(__file__).resolve().parents[2] / "src/yichuang/ui/static"
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def show(source: str, headers: dict[str, str] | None = None, cookies: str = "", **context: Any) -> str:
    """Render a piece of template with a request, but without what the hall adds to every page from its database."""
    request = RequestFactory().get("/somewhere?q=1", headers={**(headers or {}), "cookie": cookies})
    given = {"request": request, "csrf_input": csrf_input(request), **context}
    return engines["jinja2"].env.from_string(source).render(given)


class Site(ThreadingHTTPServer):
    """Serves `pages` (path → HTML); `calls` is what /live answers; `posts` is what was sent; `down` breaks /live."""

    daemon_threads = True

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.posts: list[tuple[str, dict[str, list[str]]]] = []
        self.calls = ("1", "<b>B011</b>")
        self.down = False
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def answer(self, status: int, body: str = "", kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Security-Policy": POLICY, **headers}.items():
            self.send_header(name, value)
        data = body.encode()
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/live":
            self.live(parse_qs(parts.query).get("version", [""])[0])
        elif parts.path.startswith("/static/"):
            file = STATIC / parts.path.removeprefix("/static/")
            self.answer(200, file.read_text(), KINDS[file.suffix])
        elif parts.path in self.server.pages:
            self.answer(200, self.server.pages[parts.path])
        else:
            self.answer(404)

    def live(self, version: str) -> None:
        current, body = self.server.calls
        if self.server.down:
            self.answer(503)
        elif version == current:
            self.answer(204)
        else:
            self.answer(200, body, **{"X-Version": current})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.posts.append((self.path, parse_qs(sent, keep_blank_values=True)))
        self.answer(303, Location=self.path)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""
