from yichuang.config.answering import AnsweringCommand
from yichuang.rulebook.score_command import run


class Command(AnsweringCommand):
    help = "Reads one JSON object (rulebook, window, period, findings, ...) on standard input and prints its score."
    run = staticmethod(run)
