"""Instructions asked and answered; matters assigned from above."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import assignments, instructions

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/ask-instruction/", instructions.ask_instruction, name="ask_instruction"),
    path("instructions.xlsx", instructions.instructions_xlsx, name="instructions_xlsx"),
    path("assignments.xlsx", assignments.assignments_xlsx, name="assignments_xlsx"),
    path("instructions/", instructions.instructions, name="instructions"),
    path("instructions/<int:pk>/", instructions.instruction, name="instruction"),
    path("instructions/<int:pk>/reply/", instructions.reply_instruction, name="reply_instruction"),
    path("instructions/<int:pk>/told/", instructions.tell_citizen, name="tell_citizen"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/explain/", assignments.explain_assignment, name="explain_assignment"),
    path("assignments/<int:pk>/report/", assignments.report_assignment, name="report_assignment"),
    path("assignments/<int:pk>/close/", assignments.close_assignment, name="close_assignment"),
]
