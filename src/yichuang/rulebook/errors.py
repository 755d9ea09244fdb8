from typing import Any


class RulebookError(Exception):
    """A file of the rules cannot be used: names the file, the key, what is wrong and what to do about it.

    `problem` and `remedy` are filled with the `facts`; `sentences` are the two as they were written, to be translated.
    """

    def __init__(self, file: str, key: str, problem: str, remedy: str, /, **facts: Any) -> None:
        self.sentences = (problem, remedy)
        self.facts = facts
        self.problem, self.remedy = (one % facts if facts else one for one in self.sentences)
        super().__init__(f"{file}: {key}: {self.problem}. {self.remedy}.")
        self.file = file
        self.key = key
