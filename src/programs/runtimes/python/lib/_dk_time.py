import _dockyard, time as _time
_host = _dockyard.host
# As text: a whole number of this size would be cut off on its way.
_asked = [_dockyard.setup['seed'] % 700]
def _now():
    """The machine's time, ms; what lies below its steps is the process's own, and grows with each look."""
    _asked[0] += 1
    return float(_host.now()) + min(_asked[0], 999) / 1000
time = lambda: _now() / 1000
time_ns = lambda: int(_now() * 1000) * 1000
monotonic = perf_counter = lambda: (_now() - _dockyard.setup['bootMs']) / 1000
process_time = thread_time = lambda: (_now() - _dockyard.setup['nowMs']) / 100000
monotonic_ns = perf_counter_ns = lambda: int((_now() - _dockyard.setup['bootMs']) * 1000) * 1000
tzname = ('UTC', 'UTC')
timezone = altzone = daylight = 0
def sleep(seconds):
    import threading
    threading._pause(seconds)
class struct_time(tuple):
    tm_year = property(lambda s: s[0])
    tm_mon = property(lambda s: s[1])
    tm_mday = property(lambda s: s[2])
    tm_hour = property(lambda s: s[3])
    tm_min = property(lambda s: s[4])
    tm_sec = property(lambda s: s[5])
    tm_wday = property(lambda s: s[6])
    tm_yday = property(lambda s: s[7])
gmtime = localtime = lambda seconds=None: struct_time(tuple(_time.gmtime(int(time() if seconds is None else seconds)))[:8] + (0,))
mktime = lambda t: float(_time.mktime(tuple(t)))
_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')
def strftime(form, t=None):
    t = t or localtime()
    table = {'Y': '%04d' % t[0], 'm': '%02d' % t[1], 'd': '%02d' % t[2], 'H': '%02d' % t[3], 'M': '%02d' % t[4], 'S': '%02d' % t[5], 'y': '%02d' % (t[0] % 100), 'I': '%02d' % (t[3] % 12 or 12), 'p': 'AM' if t[3] < 12 else 'PM', 'A': _DAYS[t[6]], 'a': _DAYS[t[6]][:3], 'B': _MONTHS[t[1] - 1], 'b': _MONTHS[t[1] - 1][:3], 'j': '%03d' % t[7], 'Z': 'UTC', 'z': '+0000', '%': '%', 'e': '%2d' % t[2], 'f': '000000', 'w': str((t[6] + 1) % 7)}
    table['F'] = table['Y'] + '-' + table['m'] + '-' + table['d']
    table['T'] = table['X'] = table['H'] + ':' + table['M'] + ':' + table['S']
    table['D'] = table['x'] = table['m'] + '/' + table['d'] + '/' + table['y']
    table['c'] = '%s %s %s %s %s' % (table['a'], table['b'], table['e'], table['T'], table['Y'])
    out, i = [], 0
    while i < len(form):
        if form[i] == '%' and i + 1 < len(form):
            i += 1
            out.append(table.get(form[i], '%' + form[i]))
        else:
            out.append(form[i])
        i += 1
    return ''.join(out)
def ctime(seconds=None):
    return strftime('%c', localtime(seconds))
asctime = lambda t=None: strftime('%c', t)
