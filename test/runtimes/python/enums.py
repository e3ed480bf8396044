from enum import Enum, IntEnum, auto
class Color(Enum):
    RED = 1
    GREEN = 2
    def nice(self):
        return self.name.title()
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color['GREEN'], list(Color), Color.RED == Color.RED, Color.RED is Color(1), Color.RED.nice(), len(Color), isinstance(Color.RED, Color))
class Level(IntEnum):
    LOW = auto()
    HIGH = auto()
print(Level.HIGH > Level.LOW, Level.HIGH + 1, [l.name for l in Level], {Color.RED: 'r'}[Color.RED], f"{Color.RED}", Color.RED in Color)
try: Color(9)
except ValueError as e: print(e)
