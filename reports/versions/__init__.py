"""Fixed versions: making, opening, comparing, and beginning a new plan from one."""
