"""Yichuang (一窗): the written rules of a public service hall, made to run."""
