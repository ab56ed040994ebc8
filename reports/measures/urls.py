"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, include, path

from reports.measures import measures, memorandum, options, streams, structure

measure_urls: list[URLPattern | URLResolver] = [
    path("", measures.measure_page, name="measure"),
    path("wijzigen/", measures.measure_change, name="measure_change"),
    path("beeindigen/", measures.measure_end, name="measure_end"),
    path("verwijderen/", measures.measure_delete, name="measure_delete"),
    path("posten/nieuw/", measures.line_new, name="line_new"),
    path("posten/<slug:line>/wijzigen/", measures.line_change, name="line_change"),
    path("posten/<slug:line>/verwijderen/", measures.line_delete, name="line_delete"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("maatregelen/nieuw/", measures.measure_new, name="measure_new"),
    path("maatregelen/<slug:measure>/", include(measure_urls)),
    path("indeling/", structure.structure, name="structure"),
    path("indeling/verplaatsen/", structure.structure_move, name="structure_move"),
    path("indeling/<slug:goal>/hernoemen/", structure.goal_change, name="goal_change"),
    path("indeling/<slug:goal>/verwijderen/", structure.goal_delete, name="goal_delete"),
    path("opties/", options.options, name="options"),
    path("opties/nieuw/", options.option_new, name="option_new"),
    path("opties/<slug:option>/", options.option_page, name="option"),
    path("opties/<slug:option>/wijzigen/", options.option_change, name="option_change"),
    path("opties/<slug:option>/verwijderen/", options.option_delete, name="option_delete"),
    path("baten/", streams.streams, name="streams"),
    path("baten/nieuw/", streams.stream_new, name="stream_new"),
    path("baten/pm/nieuw/", memorandum.memorandum_new, name="memorandum_new"),
    path("baten/pm/<slug:item>/wijzigen/", memorandum.memorandum_change, name="memorandum_change"),
    path("baten/pm/<slug:item>/verwijderen/", memorandum.memorandum_delete, name="memorandum_delete"),
    path("baten/<str:stream>/wijzigen/", streams.stream_change, name="stream_change"),
    path("baten/<str:stream>/verwijderen/", streams.stream_delete, name="stream_delete"),
    path("baten/taakstellingen/nieuw/", streams.target_new, name="target_new"),
    path("baten/taakstellingen/<slug:target>/wijzigen/", streams.target_change, name="target_change"),
    path("baten/taakstellingen/<slug:target>/verwijderen/", streams.target_delete, name="target_delete"),
]
