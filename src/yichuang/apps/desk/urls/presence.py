"""Slips for leave and going out, who is away, posts found left."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import off_post, slips

urlpatterns: list[URLPattern] = [
    path("slips/", slips.slips, name="slips"),
    path("slips.xlsx", slips.slips_xlsx, name="slips_xlsx"),
    path("slips/new/", slips.slip_new, name="slip_new"),
    path("slips/<int:pk>/", slips.slip, name="slip"),
    path("slips/<int:pk>/approve/", slips.slip_approve, name="slip_approve"),
    path("slips/<int:pk>/refuse/", slips.slip_refuse, name="slip_refuse"),
    path("slips/<int:pk>/withdraw/", slips.slip_withdraw, name="slip_withdraw"),
    path("slips/<int:pk>/return/", slips.slip_return, name="slip_return"),
    path("whereabouts/", slips.whereabouts, name="whereabouts"),
    path("off-post/", off_post.off_post, name="off_post"),
    path("off-post.xlsx", off_post.off_post_xlsx, name="off_post_xlsx"),
    path("off-post/new/", off_post.off_post_new, name="off_post_new"),
    path("off-post/<int:pk>/", off_post.off_post_record, name="off_post_record"),
    path("off-post/<int:pk>/seen-back/", off_post.off_post_seen_back, name="off_post_seen_back"),
    path("off-post/<int:pk>/withdraw/", off_post.off_post_withdraw, name="off_post_withdraw"),
]
