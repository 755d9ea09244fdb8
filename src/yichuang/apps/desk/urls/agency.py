"""Agencies: their acts and their register."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import agency

urlpatterns: list[URLPattern] = [
    path("agencies/", agency.agencies, name="agencies"),
    path("agencies.xlsx", agency.agencies_xlsx, name="agencies_xlsx"),
    path("cases/<int:pk>/agency/appoint/", agency.appoint, name="agency_appoint"),
    path("cases/<int:pk>/agency/end/", agency.end, name="agency_end"),
]
