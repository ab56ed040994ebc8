"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, include, path

from reports.imports import files, one_file

file_urls = [
    path("", one_file.import_page, name="import"),
    path("indeling/", one_file.import_mapping, name="import_mapping"),
    path("antwoorden/", one_file.import_answers, name="import_answers"),
    path("overnemen/", one_file.import_apply, name="import_apply"),
    path("weg/", files.import_drop, name="import_drop"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("importeren/", files.imports, name="imports"),
    path("importeren/<int:file>/", include(file_urls)),
    path("importeren/indelingen/<int:mapping>/vergeten/", files.mapping_forget, name="mapping_forget"),
]
