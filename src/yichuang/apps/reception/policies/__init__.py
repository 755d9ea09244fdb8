"""May this happen at the reception now? Split by subject."""
