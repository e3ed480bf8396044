class Row:
    """A row whose values are had by place and by name; names don't tell case apart."""
    def __init__(self, cursor, values): self._names, self._values = [one[0] for one in cursor.description], tuple(values)
    def keys(self): return list(self._names)
    def __getitem__(self, key):
        if not isinstance(key, str): return self._values[key]
        for name, value in zip(self._names, self._values):
            if name.lower() == key.lower(): return value
        raise IndexError('No item with that key')
    def __len__(self): return len(self._values)
    def __iter__(self): return iter(self._values)
    def __hash__(self): return hash(self._values)
    def __eq__(self, other): return isinstance(other, Row) and self._names == other._names and self._values == other._values
