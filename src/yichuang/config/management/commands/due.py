from yichuang.config.answering import AnsweringCommand
from yichuang.rulebook.due_command import run


class Command(AnsweringCommand):
    help = "Reads one JSON object (start, limit, hall, ...) on standard input and prints its due time with the working."
    run = staticmethod(run)
