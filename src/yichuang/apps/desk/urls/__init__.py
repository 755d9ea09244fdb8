from yichuang.apps.desk.urls import attachments, cases, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *attachments.urlpatterns,
]
