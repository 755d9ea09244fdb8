"""Kinds of cases: instant, forwarded, petitions; calls by telephone; service past closing time."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import forwarding, kinds, overtime, petition_register, petitions, phone

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/countdown/", kinds.countdown_now, name="countdown"),
    path("cases/<int:pk>/promise-instead/", kinds.promise_instead, name="promise_instead"),
    path("cases/<int:pk>/forward/", forwarding.forward, name="forward"),
    path("cases/<int:pk>/take-back/", forwarding.take_back, name="take_back"),
    path("forwardings/", forwarding.forwardings, name="forwardings"),
    path("forwardings.xlsx", forwarding.forwardings_xlsx, name="forwardings_xlsx"),
    path("visits/<int:pk>/petition/<str:code>/", petitions.petition_new, name="petition_new"),
    path("cases/<int:pk>/assess/", petitions.assess_petition, name="assess_petition"),
    path("cases/<int:pk>/decide-petition/", petitions.decide_petition, name="decide_petition"),
    path("cases/<int:pk>/disturbance/", petitions.note_disturbance, name="note_disturbance"),
    path("cases/<int:pk>/disturbance/verify/", petitions.verify_disturbance, name="verify_disturbance"),
    path("petitions/", petition_register.petitions, name="petitions"),
    path("petitions.xlsx", petition_register.petitions_xlsx, name="petitions_xlsx"),
    path("phone/", phone.phone_entries, name="phone_entries"),
    path("phone.xlsx", phone.phone_entries_xlsx, name="phone_entries_xlsx"),
    path("phone/new/", phone.phone_new, name="phone_new"),
    path("phone/<int:pk>/", phone.phone_entry, name="phone_entry"),
    path("phone/<int:pk>/pass/", phone.phone_pass, name="phone_pass"),
    path("phone/<int:pk>/settle/", phone.phone_settle, name="phone_settle"),
    path("phone/<int:pk>/contact/", phone.phone_contact, name="phone_contact"),
    path("overtime/", overtime.overtime, name="overtime"),
    path("overtime.xlsx", overtime.overtime_xlsx, name="overtime_xlsx"),
]
