"""The library that the functions share."""

from musicservice import starting

starting.begin()
