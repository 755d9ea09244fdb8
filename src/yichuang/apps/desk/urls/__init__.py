from yichuang.apps.desk.urls import cases, fees, instructions, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *fees.urlpatterns,
    *instructions.urlpatterns,
]
