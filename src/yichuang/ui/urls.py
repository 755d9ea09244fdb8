from django.urls import path

from yichuang.ui import views

urlpatterns = [
    path("language/", views.choose_language, name="choose_language"),
    path("large-type/", views.choose_large_type, name="choose_large_type"),
]
