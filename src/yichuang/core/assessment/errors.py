"""What the assessment says when a finding or a figure cannot be scored."""

from yichuang.core.sentences import CoreError


class AssessmentError(CoreError):
    """A question that cannot be scored."""
