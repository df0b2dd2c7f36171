"""The record made readable: the dossier of two actors and the history of an entry."""

from bilateral.show.dossier import Dossier, Line, Quote, make_dossier
from bilateral.show.history import History, Step, make_history

__all__ = ["Dossier", "History", "Line", "Quote", "Step", "make_dossier", "make_history"]
