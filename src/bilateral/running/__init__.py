"""The whole way over Parquet, for any amount: on one machine or on a cluster, stage by stage, without a record."""

from bilateral.running.run import RunOptions, RunSummary, run

__all__ = ["RunOptions", "RunSummary", "run"]
