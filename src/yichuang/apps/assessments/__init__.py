"""The quarterly assessment of the windows (D2): findings, sheets."""
