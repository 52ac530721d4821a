"""Municipalities, prefectures and neighbours, with their sources, and the survey that brings all of it together."""
