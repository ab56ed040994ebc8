"""The figures that the README quotes, and what measures them: ``make bench``."""
