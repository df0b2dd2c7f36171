"""Sixteen short reports, written for this project from true facts, by which everything can be tried.

The outlets are invented, and so are the words of unnamed officials and analysts. Among the reports are a copy
with an agency's dateline (03 of 02), a copy with its words swapped (10 of 08), trade figures and counts of
agreements on which two reports differ (02 and 04, 08 and 09), plans (01, 15), denials (12, 16), and claims that
rest on one speaker's word (08, 11).
"""

from pathlib import Path

SAMPLE = Path(__file__).parent / "reports.jsonl"
