import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
}, 120_000);
afterAll(() => machine.end());

test('a fresh Django project starts, welcomes, and says which addresses it knows', async () => {
  const { sh } = machine;
  const built = await sh(`mkdir dj; cd dj; cat > Dockerfile <<'X'
FROM python:3.12-slim
RUN pip install django
WORKDIR /app
RUN django-admin startproject mysite .
CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
X
docker build -q -t dj . > /dev/null; docker run -d --name dj -p 8000:8000 -e PYTHONUNBUFFERED=1 dj > /dev/null; sleep 3
curl -s -o root -w '%{http_code}\\n' localhost:8000/; grep -c 'The install worked successfully' root
curl -s -o missing -w '%{http_code}\\n' localhost:8000/nope; sed -n '/<ol>/,$p' missing | grep -o 'admin/\\|The current path.*'
curl -s -w '%{http_code} %{redirect_url}\\n' localhost:8000/admin/
docker logs dj 2>&1 | sed 's/2026 - [0-9:]*/2026 - TIME/; s/^\\[.*\\] /[TIME] /'`);
  expect(built).toEqual({
    status: 0,
    stderr: '',
    stdout: `200
2
404
admin/
The current path, <code>nope</code>,
302 http://localhost:8000/admin/login/?next=/admin/
Watching for file changes with StatReloader
Performing system checks...

System check identified no issues (0 silenced).

You have 18 unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): admin, auth, contenttypes, sessions.
Run 'python manage.py migrate' to apply them.
November 21, 2026 - TIME
Django version 5.2.7, using settings 'mysite.settings'
Starting development server at http://0.0.0.0:8000/
Quit the server with CONTROL-C.

WARNING: This is a development server. Do not use it in a production setting. Use a production WSGI or ASGI server instead.
For more information on production servers see: https://docs.djangoproject.com/en/5.2/howto/deployment/
[TIME] "GET / HTTP/1.1" 200 766
Not Found: /nope
[TIME] "GET /nope HTTP/1.1" 404 1410
[TIME] "GET /admin/ HTTP/1.1" 302 0
`,
  });
  await sh('docker rm -f dj');
});

test('runserver starts anew when a mounted file has changed, and waits where the project can’t be loaded', async () => {
  expect(await machine.sh(`mkdir djr; cd djr; docker run --rm --user $(id -u) -v $PWD:/app dj sh -c 'django-admin startproject mysite . && python manage.py startapp polls'
cat > polls/views.py <<'X'
from django.http import HttpResponse
def index(request): return HttpResponse('one')
X
cat > mysite/urls.py <<'X'
from django.urls import path
from polls import views
urlpatterns = [path('', views.index)]
X
docker run -d --name djr -v $PWD:/app -p 8003:8000 dj python manage.py runserver 0.0.0.0:8000 > /dev/null; sleep 2; curl -s localhost:8003; echo
sed -i s/one/two/ polls/views.py; sleep 3; curl -s localhost:8003; echo
echo 'x = = 1' >> polls/views.py; sleep 3; sed -i '$d' polls/views.py; sleep 3; curl -s localhost:8003; echo
docker logs djr 2>&1 >/dev/null | grep -v '^\\['; docker rm -f djr > /dev/null`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `one
two
two
Watching for file changes with StatReloader
/app/polls/views.py changed, reloading.
Watching for file changes with StatReloader
/app/polls/views.py changed, reloading.
Watching for file changes with StatReloader
Exception in thread django-main-thread:
Traceback (most recent call last):
  File "/app/mysite/urls.py", line 2, in <module>
    from polls import views
  File "/app/polls/views.py", line 3
    x = = 1
SyntaxError: invalid syntax
/app/polls/views.py changed, reloading.
Watching for file changes with StatReloader
`,
  });
});

test('gunicorn serves a Django project, and a script may use it; addresses written as regular expressions are reversed', async () => {
  expect(await machine.sh(`docker run -d --name djg -p 8005:8000 dj sh -c 'pip install -q gunicorn && exec gunicorn -w 2 -b 0.0.0.0:8000 mysite.wsgi' > /dev/null; sleep 3
curl -sI 'localhost:8005/admin/auth/?a=1' | grep -v Date; docker logs djg 2>&1 | grep -c 'Booting worker'; docker rm -f djg
docker run --rm -i dj sh -c 'python manage.py check; python manage.py shell -v 0 -c "from mysite.asgi import application; print(type(application).__module__[:6])"; cat > urls.py; DJANGO_SETTINGS_MODULE=mysite.settings python urls.py' <<'X'
import django
django.setup()
from django.conf import settings
from django.urls import re_path, reverse
settings.ROOT_URLCONF = 'urls'
urlpatterns = [re_path(r'^a/(?P<year>[0-9]{4})\\.html$', print, name='a'), re_path(r'^b/(\\w+)/((x)|y)/$', print, name='b')]
if __name__ == '__main__': print(reverse('a', kwargs={'year': 2026}), reverse('b', args=['one', 'x']))
X`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `HTTP/1.1 302 Found\r
Server: gunicorn\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Location: /admin/login/?next=/admin/auth/%3Fa%3D1\r
Content-Length: 0\r
X-Frame-Options: DENY\r
X-Content-Type-Options: nosniff\r
Referrer-Policy: same-origin\r
Cross-Origin-Opener-Policy: same-origin\r
\r
2
djg
System check identified no issues (0 silenced).
django
/a/2026.html /b/one/x/
`,
  });
});

