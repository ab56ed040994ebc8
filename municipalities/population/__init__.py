"""Lists of municipalities and their inhabitants: read from a file, stored in the tables."""
