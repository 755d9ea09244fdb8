"""Scans and photos from outside, made anew: what comes in is read by its content, what goes on was written here."""

from yichuang.integrations.scans.apart import clean_apart
from yichuang.integrations.scans.values import BadScan, Bounds, Cleaned, ScanFault

__all__ = ["BadScan", "Bounds", "Cleaned", "ScanFault", "clean_apart"]
