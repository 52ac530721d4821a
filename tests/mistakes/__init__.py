"""Mistakes that people make in forms, for tests."""

from tests.mistakes.making import Mistake, Mistakes, Place, interfere, relations

__all__ = ["Mistake", "Mistakes", "Place", "interfere", "relations"]
