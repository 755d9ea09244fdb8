class RulebookError(Exception):
    """A file of the rules cannot be used: names the file, the key, what is wrong and what to do about it."""

    def __init__(self, file: str, key: str, problem: str, remedy: str) -> None:
        super().__init__(f"{file}: {key}: {problem}. {remedy}.")
        self.file = file
        self.key = key
        self.problem = problem
        self.remedy = remedy
