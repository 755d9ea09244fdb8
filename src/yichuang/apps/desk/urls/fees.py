"""Fees, their tickets, waivers and irregularities."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import fee_acts, fees, ticket_books

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/fees/charge/", fee_acts.charge_fee, name="charge_fee"),
    path("cases/<int:pk>/fees/reverse/", fee_acts.reverse_fee, name="reverse_fee"),
    path("cases/<int:pk>/fees/ask-waiver/", fee_acts.ask_waiver, name="ask_waiver"),
    path("cases/<int:pk>/fees/decide-waiver/", fee_acts.decide_waiver, name="decide_waiver"),
    path("fees/", fees.fees, name="fees"),
    path("fees/<int:pk>/", fees.fee, name="fee"),
    path("fee-waivers/<int:pk>/", fees.fee_waiver, name="fee_waiver"),
    path("fee-irregularities/<int:pk>/", fees.fee_irregularity, name="fee_irregularity"),
    path("fees.xlsx", fees.fees_xlsx, name="fees_xlsx"),
    path("fee-waivers.xlsx", fees.fee_waivers_xlsx, name="fee_waivers_xlsx"),
    path("fee-irregularities.xlsx", fees.fee_irregularities_xlsx, name="fee_irregularities_xlsx"),
    path("ticket-books.xlsx", ticket_books.ticket_books_xlsx, name="ticket_books_xlsx"),
    path("fee-waivers/", fees.fee_waivers, name="fee_waivers"),
    path("fee-irregularities/", fees.fee_irregularities, name="fee_irregularities"),
    path("ticket-books/", ticket_books.ticket_books, name="ticket_books"),
    path("ticket-books/<int:pk>/", ticket_books.ticket_book, name="ticket_book"),
]
