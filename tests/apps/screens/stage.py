"""A browser before the real pages: the test client answers every request of it, inside the test's transaction."""

import mimetypes
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import connections

HOST = "http://hall.test"


def serve(page, client):
    """Lets `page` see the house at HOST; returns a dict whose "down" cuts the line while it is True."""
    line = {"down": False, "asked": []}
    ours = connections["default"]

    def answer(route):
        # The browser's loop would open a connection of its own, outside the test's transaction.
        connections["default"] = ours
        request = route.request
        parts = urlsplit(request.url)
        line["asked"].append(request.url)
        if not request.url.startswith(HOST) or line["down"]:
            route.abort()
        elif parts.path.startswith("/static/"):
            found = finders.find(parts.path.removeprefix("/static/"))
            kind = "text/javascript" if found.endswith(".js") else mimetypes.guess_type(found)[0]
            route.fulfill(path=found, content_type=kind or "application/octet-stream")
        else:
            send(route, request, f"{parts.path}?{parts.query}" if parts.query else parts.path)

    def send(route, request, path):
        kept = {
            name: value for name, value in request.all_headers().items() if name in ("hx-request", "accept-language")
        }
        if request.method == "POST":
            told = client.post(
                path, request.post_data or "", content_type="application/x-www-form-urlencoded", headers=kept
            )
        else:
            told = client.get(path, headers=kept)
        if told.status_code == 302:
            # A fulfilled redirect is not followed; going there is what the browser would do.
            body = f'<meta http-equiv="refresh" content="0;url={told["Location"]}">'
            route.fulfill(status=200, body=body, content_type="text/html")
            return
        headers = {name: value for name, value in told.items() if name.lower() != "content-length"}
        route.fulfill(status=told.status_code, body=told.content, headers=headers)

    page.route("**/*", answer)
    return line
