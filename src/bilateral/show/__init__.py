"""The record made readable: the dossier of two actors in a terminal, as a page and as JSON."""

from bilateral.show.dossier import Dossier, Line, Period, Quote, make_dossier

__all__ = ["Dossier", "Line", "Period", "Quote", "make_dossier"]
