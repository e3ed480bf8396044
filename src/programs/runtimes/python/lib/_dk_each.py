"""Loops over dictionaries and sets, whose size may not change meanwhile (Objects/dictobject.c, dictiter_iternextkey)."""
_dict, _set, _type = dict, set, type
def each(values, owner=None):
    kind = _type(values if owner is None else owner)
    if kind is _dict: return _watched(values, values if owner is None else owner, 'dictionary')
    return _watched(values, values, 'Set') if kind is _set else values
def _watched(values, owner, name):
    size = len(owner)
    for one in values:
        yield one
        if len(owner) != size: raise RuntimeError(name + ' changed size during iteration')
