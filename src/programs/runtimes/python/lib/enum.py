from _dk_classes import Enum, IntEnum, StrEnum, Flag, Auto as auto
IntFlag = Flag
def unique(kind):
    seen = {}
    for name, member in kind.__members__.items():
        if member.name != name: raise ValueError('duplicate values found in %r: %s -> %s' % (kind, name, member.name))
    return kind
