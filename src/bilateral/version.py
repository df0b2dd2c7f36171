"""The version of this package, which is also that of its reader: articles read by another one are read anew."""

from importlib.metadata import version

VERSION = version("bilateral")
