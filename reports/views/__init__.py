"""The pages: fetch what the user may see, check the permission, one action, render."""
