class Cursor: pass
class DictCursor(Cursor): pass
