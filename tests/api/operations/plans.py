"""Operations on plans."""

from tests.integration.addresses.roles import READ

OPERATIONS = {"api-Plans": {"get": ({}, None, READ)}, "api-Plan": {"get": ({}, None, READ)}}
