from yichuang.core.sentences import N_, Sentence, sentence

Said = str | Sentence


class RulebookError(Exception):
    """A file of the rules cannot be used: names the file, the key, what is wrong and what to do about it.

    `sentences` are problem and remedy filled with the `facts`; `advice` joins them and `sentence` names the place too.
    `problem` and `remedy` are the two in English.
    """

    def __init__(self, file: str, key: str, problem: Said, remedy: Said, /, **facts: object) -> None:
        self.file, self.key, self.facts = file, key, facts
        self.sentences = sentence(problem, facts), sentence(remedy, facts)
        self.problem, self.remedy = map(str, self.sentences)
        self.advice = advice(*self.sentences)
        self.sentence = Sentence(N_("%(file)s: %(key)s: %(advice)s"), {"file": file, "key": key, "advice": self.advice})
        super().__init__(str(self.sentence))


def advice(problem: Sentence, remedy: Sentence) -> Sentence:
    """What is wrong and what to do about it, in one line."""
    return Sentence(N_("%(problem)s. %(remedy)s."), {"problem": problem, "remedy": remedy})
