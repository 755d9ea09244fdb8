"""What a template may ask about the page it is part of. Every answer works without a request (error 500)."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

FACES = ("staff", "public", "kiosk", "display", "print")
LARGE_TYPE_COOKIE = "large_type"
# Nothing a hall shows may stay behind in a browser's storage, and no text of a page may run as code.
HTMX_CONFIG = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "timeout": 15000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}

_HTMX_CONFIG = json.dumps(HTMX_CONFIG)


def is_fragment(request: HttpRequest | None) -> bool:
    """Tell whether htmx asked for the bare block; a boosted link or a page restored from history wants it whole."""
    if request is None:
        return False
    asked = request.headers
    whole = asked.get("HX-Boosted") == "true" or asked.get("HX-History-Restore-Request") == "true"
    return asked.get("HX-Request") == "true" and not whole


@pass_context
def layout(context: Context, face: str) -> str:
    """Name the template to extend, so that one template gives page and fragment.

    Use: `{% extends layout("staff") %}` and fill `{% block page %}`.
    """
    if face not in FACES:
        raise ValueError(f"no face {face!r}: use one of {', '.join(FACES)}")
    return "ui/fragment.html" if is_fragment(context.get("request")) else f"ui/{face}_base.html"


@pass_context
def htmx(context: Context) -> bool:
    """Tell a template whether it is rendered as a fragment."""
    return is_fragment(context.get("request"))


def current_language() -> str:
    """Return the code of the active language, such as `zh-hans`."""
    return translation.get_language() or settings.LANGUAGE_CODE


def languages() -> list[tuple[str, str]]:
    """List every language of the house: its code and its own name."""
    return [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]


@pass_context
def messages_here(context: Context) -> Iterable[Any]:
    """Hand over the messages of this request once."""
    request = context.get("request")
    return get_messages(request) if request is not None else ()


@pass_context
def large_type(context: Context) -> bool:
    """Tell whether the reader asked for large type (大字)."""
    request = context.get("request")
    return request is not None and request.COOKIES.get(LARGE_TYPE_COOKIE) == "1"


@pass_context
def here(context: Context) -> str:
    """Return the path of this page with its query, to come back to it."""
    request = context.get("request")
    return request.get_full_path() if request is not None else "/"


def token_of(request: HttpRequest) -> str:
    """Return the token against forged posts; masked once an answer, though a page names it in every form."""
    if not hasattr(request, "csrf_masked"):
        request.csrf_masked = get_token(request)  # type: ignore[attr-defined]
    return request.csrf_masked  # type: ignore[attr-defined]


def csrf_field(request: HttpRequest) -> SafeString:
    """Return the hidden field of a form that posts."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token_of(request))


@pass_context
def htmx_headers(context: Context) -> str:
    """Return the JSON for `hx-headers`: the token that lets htmx post."""
    request = context.get("request")
    return json.dumps({"X-CSRFToken": token_of(request)}) if request is not None else "{}"


def htmx_config() -> str:
    """Return htmx's settings as JSON; a refused form answers 422 and is shown like any other fragment."""
    return _HTMX_CONFIG


def new_submission_key() -> str:
    """Return a fresh key for a form, so that a second submit of it is recognised."""
    return str(uuid4())


GLOBALS: dict[str, Callable[..., Any]] = {
    "layout": layout,
    "htmx": htmx,
    "current_language": current_language,
    "languages": languages,
    "messages_here": messages_here,
    "large_type": large_type,
    "here": here,
    "htmx_headers": htmx_headers,
    "htmx_config": htmx_config,
    "new_submission_key": new_submission_key,
}
