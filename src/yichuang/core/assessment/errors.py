"""What the assessment says when a finding or a figure cannot be scored."""


class AssessmentError(ValueError):
    """A question that cannot be scored; `code` is stable, the text is one line with cause and remedy."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(sentence)
        self.code = code
