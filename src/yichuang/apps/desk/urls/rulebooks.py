"""Rulebooks of the assessment: what is on file, drafts, what was adopted."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import rulebook, rulebooks

urlpatterns: list[URLPattern] = [
    path("rulebooks/", rulebooks.rulebooks, name="rulebooks"),
    path("rulebooks/draft/", rulebooks.draft, name="rulebook_draft"),
    path("rulebooks/adopt/", rulebooks.adopt, name="rulebook_adopt"),
    path("rulebooks/on-file/<slug:number>/", rulebook.on_file, name="rulebook"),
    path("rulebooks/on-file/<slug:number>/toml/", rulebook.on_file_toml, name="rulebook_toml"),
    path("rulebooks/<int:pk>/", rulebook.version, name="rulebook_version"),
    path("rulebooks/<int:pk>/toml/", rulebook.version_toml, name="rulebook_version_toml"),
    path("rulebooks/<int:pk>/rewrite/", rulebook.rewrite, name="rulebook_rewrite"),
    path("rulebooks/<int:pk>/in-force/", rulebook.put_in_force, name="rulebook_force"),
    path("rulebooks/<int:pk>/discard/", rulebook.discard, name="rulebook_discard"),
]
