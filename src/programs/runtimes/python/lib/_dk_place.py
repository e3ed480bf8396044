"""Where a call of logging stands: the interpreter doesn't know its callers, so that the translated source tells it."""
_at = [None]
def at(thing, path, line, function):
    _at[0] = (path, line, function)
    return thing
def taken():
    """The place told last, once."""
    place, _at[0] = _at[0], None
    return place
