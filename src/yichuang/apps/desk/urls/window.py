"""The window desk and its registers."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import hub, intake, registers, visits, window

urlpatterns: list[URLPattern] = [
    path("", window.home, name="home"),
    path("sit/", window.sit, name="sit"),
    path("panel/", window.panel, name="panel"),
    path("call/", window.call, name="call"),
    path("tickets/<int:pk>/recall/", window.recall, name="recall"),
    path("tickets/<int:pk>/no-show/", window.no_show, name="no_show"),
    path("tickets/<int:pk>/return/", window.return_ticket, name="return_ticket"),
    path("tickets/<int:pk>/hold/", window.hold, name="hold"),
    path("tickets/<int:pk>/resume/", window.resume, name="resume"),
    path("tickets/<int:pk>/transfer/", window.transfer, name="transfer"),
    path("pause/", window.pause, name="pause"),
    path("reopen/", window.reopen, name="reopen"),
    path("visits/open/", visits.open_visit, name="open_visit"),
    path("visits/<int:pk>/close/", visits.close_visit, name="close_visit"),
    path("visits/<int:pk>/outcome/", visits.outcome, name="outcome"),
    path("visits/<int:pk>/consult/", visits.consult, name="consult"),
    path("visits/<int:pk>/hand-over/", visits.hand_over, name="hand_over"),
    path("visits/<int:pk>/intake/", intake.intake, name="intake"),
    path("visits/<int:pk>/intake/<str:code>/", intake.intake, name="intake"),
    path("visits/<int:pk>/intake/<str:code>/opinion/", intake.opinion, name="opinion"),
    path("registers/", hub.hub, name="registers"),
    path("hand-overs/", registers.hand_overs, name="hand_overs"),
    path("hand-overs/<int:pk>/confirm/", registers.confirm_hand_over, name="confirm_hand_over"),
    path("first-contacts/", registers.first_contacts, name="first_contacts"),
    path("first-contacts/<int:pk>/note/", registers.note_first_contact, name="note_first_contact"),
    path("consultations/", registers.consultations, name="consultations"),
    path("consultations/<int:pk>/answer/", registers.answer_consultation, name="answer_consultation"),
    path("items/", registers.items, name="items"),
    path("items/<str:code>/sheet/", registers.item_sheet, name="item_sheet"),
]
