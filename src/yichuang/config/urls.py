"""The root addresses. `yichuang serve --face public|staff|all` leaves the other face out altogether."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

PUBLIC: list[URLPattern | URLResolver] = [
    path("", include("yichuang.apps.portal.urls")),
    path("", include("yichuang.apps.screens.urls")),
]
STAFF: list[URLPattern | URLResolver] = [
    path("desk/", include("yichuang.apps.desk.urls")),
    path("staff/", include("yichuang.apps.organization.urls")),
    path("staff/", include("yichuang.apps.oversight.urls")),
    path("staff/audit/", include("yichuang.apps.audit.urls")),
]
FACES = {"public": PUBLIC, "staff": STAFF, "all": [*STAFF, *PUBLIC]}

urlpatterns = [path("choices/", include("yichuang.ui.urls")), *FACES[settings.FACE]]

handler400 = "yichuang.config.errors.bad_request"
handler403 = "yichuang.config.errors.forbidden"
handler404 = "yichuang.config.errors.not_found"
handler500 = "yichuang.config.errors.broken"
