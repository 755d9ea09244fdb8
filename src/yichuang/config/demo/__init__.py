"""A lived-in quarter for the sample hall, made through the real commands; the same for the same last day."""

from yichuang.config.demo.quarter import Quarter, live

__all__ = ["Quarter", "live"]
