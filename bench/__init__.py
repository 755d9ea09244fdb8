"""The measured promises. `python -m bench` prints each figure with its ratio to a limit measured in the same run."""