test('django-admin of 1.8 on Python 2 writes the addresses of its day', async () => {
  expect(await machine.sh(`docker pull -q python:2 > /dev/null; docker run --rm python:2 sh -c 'pip install -q django==1.8.3 2>/dev/null; cd /srv; django-admin startproject mysite . && tail -n 2 mysite/urls.py && python manage.py migrate | head -n 9'
docker run -d --name old -p 8004:8000 python:2 sh -c 'pip install -q django==1.8.3; cd /srv; django-admin startproject mysite .; python manage.py runserver 0.0.0.0:8000' > /dev/null; sleep 3
curl -sI localhost:8004/admin/ | grep Location; docker rm -f old > /dev/null`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `    url(r'^admin/', include(admin.site.urls)),
]
Operations to perform:
  Synchronize unmigrated apps: staticfiles, messages
  Apply all migrations: admin, auth, contenttypes, sessions
Synchronizing apps without migrations:
  Creating tables...
    Running deferred SQL...
  Installing custom SQL...
Running migrations:
  Rendering model states... DONE
Location: http://localhost:8004/admin/login/?next=/admin/\r
`,
  });
});

const GUNICORN = `mkdir gu; cd gu; cat > app.py <<'X'
from flask import Flask
app = Flask(__name__)
@app.route('/')
def index(): return 'hi'
def create_app(): return app
X
echo 'x = 1' > b.py; echo 'import nothere' > c.py
cat > Dockerfile <<'X'
FROM python:3.11-slim
RUN pip install flask gunicorn
WORKDIR /app
COPY . .
CMD ["gunicorn", "--log-file", "-", "--access-logfile", "-", "-b", "0.0.0.0:8000", "-w", "2", "app:app"]
X
docker build -q -t gu . > /dev/null`;
const STAMPS = "sed 's/^.[0-9: +-]*. \\[/[TIME] [/; s/\\[[^ ]* +0000\\]/[TIME]/'";

test('gunicorn starts its workers, logs what is asked for, and stops at once', async () => {
  const { sh } = machine;
  await sh(GUNICORN);
  expect(await sh(`docker run -d --name gu -p 8001:8000 gu > /dev/null; sleep 2; curl -si -A me 'localhost:8001/?a=1' | grep -v Date; curl -si -X POST localhost:8001 | head -n 6 | grep -v Date; docker stop gu; docker logs gu 2>/dev/null | ${STAMPS}; docker logs gu 2>&1 >/dev/null | ${STAMPS}; docker inspect gu -f '{{.State.ExitCode}}'; docker rm gu > /dev/null`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `HTTP/1.1 200 OK\r
Server: gunicorn\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Content-Length: 2\r
\r
hi
HTTP/1.1 405 METHOD NOT ALLOWED\r
Server: gunicorn\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Allow: GET, HEAD, OPTIONS\r
gu
172.17.0.1 - - [TIME] "GET /?a=1 HTTP/1.1" 200 2 "-" "me"
172.17.0.1 - - [TIME] "POST / HTTP/1.1" 405 153 "-" "curl/7.88.1"
[TIME] [1] [INFO] Starting gunicorn 23.0.0
[TIME] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
[TIME] [1] [INFO] Using worker: sync
[TIME] [2] [INFO] Booting worker with pid: 2
[TIME] [3] [INFO] Booting worker with pid: 3
[TIME] [1] [INFO] Handling signal: term
[TIME] [2] [INFO] Worker exiting (pid: 2)
[TIME] [3] [INFO] Worker exiting (pid: 3)
[TIME] [1] [INFO] Shutting down: Master
0
`,
  });
});

test.each([
  ['b:app', 4, "Failed to find attribute 'app' in 'b'.\n", 'App failed to load.'],
  ['app:nope()', 4, "Failed to find attribute 'nope' in 'app'.\n", 'App failed to load.'],
  ['b:x', 4, 'Application object must be callable.\n', 'App failed to load.'],
  ['c:app', 3, `[TIME] [2] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "/app/c.py", line 1, in <module>
    import nothere
ModuleNotFoundError: No module named 'nothere'
`, 'Worker failed to boot.'],
])('gunicorn %s ends with %i', async (app, status, said, reason) => {
  const done = await machine.sh(`docker run --rm gu gunicorn '${app}' 2> said; status=$?; ${STAMPS} said; exit $status`);
  expect(done).toEqual({
    status,
    stderr: '',
    stdout: `[TIME] [1] [INFO] Starting gunicorn 23.0.0
[TIME] [1] [INFO] Listening at: http://127.0.0.1:8000 (1)
[TIME] [1] [INFO] Using worker: sync
[TIME] [2] [INFO] Booting worker with pid: 2
${said}[TIME] [2] [INFO] Worker exiting (pid: 2)
[TIME] [1] [ERROR] Worker (pid:2) exited with code ${status}
[TIME] [1] [ERROR] Shutting down: Master
[TIME] [1] [ERROR] Reason: ${reason}
`,
  });
});

test('gunicorn --reload serves what a mounted file says since it was edited', async () => {
  expect(await machine.sh(`cd gu; docker run -d --name gur -v $PWD:/app -p 8002:8000 gu gunicorn --reload -b :8000 'app:create_app()' > /dev/null; sleep 2; curl -s localhost:8002; echo; sed -i 's/hi/hello/' app.py; sleep 3; curl -s localhost:8002; echo; docker logs gur 2>&1 | ${STAMPS}; docker rm -f gur`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `hi
hello
[TIME] [1] [INFO] Starting gunicorn 23.0.0
[TIME] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
[TIME] [1] [INFO] Using worker: sync
[TIME] [2] [INFO] Booting worker with pid: 2
[TIME] [2] [INFO] Worker reloading: /app/app.py modified
[TIME] [2] [INFO] Worker exiting (pid: 2)
[TIME] [3] [INFO] Booting worker with pid: 3
gur
`,
  });
});
