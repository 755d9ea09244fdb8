"""Rulebooks of the assessment: what is on file, drafts, what was adopted."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import rulebook, rulebook_edit, rulebook_texts, rulebooks

urlpatterns: list[URLPattern] = [
    path("rulebooks/", rulebooks.rulebooks, name="rulebooks"),
    path("rulebooks/xlsx/", rulebooks.rulebooks_xlsx, name="rulebooks_xlsx"),
    path("rulebooks/draft/", rulebooks.draft, name="rulebook_draft"),
    path("rulebooks/adopt/", rulebooks.adopt, name="rulebook_adopt"),
    path("rulebooks/on-file/<slug:number>/", rulebook.on_file, name="rulebook"),
    path("rulebooks/on-file/<slug:number>/toml/", rulebook.on_file_toml, name="rulebook_toml"),
    path("rulebooks/<int:pk>/", rulebook.version, name="rulebook_version"),
    path("rulebooks/<int:pk>/toml/", rulebook.version_toml, name="rulebook_version_toml"),
    path("rulebooks/<int:pk>/rewrite/", rulebook.rewrite, name="rulebook_rewrite"),
    path("rulebooks/<int:pk>/head/", rulebook_edit.head, name="rulebook_head"),
    path("rulebooks/<int:pk>/bases/", rulebook_edit.bases, name="rulebook_bases"),
    path("rulebooks/<int:pk>/readings/", rulebook_edit.readings, name="rulebook_readings"),
    path("rulebooks/<int:pk>/once/", rulebook_edit.once, name="rulebook_once"),
    path("rulebooks/<int:pk>/rows/<int:section>/new/", rulebook_edit.row_new, name="rulebook_row_new"),
    path("rulebooks/<int:pk>/rows/<int:section>/<int:row>/", rulebook_edit.row, name="rulebook_row"),
    path("rulebooks/<int:pk>/rows/<int:section>/<int:row>/remove/", rulebook_edit.remove, name="rulebook_row_remove"),
    path("rulebooks/<int:pk>/texts/", rulebook_texts.texts, name="rulebook_texts"),
    path("rulebooks/<int:pk>/texts/<int:number>/take-back/", rulebook_texts.take_back, name="rulebook_take_back"),
    path("rulebooks/<int:pk>/in-force/", rulebook.put_in_force, name="rulebook_force"),
    path("rulebooks/<int:pk>/discard/", rulebook.discard, name="rulebook_discard"),
]
