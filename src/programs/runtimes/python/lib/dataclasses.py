class _Missing: pass
class _Field:
    def __init__(self, default=_Missing, default_factory=_Missing): self.default, self.default_factory = default, default_factory
def field(default=_Missing, default_factory=_Missing, **more): return _Field(default, default_factory)
def dataclass(*a, **k):
    raise TypeError('dockyard: dataclasses is not simulated: this interpreter keeps no annotations')
