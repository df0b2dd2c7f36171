"""How a stage runs: in this process or in several. The output is the same, byte for byte."""

from bilateral.engine.local import map_batches

__all__ = ["map_batches"]
