"""Why an article cannot be read now."""


class AskError(Exception):
    """A question got no answer that could be used, or may not be asked; the text says why and what to do.

    It never holds anything that the server wrote, for that may be the key, or the article again.
    """
