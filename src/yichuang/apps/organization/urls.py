from django.urls import path

from yichuang.apps.organization import views

app_name = "organization"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("people/", views.people, name="people"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/reset/", views.person_reset, name="person_reset"),
    path("people/<int:pk>/identity/", views.person_identity, name="person_identity"),
    path("people/<int:pk>/active/", views.person_active, name="person_active"),
    path("people/<int:pk>/roles/", views.person_roles, name="person_roles"),
    path("people/<int:pk>/unlock/", views.person_unlock, name="person_unlock"),
    path("absences/", views.absences, name="absences"),
]
