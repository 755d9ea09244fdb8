"""What the server runs."""

import os

import yichuang.config  # noqa: F401 - puts the right SQLite in place first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
