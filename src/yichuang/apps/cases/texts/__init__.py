"""What the notices of a case say, split by subject."""

from yichuang.apps.cases.texts.assignments import result_report
from yichuang.apps.cases.texts.standard import acceptance, completion, ending, extension, promise, supplement

__all__ = ["acceptance", "completion", "ending", "extension", "promise", "result_report", "supplement"]
