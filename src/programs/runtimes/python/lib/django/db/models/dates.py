"""Fields of days and times."""
from datetime import date, datetime, time, timedelta, timezone
from django.core.exceptions import ValidationError
from django.db.models.fields import Field
def _aware():
    from django.conf import settings
    return settings.USE_TZ
class DateField(Field):
    kind = 'DateField'
    def __init__(self, verbose_name=None, auto_now=False, auto_now_add=False, **given):
        super().__init__(verbose_name, **given)
        self.auto_now, self.auto_now_add = auto_now, auto_now_add
        if auto_now: self.given['auto_now'] = True
        if auto_now_add: self.given['auto_now_add'] = True
        if auto_now or auto_now_add: self.editable, self.blank = False, True
    def _now(self): return date.today()
    def pre_save(self, thing, add):
        if self.auto_now or (self.auto_now_add and add): setattr(thing, self.attname, self._now())
        return getattr(thing, self.attname)
    def to_db(self, value, vendor):
        if value is None: return None
        if isinstance(value, str): value = self.to_python(value)
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    def from_db(self, value): return date.fromisoformat(value[:10]) if isinstance(value, str) else value
    def to_python(self, value):
        try: return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError: raise ValidationError('“%s” value has an invalid date format. It must be in YYYY-MM-DD format.' % value)
class DateTimeField(DateField):
    kind = 'DateTimeField'
    def _now(self):
        from django.utils import timezone as zone
        return zone.now()
    def to_db(self, value, vendor):
        if value is None: return None
        if isinstance(value, str): value = self.to_python(value)
        if not isinstance(value, datetime): value = datetime(value.year, value.month, value.day)
        if vendor == 'postgresql': return value.isoformat(' ') if value.tzinfo else value.isoformat(' ') + ('+00:00' if _aware() else '')
        return (value.astimezone(timezone.utc).replace(tzinfo=None) if value.tzinfo else value).isoformat(' ')
    def from_db(self, value):
        if not isinstance(value, str): return value
        at = value.replace('T', ' ')
        for sign in '+-':
            cut = at.find(sign, 11)
            if cut > 0: at = at[:cut]
        made = datetime.fromisoformat(_padded(at))
        return made.replace(tzinfo=timezone.utc) if _aware() else made
    def to_python(self, value):
        if isinstance(value, str):
            try: return datetime.fromisoformat(value)
            except ValueError: raise ValidationError('“%s” value has an invalid format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] format.' % value)
        return value
def _padded(text):
    head, dot, part = text.partition('.')
    return head + dot + (part + '000000')[:6] if dot else head
class TimeField(DateField):
    kind = 'TimeField'
    def _now(self): return datetime.now().time()
    def to_db(self, value, vendor): return None if value is None else str(value)
    def from_db(self, value): return time.fromisoformat(_padded(value)) if isinstance(value, str) else value
    def to_python(self, value): return self.from_db(value)
class DurationField(Field):
    kind = 'DurationField'
    def to_db(self, value, vendor): return None if value is None else value // timedelta(microseconds=1)
    def from_db(self, value): return timedelta(microseconds=int(value)) if value is not None else None
