"""Lights, words, reminders; overdue cases and apologies."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import lights, overdue

urlpatterns: list[URLPattern] = [
    path("lights/", lights.lights, name="lights"),
    path("lights/export/", lights.lights_xlsx, name="lights_xlsx"),
    path("lights/unexplained/", lights.unexplained, name="unexplained"),
    path("cases/<int:pk>/word/", lights.say_word, name="say_word"),
    path("reminders/", lights.reminders, name="reminders"),
    path("overdue/", overdue.overdue, name="overdue"),
    path("overdue/export/", overdue.overdue_xlsx, name="overdue_xlsx"),
    path("cases/<int:pk>/apologise/", overdue.apologise, name="apologise"),
    path("cases/<int:pk>/serious/", overdue.mark_serious, name="mark_serious"),
]
