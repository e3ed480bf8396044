import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from './host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker run -d --name box -e SECRET=1 debian:12 sleep infinity; docker exec box sh -c "apt-get update; apt-get install -y cron supervisor tini dumb-init procps"');
}, 60_000);
afterAll(() => machine.end());

/** Runs commands in the container; both streams in order. */
const inside = async (commands: string): Promise<string> => (await machine.sh(`docker exec -i box bash 2>&1 <<'END'\n${commands}\nEND`)).stdout;

test("Debian's cron runs tables each minute, in an environment of its own", async () => {
  expect(await inside(`service cron start; service cron status
echo '* * * * * root env | sort > /tmp/env; echo lost' > /etc/cron.d/job
echo '* * * * * echo never > /tmp/never' > /etc/cron.d/bad
printf '0 0 1 1 *\\techo year > /tmp/year\\n* * * * * cat >> /tmp/ticks%%one%%two\\n' | crontab -
sleep 125; cat /tmp/env /tmp/ticks; cat /tmp/never /tmp/year; crontab -l`)).toBe(`Starting periodic command scheduler: cron.
cron is running.
HOME=/root
LOGNAME=root
PATH=/usr/bin:/bin
SHELL=/bin/sh
one
two
one
two
cat: /tmp/never: No such file or directory
cat: /tmp/year: No such file or directory
0 0 1 1 *	echo year > /tmp/year
* * * * * cat >> /tmp/ticks%one%two
`);
  expect(await inside('echo "* * * x * a" | crontab -; printf "* * * * * a" | crontab -; crontab nofile; crontab -r; crontab -l; service cron stop; service cron status')).toBe('"-":0: bad month\nerrors in crontab file, can\'t install.\nnew crontab file is missing newline before EOF, can\'t install.\nnofile: No such file or directory\nno crontab for root\nStopping periodic command scheduler: cron.\ncron is not running ... failed!\n');
}, 60_000);

test("BusyBox's crond: jobs have its environment, and write where it writes", async () => {
  expect((await machine.sh(`docker run -d --name tick -e WHO=you alpine sh -c 'mkdir -p /etc/crontabs; echo "* * * * * echo tick \\$WHO" > /etc/crontabs/root; exec crond -f -d 8' > /dev/null; sleep 61; docker logs tick 2>&1 | sed 's/pid *[0-9]*/pid N/' | sort; docker exec tick crontab -l`)).stdout).toBe('crond: USER root pid N cmd echo tick $WHO\ncrond: crond (busybox 1.37.0) started, log level 8\ntick you\n* * * * * echo tick $WHO\n');
}, 60_000);

