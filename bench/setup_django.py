import os

import yichuang.config  # noqa: F401 - the right SQLite before Django looks for one

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")

import django  # noqa: E402

django.setup()
