"""Every change is a named verb: keyword-only, told who and when, with a docstring, and one audit entry by its frame."""

import importlib
import inspect
import pkgutil

import pytest

import yichuang.apps

MODULES = [
    name for _, name, _ in pkgutil.walk_packages(yichuang.apps.__path__, "yichuang.apps.") if ".commands" in name
]
# Reads that live beside the commands they serve, and makers of values.
NO_COMMANDS = {"one_time_password", "series", "haystack"}


def public_functions():
    for module in map(importlib.import_module, MODULES):
        for name, thing in vars(module).items():
            if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_"):
                yield pytest.param(thing, id=f"{module.__name__[14:]}.{name}")


@pytest.mark.parametrize(
    "function", [param for param in public_functions() if param.values[0].__name__ not in NO_COMMANDS]
)
def test_public_functions_are_commands_or_steps(function):
    assert getattr(function, "is_command", False) or getattr(function, "is_step", False)
    assert inspect.getdoc(function), "a door has a docstring"


@pytest.mark.parametrize(
    "function", [param for param in public_functions() if getattr(param.values[0], "is_command", False)]
)
def test_commands_take_keywords_and_the_time(function):
    parameters = inspect.signature(function).parameters
    assert "now" in parameters
    assert all(one.kind in (one.KEYWORD_ONLY, one.VAR_KEYWORD) for one in parameters.values())


def test_there_are_commands_to_look_at():
    assert len(list(public_functions())) > 30
