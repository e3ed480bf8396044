/** Programs that wait: for time, for sockets, for one another. */
export default {
  'asyncio': `import asyncio
async def work():
    await asyncio.sleep(0.01)
    return 1 / 0
async def main():
    await work()
try:
    asyncio.run(main())
except ZeroDivisionError as e:
    print("got", e)
`,
  'connection refused': `import socket
s = socket.socket()
s.connect(("127.0.0.1", 9))
`,
  'gather': `import asyncio
async def work(name, delay):
    print(name, "starts")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name.upper()
async def main():
    print(await asyncio.gather(work("a", 0.02), work("b", 0.01)))
    t = asyncio.create_task(work("c", 0.01)); print(type(t).__name__); print(await t, t.done())
    try: await asyncio.wait_for(asyncio.sleep(5), timeout=0.01)
    except asyncio.TimeoutError: print("timeout")
    q = asyncio.Queue(); await q.put(1); print(await q.get())
    async for i in agen(): print(i)
    lock = asyncio.Lock()
    async with lock: print("locked")
    r = await asyncio.gather(fail(), return_exceptions=True); print(r)
async def agen():
    for i in range(2): yield i
async def fail(): raise ValueError("x")
asyncio.run(main())
`,
  'threads': `import threading, queue, time, concurrent.futures as cf
q = queue.Queue(); lock = threading.Lock(); total = 0
def worker(n):
    global total
    for _ in range(3):
        with lock: total += n
threads = [threading.Thread(target=worker, args=(i,)) for i in range(3)]
[t.start() for t in threads]; [t.join() for t in threads]
print(total, threading.current_thread().name, threading.active_count(), threads[0].is_alive(), threads[0].name)
with cf.ThreadPoolExecutor(max_workers=2) as ex:
    print(list(ex.map(lambda x: x * x, range(4)))); f = ex.submit(pow, 2, 5); print(f.result(), f.done())
    g = ex.submit(lambda: 1 / 0)
    try: g.result()
    except ZeroDivisionError as e: print("failed", e)
    print(sorted(x.result() for x in cf.as_completed([ex.submit(abs, -i) for i in range(3)])))
e = threading.Event(); t = threading.Timer(0.01, e.set); t.start(); print(e.wait(1), e.is_set())
`,
  'subprocess': `import subprocess, sys, os
r = subprocess.run(["echo", "hi"], capture_output=True, text=True); print(r, r.stdout, r.returncode)
print(subprocess.check_output("echo a; echo b", shell=True), subprocess.call(["true"]), subprocess.run("exit 3", shell=True).returncode, subprocess.getoutput("echo x"))
try: subprocess.run(["false"], check=True)
except subprocess.CalledProcessError as e: print(e, e.returncode, e.cmd)
p = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True); print(p.communicate("in"), p.returncode, p.poll())
try: subprocess.run(["nope-cmd"])
except FileNotFoundError as e: print(e)
try: subprocess.check_output("echo out; exit 2", shell=True)
except subprocess.CalledProcessError as e: print(e, e.output)
print(subprocess.run(["sh", "-c", "echo $X"], env={"X": "y", "PATH": os.environ["PATH"]}, stdout=subprocess.PIPE).stdout, os.system("exit 2"), subprocess.run(["cat"], input=b"z", capture_output=True).stdout)
`,
  'sockets': `import socket, threading
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 18080)); s.listen(); print(s.getsockname())
t = socket.socket()
try: t.bind(("127.0.0.1", 18080)); t.listen()
except OSError as e: print(type(e).__name__, e, e.errno)
c = socket.create_connection(("127.0.0.1", 18080)); a, addr = s.accept(); c.sendall(b"hello"); print(a.recv(10), addr[0]); a.close(); print(c.recv(5)); c.close()
try: socket.create_connection(("127.0.0.1", 9))
except ConnectionRefusedError as e: print(e, e.errno)
try: socket.gethostbyname("no.such.invalid")
except socket.gaierror as e: print(type(e).__name__)
`,
  'signals': `import signal, os, time
signal.signal(signal.SIGUSR1, lambda n, f: print("got", n))
os.kill(os.getpid(), signal.SIGUSR1); time.sleep(0.01); print(signal.SIGTERM, int(signal.SIGINT), signal.Signals(15).name, repr(signal.SIGTERM))
signal.alarm(1)
try:
    signal.signal(signal.SIGALRM, lambda n, f: (_ for _ in ()).throw(TimeoutError("late"))); time.sleep(5)
except TimeoutError as e: print("timeout", e)
`,
  'http': `import http.client, urllib.request, urllib.error, threading, json
from http.server import BaseHTTPRequestHandler, HTTPServer
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/nope": return self.send_error(404)
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.end_headers(); self.wfile.write(json.dumps({"path": self.path}).encode())
    def log_message(self, *a): pass
s = HTTPServer(("127.0.0.1", 18081), H)
t = threading.Thread(target=s.serve_forever, daemon=True); t.start()
r = urllib.request.urlopen("http://127.0.0.1:18081/a?b=1"); print(r.status, r.headers["Content-Type"], r.read())
try: urllib.request.urlopen("http://127.0.0.1:18081/nope")
except urllib.error.HTTPError as e: print(e, e.code, e.reason)
try: urllib.request.urlopen("http://127.0.0.1:9/")
except urllib.error.URLError as e: print(e, e.reason)
c = http.client.HTTPConnection("127.0.0.1", 18081); c.request("GET", "/x"); r = c.getresponse(); print(r.status, r.reason, r.read())
s.shutdown()
`,
  'timeit': `import timeit, time
print(timeit.timeit("1 + 1", number=10) >= 0); t = time.perf_counter(); time.sleep(0.01); print(time.perf_counter() - t >= 0.01, time.monotonic() > 0, type(time.time()).__name__, time.time_ns() > 0)
`,
  'multiprocessing': `import multiprocessing as mp
def f(x): return x * x
if __name__ == "__main__":
    with mp.Pool(2) as p: print(p.map(f, [1, 2, 3]))
`,
  'subprocess timeout': `import subprocess
try: subprocess.run(["sleep", "5"], timeout=0.2, capture_output=True)
except subprocess.TimeoutExpired as e: print(e, e.cmd, e.timeout)
print(subprocess.run(["echo", "x"], timeout=5, capture_output=True, text=True).stdout)
`,
};
