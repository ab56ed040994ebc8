"""Pages on which goals, measures, lines, options, streams and targets are edited."""
