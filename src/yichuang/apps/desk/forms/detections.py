"""What is typed when a finding is kept although the records changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.case_acts import text


class KeepForm(forms.Form):
    reason = text(_("Why it is kept"), 300)
