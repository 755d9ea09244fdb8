"""Stock of guides and forms, archives, loans."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import archives, loans, stock

urlpatterns: list[URLPattern] = [
    path("stock/", stock.stock, name="stock"),
    path("stock.xlsx", stock.stock_xlsx, name="stock_xlsx"),
    path("stock/<int:pk>/", stock.stock_card, name="stock_card"),
    path("stock/<int:pk>/low-water/", stock.stock_low_water, name="stock_low_water"),
    path("stock/<int:pk>/retire/", stock.stock_retire, name="stock_retire"),
    path("archives/", archives.archives, name="archives"),
    path("archives.xlsx", archives.archives_xlsx, name="archives_xlsx"),
    path("archives/due/", archives.archives_due, name="archives_due"),
    path("archives/<int:pk>/", archives.archive, name="archive"),
    path("archives/<int:pk>/move/", archives.archive_move, name="archive_move"),
    path("archives/<int:pk>/lost/", archives.archive_lost, name="archive_lost"),
    path("archives/<int:pk>/loan/", archives.loan_ask, name="loan_ask"),
    path("loans/", loans.loans, name="loans"),
    path("loans.xlsx", loans.loans_xlsx, name="loans_xlsx"),
    path("loans/<int:pk>/", loans.loan, name="loan"),
    path("loans/<int:pk>/decide/", loans.loan_decide, name="loan_decide"),
    path("loans/<int:pk>/out/", loans.loan_out, name="loan_out"),
    path("loans/<int:pk>/back/", loans.loan_back, name="loan_back"),
]
