"""The Jinja2 environment behind every page: languages, filters and the little a template may ask for."""

from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import Environment

from yichuang.ui import filters, page
from yichuang.ui.widgets import field_attrs

TRANSLATE = {
    "gettext": translation.gettext,
    "ngettext": translation.ngettext,
    "pgettext": translation.pgettext,
    "npgettext": translation.npgettext,
}


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of the route `name`; raise NoReverseMatch when there is none."""
    return reverse(name, args=args, kwargs=kwargs)


def route(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of the route `name`, or "" on a face that does not serve it (`serve --face public`)."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
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
    env.globals.update(url=url, route=route, static=static, field_attrs=field_attrs, **page.GLOBALS)
    env.filters.update(filters.FILTERS)
    return env
