"""Score sheets of the windows: the quarter, one sheet, what may be done with it."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import sheet, sheets

ONE = "sheets/<str:quarter>/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/export/", sheets.sheets_xlsx, name="sheets_xlsx"),
    path("sheets/paper/", sheets.sheets_pdf, name="sheets_pdf"),
    path("sheets/finalise/", sheets.finalise, name="sheets_finalise"),
    path("sheets/publish/", sheets.publish, name="sheets_publish"),
    path("sheets/objections/<int:pk>/answer/", sheet.answer, name="sheet_answer"),
    path(ONE, sheet.sheet, name="sheet"),
    path(f"{ONE}json/", sheet.sheet_json, name="sheet_json"),
    path(f"{ONE}paper/", sheet.sheet_pdf, name="sheet_pdf"),
    path(f"{ONE}difference/", sheet.difference, name="sheet_difference"),
    path(f"{ONE}object/", sheet.object_to, name="sheet_object"),
    path(f"{ONE}again/", sheet.rescore, name="sheet_rescore"),
]
