"""What is fetched: pages, feeds and sitemaps, within limits and with manners."""

from bilateral.collect.web.options import WebOptions
from bilateral.collect.web.reading import is_address, read_address
from bilateral.collect.web.visit import Visitor

__all__ = ["Visitor", "WebOptions", "is_address", "read_address"]
