"""A visitor's session: read when it is asked for, kept in the database when it has changed."""
import base64, json
class SessionStore:
    def __init__(self, key=None): self.session_key, self._held, self.modified, self._flushed, self._expiry = key, None, False, False, None
    def _data(self):
        if self._held is None:
            self._held = {}
            if self.session_key:
                from django.contrib.sessions.models import Session
                from django.utils import timezone
                found = Session.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now()).first()
                if found is None: self.session_key = None
                else: self._held = json.loads(base64.b64decode(found.session_data.encode()).decode())
        return self._held
    def save(self):
        from datetime import timedelta
        from django.conf import settings
        from django.contrib.auth.hashers import get_random_string
        from django.contrib.sessions.models import Session
        from django.utils import timezone
        data = self._data()
        if not self.session_key: self.session_key = get_random_string(32, 'abcdefghijklmnopqrstuvwxyz0123456789')
        Session(session_key=self.session_key, session_data=base64.b64encode(json.dumps(data).encode()).decode().strip(), expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)).save()
    def cycle_key(self):
        data = self._data()
        self._drop()
        self._held, self.session_key, self.modified = data, None, True
    def _drop(self):
        from django.contrib.sessions.models import Session
        if self.session_key: Session.objects.filter(session_key=self.session_key).delete()
    def flush(self):
        self._data()
        self._drop()
        self._held, self.session_key, self.modified, self._flushed = {}, None, False, True
    def set_expiry(self, value): self._expiry = value
    def get(self, key, default=None): return self._data().get(key, default)
    def pop(self, key, *default):
        self.modified = True
        return self._data().pop(key, *default)
    def setdefault(self, key, value):
        if key not in self._data(): self[key] = value
        return self._data()[key]
    def update(self, other):
        self._data().update(other)
        self.modified = True
    def keys(self): return self._data().keys()
    def items(self): return self._data().items()
    def __getitem__(self, key): return self._data()[key]
    def __setitem__(self, key, value):
        self._data()[key] = value
        self.modified = True
    def __delitem__(self, key):
        del self._data()[key]
        self.modified = True
    def __contains__(self, key): return key in self._data()
