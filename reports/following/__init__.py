"""Together in one room: one shows a scenario, others look on from their own device."""
