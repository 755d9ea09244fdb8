from django.urls import path

from yichuang.apps.portal.views import guide, ledger, papers, progress, rating, ticket

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
    path("t/<str:token>/", ticket.ticket, name="ticket"),
]
