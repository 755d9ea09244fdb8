"""What the server runs."""

import gc
import os

import yichuang.config  # noqa: F401 - puts the right SQLite in place first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

# What is loaded now stays; looking through it again and again for garbage would cost a tenth of every request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 50, 100)
