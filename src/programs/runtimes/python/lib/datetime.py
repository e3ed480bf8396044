import _dk_dates as _refusals
import time as _time
MINYEAR, MAXYEAR = 1, 9999
_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')
def _leap(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
def _month_days(y, m): return 29 if m == 2 and _leap(y) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m - 1]
def _ordinal(y, m, d): return 365 * (y - 1) + (y - 1) // 4 - (y - 1) // 100 + (y - 1) // 400 + sum(_month_days(y, i) for i in range(1, m)) + d
def _from_ordinal(n):
    y = n * 400 // 146097 + 1
    while _ordinal(y, 1, 1) > n: y -= 1
    while _ordinal(y + 1, 1, 1) <= n: y += 1
    n -= _ordinal(y, 1, 1)
    m = 1
    while n >= _month_days(y, m):
        n -= _month_days(y, m)
        m += 1
    return y, m, n + 1
class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us = ((days + weeks * 7) * 86400 + hours * 3600 + minutes * 60 + seconds) * 1000000 + milliseconds * 1000 + microseconds
        us = int(round(us)) if isinstance(us, float) else us
        self.days, rest = us // 86400000000, us % 86400000000
        self.seconds, self.microseconds = rest // 1000000, rest % 1000000
    def _us(self): return (self.days * 86400 + self.seconds) * 1000000 + self.microseconds
    def total_seconds(self): return self._us() / 1000000
    def __add__(self, other):
        if isinstance(other, timedelta): return timedelta(microseconds=self._us() + other._us())
        if isinstance(other, date): return other + self
        raise _refusals.refused('+', self, other)
    def __sub__(self, other):
        if not isinstance(other, timedelta): raise _refusals.refused('-', self, other)
        return timedelta(microseconds=self._us() - other._us())
    def __neg__(self): return timedelta(microseconds=-self._us())
    def __abs__(self): return timedelta(microseconds=abs(self._us()))
    def __mul__(self, n): return timedelta(microseconds=self._us() * n)
    __rmul__ = __mul__
    def __truediv__(self, n): return self._us() / n._us() if isinstance(n, timedelta) else timedelta(microseconds=self._us() / n)
    def __floordiv__(self, n): return self._us() // n._us() if isinstance(n, timedelta) else timedelta(microseconds=self._us() // n)
    def __mod__(self, other): return timedelta(microseconds=self._us() % other._us())
    def __eq__(self, other): return isinstance(other, timedelta) and self._us() == other._us()
    def __lt__(self, other):
        _refusals.in_order('<', self, other)
        return self._us() < other._us()
    def __le__(self, other):
        _refusals.in_order('<=', self, other)
        return self._us() <= other._us()
    def __gt__(self, other):
        _refusals.in_order('>', self, other)
        return self._us() > other._us()
    def __ge__(self, other):
        _refusals.in_order('>=', self, other)
        return self._us() >= other._us()
    def __hash__(self): return hash(self._us())
    def __bool__(self): return self._us() != 0
    def __str__(self):
        text = '%d:%02d:%02d' % (self.seconds // 3600, self.seconds // 60 % 60, self.seconds % 60) + ('.%06d' % self.microseconds if self.microseconds else '')
        return '%d day%s, %s' % (self.days, '' if abs(self.days) == 1 else 's', text) if self.days else text
    def __repr__(self):
        parts = [name + '=%d' % value for name, value in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if value]
        return 'datetime.timedelta(%s)' % (', '.join(parts) or '0')
class tzinfo: pass
class timezone(tzinfo):
    def __init__(self, offset, name=None): self._offset, self._name = offset, name
    def utcoffset(self, at=None): return self._offset
    def tzname(self, at=None): return self._name or ('UTC' if not self._offset else 'UTC' + _offset_text(self._offset))
    def __str__(self): return self.tzname()
    def __repr__(self): return 'datetime.timezone.utc' if not self._offset else 'datetime.timezone(%r)' % self._offset
    def __eq__(self, other): return isinstance(other, timezone) and self._offset == other._offset
    def __hash__(self): return hash(self._offset)
timezone.utc = UTC = timezone(timedelta(0))
def _offset_text(offset, sep=':'):
    minutes = offset._us() // 60000000
    return '%s%02d%s%02d' % ('-' if minutes < 0 else '+', abs(minutes) // 60, sep, abs(minutes) % 60)
def _strftime(form, y, mo, d, h, mi, s, us, tz):
    n = _ordinal(y, mo, d)
    day, of_year = (n + 6) % 7, n - _ordinal(y, 1, 1) + 1
    table = {'Y': '%04d' % y, 'm': '%02d' % mo, 'd': '%02d' % d, 'H': '%02d' % h, 'M': '%02d' % mi, 'S': '%02d' % s, 'f': '%06d' % us, 'y': '%02d' % (y % 100), 'I': '%02d' % (h % 12 or 12), 'p': 'AM' if h < 12 else 'PM', 'A': _DAYS[day], 'a': _DAYS[day][:3], 'B': _MONTHS[mo - 1], 'b': _MONTHS[mo - 1][:3], 'h': _MONTHS[mo - 1][:3], 'j': '%03d' % of_year, 'e': '%2d' % d, 'w': str((day + 1) % 7), 'u': str(day + 1), 'Z': tz.tzname() if tz else '', 'z': _offset_text(tz.utcoffset(), '') if tz else '', '%': '%', 'n': '\n', 't': '\t', 's': '', 'U': '%02d' % ((of_year + 6 - (day + 1) % 7) // 7), 'W': '%02d' % ((of_year + 6 - day) // 7), '-d': str(d), '-m': str(mo), '-H': str(h), '-I': str(h % 12 or 12), '-M': str(mi), '-S': str(s), '-j': str(of_year)}
    table['F'] = '%04d-%02d-%02d' % (y, mo, d)
    table['T'] = table['X'] = '%02d:%02d:%02d' % (h, mi, s)
    table['R'] = '%02d:%02d' % (h, mi)
    table['D'] = table['x'] = '%02d/%02d/%02d' % (mo, d, y % 100)
    table['c'] = '%s %s %2d %s %d' % (table['a'], table['b'], d, table['T'], y)
    out, i = [], 0
    while i < len(form):
        if form[i] == '%' and i + 1 < len(form):
            i += 1
            key = form[i]
            if key == '-' and i + 1 < len(form):
                i += 1
                key += form[i]
            out.append(table.get(key, '%' + key))
        else: out.append(form[i])
        i += 1
    return ''.join(out)
class date:
    def __init__(self, year, month, day):
        if not 1 <= month <= 12: raise ValueError('month must be in 1..12')
        if not 1 <= day <= _month_days(year, month): raise ValueError('day is out of range for month')
        self.year, self.month, self.day = year, month, day
    @classmethod
    def today(cls): return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, at): return cls(*_from_ordinal(int(at // 86400) + 719163))
    @classmethod
    def fromordinal(cls, n): return cls(*_from_ordinal(n))
    @classmethod
    def fromisoformat(cls, text):
        try: return cls(*[int(p) for p in text.split('-')])
        except (ValueError, TypeError): raise ValueError('Invalid isoformat string: %r' % text)
    def toordinal(self): return _ordinal(self.year, self.month, self.day)
    def weekday(self): return (self.toordinal() + 6) % 7
    def isoweekday(self): return self.weekday() + 1
    def isocalendar(self):
        thursday = date.fromordinal(self.toordinal() - self.weekday() + 3)
        return (thursday.year, (thursday.toordinal() - _ordinal(thursday.year, 1, 1)) // 7 + 1, self.isoweekday())
    def isoformat(self): return '%04d-%02d-%02d' % (self.year, self.month, self.day)
    def ctime(self): return self.strftime('%c')
    def timetuple(self): return _time.struct_time((self.year, self.month, self.day, 0, 0, 0, self.weekday(), self.toordinal() - _ordinal(self.year, 1, 1) + 1, -1))
    def strftime(self, form): return _strftime(form, self.year, self.month, self.day, 0, 0, 0, 0, None)
    def __format__(self, spec): return self.strftime(spec) if spec else str(self)
    def replace(self, year=None, month=None, day=None): return date(year or self.year, month or self.month, day or self.day)
    def __str__(self): return self.isoformat()
    def __repr__(self): return 'datetime.date(%d, %d, %d)' % (self.year, self.month, self.day)
    def _key(self): return (self.year, self.month, self.day)
    def __eq__(self, other): return type(self) is type(other) and self._key() == other._key()
    def __lt__(self, other):
        _refusals.in_order('<', self, other)
        return self._key() < other._key()
    def __le__(self, other):
        _refusals.in_order('<=', self, other)
        return self._key() <= other._key()
    def __gt__(self, other):
        _refusals.in_order('>', self, other)
        return self._key() > other._key()
    def __ge__(self, other):
        _refusals.in_order('>=', self, other)
        return self._key() >= other._key()
    def __hash__(self): return hash(self._key())
    def __add__(self, delta):
        if not isinstance(delta, timedelta): raise _refusals.refused('+', self, delta)
        return date.fromordinal(self.toordinal() + delta.days)
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, date): return timedelta(days=self.toordinal() - other.toordinal())
        if not isinstance(other, timedelta): raise _refusals.refused('-', self, other)
        return self + -other
class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None): self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo
    @classmethod
    def fromisoformat(cls, text): return cls(*[int(p) for p in text.split('.')[0].split(':')])
    def isoformat(self, timespec='auto'): return '%02d:%02d:%02d' % (self.hour, self.minute, self.second) + ('.%06d' % self.microsecond if self.microsecond else '')
    def strftime(self, form): return _strftime(form, 1900, 1, 1, self.hour, self.minute, self.second, self.microsecond, self.tzinfo)
    def __format__(self, spec): return self.strftime(spec) if spec else str(self)
    def __str__(self): return self.isoformat()
    def __repr__(self): return 'datetime.time(%d, %d%s)' % (self.hour, self.minute, ', %d' % self.second if self.second else '')
    def _key(self): return (self.hour, self.minute, self.second, self.microsecond)
    def __eq__(self, other): return self._key() == other._key()
    def __lt__(self, other):
        _refusals.in_order('<', self, other)
        return self._key() < other._key()
    def __hash__(self): return hash(self._key())
class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        super().__init__(year, month, day)
        for value, most, what in ((hour, 23, 'hour'), (minute, 59, 'minute'), (second, 59, 'second')):
            if not 0 <= value <= most: raise ValueError('%s must be in 0..%d' % (what, most))
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(_time.time(), tz)
    @classmethod
    def today(cls): return cls.now()
    @classmethod
    def utcnow(cls): return cls.now()
    @classmethod
    def fromtimestamp(cls, at, tz=None):
        us = int(round(at * 1000000)) + (tz.utcoffset()._us() if tz else 0)
        return cls._from_us(us, tz)
    utcfromtimestamp = fromtimestamp
    @classmethod
    def _from_us(cls, us, tz):
        days, us = us // 86400000000, us % 86400000000
        s = us // 1000000
        return cls(*_from_ordinal(days + 719163), s // 3600, s // 60 % 60, s % 60, us % 1000000, tz)
    @classmethod
    def combine(cls, day, at, tzinfo=None): return cls(day.year, day.month, day.day, at.hour, at.minute, at.second, at.microsecond, tzinfo)
    @classmethod
    def fromordinal(cls, n): return cls(*_from_ordinal(n))
    @classmethod
    def fromisoformat(cls, text):
        try:
            day, tz = text[:10], None
            rest = text[11:]
            if rest.endswith('Z'): rest, tz = rest[:-1], timezone.utc
            for sign in '+-':
                if sign in rest:
                    rest, _, off = rest.partition(sign)
                    h, _, m = off.partition(':')
                    tz = timezone(timedelta(minutes=(1 if sign == '+' else -1) * (int(h) * 60 + int(m or 0))))
                    if not tz._offset: tz = timezone.utc
            clock, _, part = rest.partition('.')
            return cls(*[int(p) for p in day.split('-')], *[int(p) for p in clock.split(':') if p], **({'microsecond': int((part + '000000')[:6])} if part else {}), tzinfo=tz)
        except (ValueError, TypeError): raise ValueError('Invalid isoformat string: %r' % text)
    @classmethod
    def strptime(cls, text, form):
        values, at, i = {}, 0, 0
        def fail(): raise ValueError('time data %r does not match format %r' % (text, form))
        form = form.replace('%F', '%Y-%m-%d').replace('%T', '%H:%M:%S').replace('%R', '%H:%M').replace('%D', '%m/%d/%y')
        while i < len(form):
            c = form[i]
            i += 1
            if c == ' ':
                while text[at:at + 1] == ' ' and at < len(text): at += 1
            elif c != '%':
                if text[at:at + 1] != c: fail()
                at += 1
            else:
                kind = form[i]
                i += 1
                if kind in 'YmdHMSyIjf':
                    most = {'Y': 4, 'j': 3, 'f': 6}.get(kind, 2)
                    end = at
                    while end < len(text) and end - at < most and text[end].isdigit(): end += 1
                    if end == at: fail()
                    values[kind] = text[at:end]
                    at = end
                elif kind in 'BbAa':
                    names = _MONTHS if kind in 'Bb' else _DAYS
                    found = [n for n in names if text[at:].lower().startswith((n if kind in 'BA' else n[:3]).lower())]
                    if not found: fail()
                    if kind in 'Bb': values['m'] = str(names.index(found[0]) + 1)
                    at += len(found[0] if kind in 'BA' else found[0][:3])
                elif kind == 'p':
                    values['p'] = text[at:at + 2].upper()
                    at += 2
                elif kind == 'z':
                    if text[at:at + 1] == 'Z': values['z'], at = timezone.utc, at + 1
                    else:
                        digits = text[at + 1:at + 6].replace(':', '')
                        values['z'] = timezone(timedelta(minutes=(-1 if text[at] == '-' else 1) * (int(digits[:2]) * 60 + int(digits[2:4]))))
                        at += 6 if ':' in text[at:at + 6] else 5
                elif kind == '%': at += 1
                else: raise ValueError("'%s' is a bad directive in format '%s'" % (kind, form))
        if at != len(text): raise ValueError('unconverted data remains: ' + text[at:])
        year = int(values['Y']) if 'Y' in values else (2000 if int(values['y']) < 69 else 1900) + int(values['y']) if 'y' in values else 1900
        hour = int(values.get('H', values.get('I', 0)))
        if 'I' in values: hour = hour % 12 + (12 if values.get('p') == 'PM' else 0)
        return cls(year, int(values.get('m', 1)), int(values.get('d', 1)), hour, int(values.get('M', 0)), int(values.get('S', 0)), int((values.get('f', '') + '000000')[:6]), values.get('z'))
    def _us(self): return ((self.toordinal() - 719163) * 86400 + self.hour * 3600 + self.minute * 60 + self.second) * 1000000 + self.microsecond
    def _utc_us(self): return self._us() - (self.tzinfo.utcoffset()._us() if self.tzinfo else 0)
    def timestamp(self): return self._utc_us() / 1000000
    def date(self): return date(self.year, self.month, self.day)
    def time(self): return time(self.hour, self.minute, self.second, self.microsecond)
    def utcoffset(self): return self.tzinfo.utcoffset() if self.tzinfo else None
    def tzname(self): return self.tzinfo.tzname() if self.tzinfo else None
    def astimezone(self, tz=None):
        tz = tz or timezone.utc
        return datetime._from_us(self._utc_us() + tz.utcoffset()._us(), tz)
    def timetuple(self): return _time.struct_time((self.year, self.month, self.day, self.hour, self.minute, self.second, self.weekday(), self.toordinal() - _ordinal(self.year, 1, 1) + 1, -1))
    def replace(self, **changes):
        values = {name: getattr(self, name) for name in ('year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo')}
        values.update(changes)
        return datetime(**values)
    def isoformat(self, sep='T', timespec='auto'):
        text = '%04d-%02d-%02d%s%02d:%02d:%02d' % (self.year, self.month, self.day, sep, self.hour, self.minute, self.second)
        if timespec == 'minutes': text = text[:-3]
        elif timespec == 'milliseconds': text += '.%03d' % (self.microsecond // 1000)
        elif timespec == 'microseconds' or (timespec == 'auto' and self.microsecond): text += '.%06d' % self.microsecond
        return text + (_offset_text(self.tzinfo.utcoffset()) if self.tzinfo else '')
    def strftime(self, form): return _strftime(form, self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond, self.tzinfo)
    def __str__(self): return self.isoformat(' ')
    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute] + ([self.second] if self.second or self.microsecond else []) + ([self.microsecond] if self.microsecond else [])
        return 'datetime.datetime(%s%s)' % (', '.join(str(p) for p in parts), ', tzinfo=%r' % self.tzinfo if self.tzinfo else '')
    def _key(self): return self._utc_us()
    def __add__(self, delta):
        if not isinstance(delta, timedelta): raise _refusals.refused('+', self, delta)
        return datetime._from_us(self._us() + delta._us(), self.tzinfo)
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, timedelta): return datetime._from_us(self._us() - other._us(), self.tzinfo)
        if not isinstance(other, datetime): raise _refusals.refused('-', self, other)
        if (self.tzinfo is None) != (other.tzinfo is None): raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(microseconds=self._utc_us() - other._utc_us())
date.min, date.max = date(1, 1, 1), date(9999, 12, 31)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
