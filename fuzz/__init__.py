"""Fuzzing: what strangers send, changed at random, through the same functions that the commands call."""
