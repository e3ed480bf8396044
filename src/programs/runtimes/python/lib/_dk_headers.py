class Headers:
    def __init__(self, pairs): self._list = list(pairs)
    def get(self, name, default=None):
        for key, value in self._list:
            if key.lower() == name.lower(): return value
        return default
    def __getitem__(self, name):
        value = self.get(name)
        if value is None: raise KeyError(name)
        return value
    def __contains__(self, name): return self.get(name) is not None
    def items(self): return list(self._list)
