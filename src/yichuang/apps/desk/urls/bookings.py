"""Bookings, absent handlers, duty on days off, follow-ups."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import away, booking_acts, bookings, followups, roster

urlpatterns: list[URLPattern] = [
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/arrival/", bookings.arrival, name="arrival"),
    path("bookings/new/", bookings.new, name="booking_new"),
    path("bookings/register/", bookings.register, name="bookings_register"),
    path("bookings/register.xlsx", bookings.register_xlsx, name="bookings_xlsx"),
    path("bookings/<int:pk>/", booking_acts.booking, name="booking"),
    path("bookings/<int:pk>/arrange/", booking_acts.arrange, name="booking_arrange"),
    path("bookings/<int:pk>/confirm/", booking_acts.confirm, name="booking_confirm"),
    path("bookings/<int:pk>/cancel/", booking_acts.cancel, name="booking_cancel"),
    path("bookings/<int:pk>/outcome/", booking_acts.outcome, name="booking_outcome"),
    path("bookings/<int:pk>/check-in/", booking_acts.check_in, name="booking_check_in"),
    path("bookings/<int:pk>/contact/", booking_acts.contact, name="booking_contact"),
    path("away/", away.register, name="away"),
    path("visits/<int:pk>/away/", away.new, name="away_new"),
    path("roster/", roster.roster, name="roster"),
    path("roster/add/", roster.add, name="roster_add"),
    path("roster/<int:pk>/remove/", roster.remove, name="roster_remove"),
    path("roster/call/", roster.call, name="callout_new"),
    path("roster/calls/<int:pk>/", roster.callout, name="callout"),
    path("roster/calls/<int:pk>/there/", roster.callout_there, name="callout_there"),
    path("roster/calls/<int:pk>/close/", roster.callout_close, name="callout_close"),
    path("follow-ups/", followups.register, name="follow_ups"),
    path("follow-ups.xlsx", followups.register_xlsx, name="follow_ups_xlsx"),
    path("follow-ups/<int:pk>/", followups.follow_up, name="follow_up"),
]
