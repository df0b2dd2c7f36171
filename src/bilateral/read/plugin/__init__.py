"""Readers that others bring: found by entry point, opened with options, and trusted no further than their words."""

from bilateral.read.plugin.choice import BUILTIN, GROUP, OpenReader, ReaderChoice, open_reader
from bilateral.read.plugin.interface import Found, Reader, Terms

__all__ = ["BUILTIN", "GROUP", "Found", "OpenReader", "Reader", "ReaderChoice", "Terms", "open_reader"]
