"""What municipalities and bodies say about the options: a table, and a form per position."""
