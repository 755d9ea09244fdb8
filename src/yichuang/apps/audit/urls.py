from django.urls import path

from yichuang.apps.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("check/", views.check, name="check"),
]
