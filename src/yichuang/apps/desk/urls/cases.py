from django.urls import URLPattern, path

from yichuang.apps.desk.views import case_acts, cases, due, find, notices, todo

urlpatterns: list[URLPattern] = [
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/due/", due.case_due, name="case_due"),
    path("cases/<int:pk>/due.json", due.case_due_json, name="case_due_json"),
    path("cases/<int:pk>/decide/", case_acts.decide_again, name="decide_again"),
    path("cases/<int:pk>/handle/", case_acts.handle, name="handle"),
    path("cases/<int:pk>/review/", case_acts.review, name="review"),
    path("cases/<int:pk>/approve/", case_acts.approve, name="approve"),
    path("cases/<int:pk>/send-back/", case_acts.send_back, name="send_back"),
    path("cases/<int:pk>/refuse/", case_acts.refuse, name="refuse"),
    path("cases/<int:pk>/extend/", case_acts.extend, name="extend"),
    path("cases/<int:pk>/complete/", case_acts.complete, name="complete"),
    path("cases/<int:pk>/complete-instant/", case_acts.complete_instant, name="complete_instant"),
    path("cases/<int:pk>/reveal/", case_acts.reveal, name="reveal"),
    path("todo/", todo.todo, name="todo"),
    path("find/", find.find, name="find"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/pdf/", notices.notice_pdf, name="notice_pdf"),
    path("notices/<int:pk>/printed/", notices.notice_printed, name="notice_printed"),
    path("notices/<int:pk>/revoke/", notices.notice_revoke, name="notice_revoke"),
]
