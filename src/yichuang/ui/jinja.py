"""The Jinja2 environment behind every page: languages, filters and the little a template may ask for."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import Environment

from yichuang.ui import filters, page
from yichuang.ui.widgets import field_attrs
from yichuang.ui.wording import say

TRANSLATE = {
    "gettext": translation.gettext,
    "ngettext": translation.ngettext,
    "pgettext": translation.pgettext,
    "npgettext": translation.npgettext,
}


@lru_cache(maxsize=512)
def static_url(path: str) -> str:
    """Return the address of a static file; a page names twenty of them, and none changes while the process runs."""
    return static(path)


@lru_cache(maxsize=512)
def _plain(name: str, addresses: str) -> str:
    return reverse(name, addresses)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of the route `name`; raise NoReverseMatch when there is none."""
    return reverse(name, args=args, kwargs=kwargs) if args or kwargs else _plain(name, settings.ROOT_URLCONF)


def route(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of the route `name`, or "" on a face that does not serve it (`serve --face public`)."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return ""


def environment(**options: Any) -> Environment:
    """Build the environment for Django's Jinja2 backend (`OPTIONS["environment"]`).

    Texts are looked up when a page is rendered, so one environment serves every language.
    """
    options.setdefault("autoescape", True)
    env = Environment(**options)  # noqa: S701 - the backend and the line above turn escaping on
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.trim_blocks = env.lstrip_blocks = True
    env.install_gettext_callables(newstyle=True, **TRANSLATE)
    env.globals.update(url=url, route=route, static=static_url, field_attrs=field_attrs, **page.GLOBALS)
    env.filters.update(filters.FILTERS, say=say)
    return env