test('supervisord keeps programs running, and does what supervisorctl asks', async () => {
  const untimed = (text: string) => text.replace(/^[\d-]{10} [\d:,]{12} /gm, '').replace(/pid \d+/g, 'pid N').replace(/[A-Z][a-z]{2} \d\d \d\d:\d\d [AP]M/g, 'DATE');
  expect(untimed(await inside(`cat > /etc/supervisor/conf.d/app.conf <<'CONF'
[program:web]
command=sh -c "echo hello $SUPERVISOR_PROCESS_NAME %(ENV_SECRET)s %(program_name)s; exec sleep 100"
stdout_logfile=/dev/fd/1
stdout_logfile_maxbytes=0 ; none
[program:bad]
command=/no/such
startretries=1
[program:pair]
command=sleep 100
numprocs=2
process_name=%(program_name)s_%(process_num)02d
CONF
supervisord -n -c /etc/supervisor/supervisord.conf > /tmp/out & sleep 5
supervisorctl status; echo $?; supervisorctl restart web; supervisorctl stop pair:*; supervisorctl stop pair:pair_00; supervisorctl start nope; echo $?
printf '[program:new]\\ncommand=sleep 5\\nautorestart=false\\n' > /etc/supervisor/conf.d/new.conf; supervisorctl reread; supervisorctl update; sleep 7; supervisorctl status new; echo $?
supervisorctl shutdown; wait; supervisorctl status; echo $?; cat /tmp/out`))).toBe(`bad                              FATAL     can't find command '/no/such'
pair:pair_00                     RUNNING   pid N, uptime 0:00:04
pair:pair_01                     RUNNING   pid N, uptime 0:00:04
web                              RUNNING   pid N, uptime 0:00:04
3
web: stopped
web: started
pair:pair_00: stopped
pair:pair_01: stopped
pair:pair_00: ERROR (not running)
nope: ERROR (no such process)
1
new: available
new: added process group
new                              EXITED    DATE
3
Shut down
unix:///var/run/supervisor.sock no such file
4
CRIT Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.  If you intend to run as root, you can set user=root in the config file to avoid this message.
INFO Included extra file "/etc/supervisor/conf.d/app.conf" during parsing
INFO RPC interface 'supervisor' initialized
CRIT Server 'unix_http_server' running without any HTTP authentication checking
INFO supervisord started with pid N
INFO spawnerr: can't find command '/no/such'
INFO spawned: 'pair_00' with pid N
INFO spawned: 'pair_01' with pid N
INFO spawned: 'web' with pid N
hello web 1 web
INFO spawnerr: can't find command '/no/such'
INFO gave up: bad entered FATAL state, too many start retries too quickly
INFO success: pair_00 entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
INFO success: pair_01 entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
INFO success: web entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
INFO waiting for web to stop
WARN stopped: web (terminated by SIGTERM)
INFO spawned: 'web' with pid N
hello web 1 web
INFO success: web entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
INFO waiting for pair_00 to stop
INFO waiting for pair_01 to stop
WARN stopped: pair_00 (terminated by SIGTERM)
WARN stopped: pair_01 (terminated by SIGTERM)
INFO spawned: 'new' with pid N
INFO success: new entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
INFO exited: new (exit status 0; expected)
INFO waiting for web to die
WARN stopped: web (terminated by SIGTERM)
`);
  expect(await inside("printf '[program:x]\\n' > /tmp/c; supervisord -c /tmp/c; echo $?; supervisord -c /none; supervisorctl -c /tmp/c status; echo $?")).toBe("Error: program section program:x does not specify a command in section 'program:x' (file: '/tmp/c')\nFor help, use /usr/bin/supervisord -h\n2\nError: could not find config file /none\nFor help, use /usr/bin/supervisord -h\nError: program section program:x does not specify a command in section 'program:x' (file: '/tmp/c')\nFor help, use /usr/bin/supervisorctl -h\n2\n");
}, 60_000);

test('tini and dumb-init pass signals on and end as their child does', async () => {
  const { stdout } = await machine.sh(`for init in "tini --" dumb-init "dumb-init -r TERM:KILL" "tini -e 143 --"; do docker run -d --name one alpine sh -c "apk add -q tini dumb-init; exec $init sleep 1000" > /dev/null; sleep 5; docker stop one > /dev/null; docker inspect -f '{{.State.ExitCode}}' one; docker rm one > /dev/null; done
for command in "tini nosuch" "dumb-init nosuch" "tini -s -- sh -c 'exit 3'" "tini --version"; do docker exec box sh -c "$command" 2> /dev/null; echo $?; done`);
  expect(stdout).toBe('143\n143\n137\n0\n127\n2\n3\ntini version 0.19.0\n0\n');
}, 60_000);

test('supervisord that is ending when the machine is taken up again ends, by the configuration that it has read', async () => {
  const before = await session();
  await before.sh(`docker run -d --name box debian:12 sleep infinity; docker exec -i box sh <<'END'
apt-get update; apt-get install -y supervisor
printf '[supervisord]\\nuser=nobody\\n' > /tmp/as
printf 'trap : TERM\\nwhile :; do sleep 1; done\\n' > /tmp/deaf
printf '[supervisord]\\nlogfile=/tmp/log\\npidfile=/tmp/pid\\n[program:deaf]\\ncommand=sh /tmp/deaf\\nstopwaitsecs=20\\n' > /tmp/c
END`);
  expect(await before.sh('docker exec box supervisord -n -c /tmp/as')).toEqual({ stdout: '', stderr: 'dockyard: supervisord as the user nobody is not simulated\n', status: 1 });
  await before.sh("docker exec box sh -c 'supervisord -c /tmp/c; sleep 3; kill $(cat /tmp/pid); sleep 2; echo \"[bad\" > /tmp/c'");
  const state = structuredClone(await before.host.snapshot());
  before.end();
  const { sh, end } = await session({ state });
  expect((await sh("sleep 25; docker exec box sh -c 'ls /tmp/pid; tail -3 /tmp/log'")).stdout.replace(/^[\d-]{10} [\d:,]{12} /gm, '').replace(/\(\d+\)/, '(N)')).toBe("INFO waiting for deaf to die\nWARN killing 'deaf' (N) with SIGKILL\nWARN stopped: deaf (terminated by SIGKILL)\n");
  end();
}, 60_000);
