"""What datetime says of operands that it doesn't take (Modules/_datetimemodule.c)."""
_OURS = ('date', 'datetime', 'time', 'timedelta')
def kind(value):
    name = type(value).__name__
    return 'datetime.' + name if name in _OURS else name
def refused(sign, left, right): return TypeError("unsupported operand type(s) for %s: '%s' and '%s'" % (sign, kind(left), kind(right)))
def in_order(sign, left, right):
    """Raises where two can't be told apart: of different kinds, or one of them without a zone."""
    if type(left) is not type(right) and not (isinstance(right, type(left)) or isinstance(left, type(right))): raise TypeError("'%s' not supported between instances of '%s' and '%s'" % (sign, kind(left), kind(right)))
    if hasattr(left, 'hour') != hasattr(right, 'hour'): raise TypeError("can't compare %s to %s" % (kind(left), kind(right)))
    if hasattr(left, 'tzinfo') and (left.tzinfo is None) != (right.tzinfo is None): raise TypeError("can't compare offset-naive and offset-aware %ss" % type(left).__name__)
