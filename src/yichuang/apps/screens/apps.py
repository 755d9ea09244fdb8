from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "yichuang.apps.screens"
    label = "screens"
    default_auto_field = "django.db.models.BigAutoField"
