"""Verdeelsleutels: by what amounts are split over municipalities, and what is split by which."""
