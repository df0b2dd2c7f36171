"""The pages: a local web app over a record, made on the server, with no request to anywhere else."""

from bilateral.show.web.app import create_app
from bilateral.show.web.server import address_of, serve
from bilateral.show.web.settings import Settings, is_loopback

__all__ = ["Settings", "address_of", "create_app", "is_loopback", "serve"]
