"""Operations on regions."""

from tests.integration.addresses.roles import READ

REGION = {"region": "gooi-en-vechtstreek"}
OPERATIONS = {"api-Regions": {"get": ({}, None, READ)}, "api-Region": {"get": (REGION, None, READ)}}
