"""The exceptions of HTTP, by their names."""
from flask import HTTPException, _CLASSES, abort
for _kind in _CLASSES.values(): globals()[_kind.__name__] = _kind
