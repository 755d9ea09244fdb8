from django.urls import path

from yichuang.apps.portal.views import (
    booked,
    booking,
    guide,
    ledger,
    model_windows,
    papers,
    progress,
    rating,
    roster,
    ticket,
)

app_name = "portal"
urlpatterns = [
    path("", guide.home, name="home"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<str:code>/", guide.item, name="item"),
    path("progress/", progress.progress, name="progress"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("v/", papers.verify_enter, name="verify_enter"),
    path("v/<str:code>/", papers.verify, name="verify"),
    path("rate/", rating.rate_enter, name="rate_enter"),
    path("rate/<str:code>/", rating.rate, name="rate"),
    path("book/", booking.book, name="book"),
    path("book/find/", booked.find, name="book_find"),
    path("book/home/", booking.book_home, name="book_home"),
    path("book/<slug:code>/", booking.book_window, name="book_window"),
    path("b/<str:token>/", booked.booking, name="booking"),
    path("b/<str:token>/cancel/", booked.cancel, name="booking_cancel"),
    path("duty/", roster.roster, name="roster"),
    path("model-windows/", model_windows.model_windows, name="model_windows"),
    path("t/<str:token>/", ticket.ticket, name="ticket"),
]
