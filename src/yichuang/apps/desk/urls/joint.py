"""Joint cases: their acts and their register."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import joint

urlpatterns: list[URLPattern] = [
    path("joint/", joint.joint_cases, name="joint_cases"),
    path("joint.xlsx", joint.joint_cases_xlsx, name="joint_cases_xlsx"),
    path("cases/<int:pk>/joint/open/", joint.open_joint, name="joint_open"),
    path("cases/<int:pk>/joint/add/", joint.add, name="joint_add"),
    path("cases/<int:pk>/joint/coordinate/", joint.coordinate, name="joint_coordinate"),
    path("cases/<int:pk>/joint/explain/", joint.explain, name="joint_explain"),
    path("cases/<int:pk>/joint/contact/", joint.contact, name="joint_contact"),
    path("cases/<int:pk>/joint/begin/", joint.begin, name="joint_begin"),
    path("cases/<int:pk>/joint/finish/", joint.finish, name="joint_finish"),
]
