"""Scans and photos that belong to something: checked, made anew, stored sealed and once, never changed.

Doors: `intake.read` before the transaction, the step `commands.keep` within it, `queries.of_subject` and
`queries.content_of` to show. Who may see one is decided by the app of its subject.
"""
