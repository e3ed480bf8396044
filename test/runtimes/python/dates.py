from datetime import datetime, timedelta, date, timezone
d = datetime(2024, 1, 31, 13, 5, 9); print(d, repr(d), d.isoformat(), d.strftime('%Y-%m-%d %H:%M:%S %A %B %j %I %p %y'), d + timedelta(days=1, hours=2), d.date(), d.time(), d.year, d.weekday(), d.replace(year=2023))
print(datetime.strptime('2024-02-29 10:11', '%Y-%m-%d %H:%M'), date(2024, 3, 1) - date(2024, 2, 1), timedelta(seconds=3661), (d - datetime(2024, 1, 1)).total_seconds(), (d - datetime(2023,1,1)).days, d > datetime(2020,1,1), date(2024, 1, 5).isoformat(), datetime.fromisoformat('2024-05-06T07:08:09'))
print(datetime(2024,1,1,tzinfo=timezone.utc).isoformat(), datetime.fromtimestamp(0, timezone.utc), d.timestamp() if False else '', type(datetime.now()).__name__)
