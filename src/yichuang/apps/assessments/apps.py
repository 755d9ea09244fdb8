from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "yichuang.apps.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
