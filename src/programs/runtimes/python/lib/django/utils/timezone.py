from datetime import datetime, timezone, timedelta
utc = timezone.utc
def now(): return datetime.now(timezone.utc)
localtime = lambda value=None: value or now()
