"""Every error that Bilateral raises.

BilateralError
├── EvidenceError       a span does not reproduce its quotation
├── SourceError         an input cannot be read at all (missing, not permitted)
│   └── FetchError          what an address leads to cannot be had
├── ActorError          a name or code stands for no known actor
├── DateError           a date given by the user is no date
├── PipelineError       no English pipeline is installed
├── ReaderError         a plugged-in reader is not there, or cannot be opened with its options
├── QuestionError       a record is asked for what there is not (also a ValueError)
├── ExtraError          an optional library is not installed
├── JudgementError      a judgement cannot be made as asked
├── EngineError         an engine cannot run, or its workers die again and again
├── FolderError         a folder cannot serve for a run, or holds none that is done
├── ExportError         the record cannot be written in another form as asked
├── ServeError          the pages cannot be served as asked
└── RecordError         the record cannot serve
    ├── NotARecordError     the file is something else
    ├── NewerRecordError    the record was written by a later version
    ├── RecordBusyError     another writer held the record too long
    └── RecordWriteError    the record cannot be written (read-only, disk full)

Beside them stands one warning, `NewerRecordWarning`: the record was written by a later version, and is read as far as
this one knows its tables.
"""


class BilateralError(Exception):
    """Base of all errors of this package; its text can be shown to the user as it is."""


class EvidenceError(BilateralError):
    """A span does not reproduce its quotation in the article's text."""


class SourceError(BilateralError):
    """An input cannot be read at all."""


class FetchError(SourceError):
    """What an address leads to cannot be had.

    ``reason`` is the fixed word of the problem row that it becomes; ``again`` says whether a later try may do, and
    ``after`` how many seconds the other side asks to wait before it.
    """

    def __init__(self, reason: str, detail: str, *, again: bool = False, after: float = 0) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.again, self.after = reason, detail, again, after


class ActorError(BilateralError):
    """A name or code stands for no known actor."""


class DateError(BilateralError):
    """A date given by the user is no date."""


class PipelineError(BilateralError):
    """No spaCy pipeline for English is installed."""


class ReaderError(BilateralError):
    """A plugged-in reader is not there, is offered twice, or cannot be opened with the options given."""


class QuestionError(BilateralError, ValueError):
    """A record is asked for what there is not: no such kind, status or rule, or a part that cannot be asked for so."""


class ExtraError(BilateralError):
    """A library that only some functions need is not installed; the message says how to install it."""


class JudgementError(BilateralError):
    """A judgement cannot be made as asked: no such entry or mention, no such field or value."""


class EngineError(BilateralError):
    """An engine cannot run the work: it is not installed or not to be reached, or its workers die again and again."""


class FolderError(BilateralError):
    """A folder cannot serve for a run over Parquet, or holds none that is done."""


class ExportError(BilateralError):
    """The record cannot be written in another form as asked: no such form, or the place is taken."""


class ServeError(BilateralError):
    """The pages cannot be served as asked, or a request to them cannot be answered."""


class RecordError(BilateralError):
    """The record cannot serve."""


class NotARecordError(RecordError):
    """The file exists and is no record."""


class NewerRecordError(RecordError):
    """The record was written by a later version of Bilateral."""


class RecordBusyError(RecordError):
    """Another writer held the record for longer than the time allowed."""


class RecordWriteError(RecordError):
    """The record cannot be written."""


class NewerRecordWarning(UserWarning):
    """The record was written by a later version of Bilateral, and is read as far as this one knows its tables."""
