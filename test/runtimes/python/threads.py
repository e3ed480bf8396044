import threading, time, queue
r = []
def work(n): r.append(n)
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(r)); lock = threading.Lock()
with lock: print('locked')
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(max_workers=2) as ex: print(list(ex.map(lambda x: x * x, [1, 2, 3])))
