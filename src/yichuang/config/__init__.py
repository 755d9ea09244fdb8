"""Settings, root addresses, server entry and the command line.

Importing this package puts the SQLite build that is safe with WAL in the place of the
interpreter's own (ADR 0003), before Django looks for it.
"""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
