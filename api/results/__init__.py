"""What is computed: results, findings and explanations of a plan, a fixed version or a scenario."""
