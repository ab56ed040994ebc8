"""The settings of the application, with an empty view beside its addresses to measure against."""

from config.settings import *  # noqa: F403  # settings are names in a module

ROOT_URLCONF = "benchmarks.urls"
