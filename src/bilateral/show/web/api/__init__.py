"""The JSON API beside the pages: the same record, guard and connections, under ``/api/v1``."""

from bilateral.show.web.api.app import PREFIX, make_api
from bilateral.show.web.api.document import make_document

__all__ = ["PREFIX", "make_api", "make_document"]
