QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3
class Error(Exception): pass
class excel: delimiter = ','
class excel_tab: delimiter = '\t'
def _split(line, delimiter, quote):
    out, now, inside, at = [], '', False, 0
    while at < len(line):
        c = line[at]
        if inside:
            if c == quote and line[at + 1:at + 2] == quote:
                now += quote
                at += 1
            elif c == quote: inside = False
            else: now += c
        elif c == quote and now == '': inside = True
        elif c == delimiter:
            out.append(now)
            now = ''
        else: now += c
        at += 1
    return out + [now], inside
class reader:
    def __init__(self, lines, dialect=None, delimiter=None, quotechar='"', skipinitialspace=False, **more):
        self._lines, self._delimiter, self._quote, self._skip, self.line_num = iter(lines), delimiter or ('\t' if dialect in ('excel-tab', excel_tab) else ','), quotechar, skipinitialspace, 0
    def __iter__(self): return self
    def __next__(self):
        line = next(self._lines)
        self.line_num += 1
        while line.count(self._quote) % 2:
            more = next(self._lines, None)
            if more is None: break
            self.line_num += 1
            line += more
        line = line.rstrip('\r\n')
        if line == '': return []
        if self._skip: line = line.replace(self._delimiter + ' ', self._delimiter)
        return _split(line, self._delimiter, self._quote)[0]
class writer:
    def __init__(self, file, dialect=None, delimiter=None, quotechar='"', quoting=QUOTE_MINIMAL, lineterminator='\r\n', **more):
        self._file, self._delimiter, self._quote, self._quoting, self._end = file, delimiter or ('\t' if dialect in ('excel-tab', excel_tab) else ','), quotechar, quoting, lineterminator
    def _cell(self, value):
        text = '' if value is None else str(value)
        if self._quoting == QUOTE_ALL or (self._quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))) or any(c in text for c in (self._delimiter, self._quote, '\n', '\r')):
            return self._quote + text.replace(self._quote, self._quote * 2) + self._quote
        return text
    def writerow(self, row): return self._file.write(self._delimiter.join([self._cell(one) for one in row]) + self._end)
    def writerows(self, rows):
        for row in rows: self.writerow(row)
class DictReader:
    def __init__(self, lines, fieldnames=None, restkey=None, restval=None, **more):
        self._reader, self._names, self._rest, self._fill = reader(lines, **more), fieldnames, restkey, restval
    @property
    def fieldnames(self):
        if self._names is None: self._names = next(self._reader, None)
        return self._names
    @property
    def line_num(self): return self._reader.line_num
    def __iter__(self): return self
    def __next__(self):
        names = self.fieldnames
        row = next(self._reader)
        while row == []: row = next(self._reader)
        out = {name: row[i] if i < len(row) else self._fill for i, name in enumerate(names)}
        if len(row) > len(names): out[self._rest] = row[len(names):]
        return out
class DictWriter:
    def __init__(self, file, fieldnames, restval='', extrasaction='raise', **more):
        self.fieldnames, self._fill, self._extras, self.writer = fieldnames, restval, extrasaction, writer(file, **more)
    def writeheader(self): return self.writer.writerow(self.fieldnames)
    def writerow(self, row):
        wrong = [key for key in row if key not in self.fieldnames]
        if wrong and self._extras == 'raise': raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(key) for key in wrong))
        return self.writer.writerow([row.get(name, self._fill) for name in self.fieldnames])
    def writerows(self, rows):
        for row in rows: self.writerow(row)
