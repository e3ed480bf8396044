import json
import os
import signal
import sys

import redis

client = redis.Redis(host=os.environ.get("REDIS_HOST", "localhost"), decode_responses=True)


def leave(number, frame):
    print("worker stops", flush=True)
    sys.exit(0)


signal.signal(signal.SIGTERM, leave)
print("worker waits", flush=True)
while True:
    job = client.blpop("jobs", timeout=1)
    if job is None:
        continue
    numbers = json.loads(job[1])
    client.rpush("results", sum(numbers))
    print(f"sum of {numbers} is {sum(numbers)}", flush=True)
