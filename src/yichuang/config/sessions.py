"""Database sessions, read by one plain statement: every request of a signed-in person begins with it."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session

from yichuang.apps.audit.rows import fetch
from yichuang.config import clock


class SessionStore(DatabaseStore):
    """Django's own store; only the look-up is put together once instead of at every request."""

    def _get_session_from_db(self) -> Session | None:
        found = fetch(Session, session_key=self.session_key)
        if found is None or found.expire_date <= clock.now():
            self._session_key = None
            return None
        return found
