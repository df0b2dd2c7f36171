"""How a stage runs: in this process, in several, or on a cluster. The output is the same, byte for byte."""

from bilateral.engine.interface import ENGINES, Engine, open_engine
from bilateral.engine.local import map_batches

__all__ = ["ENGINES", "Engine", "map_batches", "open_engine"]
