"""How pages and feeds are fetched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Limits and manners of fetching.

    ``seconds`` bounds one request as a whole, from the connection to the last byte; ``size`` the body in bytes,
    also after decompression; ``redirects`` how many are followed; ``pages`` how many pages one feed or sitemap
    may lead to. ``pause`` is the least time between two requests to one host, in seconds; ``patience`` the
    longest wait that a busy host is granted at once, before its pages are put off.

    ``private`` allows addresses of this machine and of private networks. ``from_feed`` takes the text that
    stands in a feed where that is whole, and fetches the page only where it is not.
    """

    seconds: float = 30.0
    size: int = 20_000_000
    redirects: int = 5
    pages: int = 1_000
    pause: float = 1.0
    patience: float = 10.0
    private: bool = False
    from_feed: bool = False
