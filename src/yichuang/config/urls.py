"""The root addresses. `yichuang serve --face public|staff|all` leaves the other face out altogether."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

Routes = list[URLPattern | URLResolver]


def _public() -> Routes:
    return [path("", include("yichuang.apps.portal.urls")), path("", include("yichuang.apps.screens.urls"))]


def _staff() -> Routes:
    return [
        path("desk/", include("yichuang.apps.desk.urls")),
        path("staff/", include("yichuang.apps.organization.urls")),
        path("staff/", include("yichuang.apps.oversight.urls")),
        path("staff/audit/", include("yichuang.apps.audit.urls")),
    ]


FACES = {"public": (_public,), "staff": (_staff,), "all": (_staff, _public)}

urlpatterns = [path("choices/", include("yichuang.ui.urls"))]
for face in FACES[settings.FACE]:
    urlpatterns += face()

handler400 = "yichuang.config.errors.bad_request"
handler403 = "yichuang.config.errors.forbidden"
handler404 = "yichuang.config.errors.not_found"
handler500 = "yichuang.config.errors.broken"
