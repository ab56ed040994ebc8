"""Which version of the API this is.  Every answer has the whole number; addresses have the first part."""

API_VERSION = "1.0.0"
VERSION_HEADER = "API-Version"
PREFIX = "/api/v1/"
