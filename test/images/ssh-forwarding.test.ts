// `docker build --ssh`, and the agent whose keys it forwards.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('ssh-keygen -q -t ed25519 -N "" -C me@laptop -f k; ssh-keygen -q -t rsa -b 1024 -m PEM -N "" -C r -f r; echo junk > junk; docker pull -q alpine');
}, 60_000);
afterAll(() => machine.end());

const dockerfile = (text: string): string => `cat > Dockerfile <<'EOF'\n${text}\nEOF\n`;

test('ssh-agent holds what ssh-add gives it', async () => {
  const { stdout, stderr, status } = await machine.sh('ssh-add -l; eval $(ssh-agent -s) >/dev/null; ssh-add -l; echo $?; ssh-add k nope; echo $?; ssh-add -l; ssh-add -L | cmp - k.pub; ssh-add -d k; ssh-add -d k; chmod 644 k; ssh-add k; chmod 600 k; ssh-add -q r; ssh-add -D; ssh-agent -k; ssh-add -l; echo $?; ls -d /tmp/ssh-*');
  expect(stdout.replace(/SHA256:\S+/, 'SHA256:…').replace(/pid \d+/, 'pid 9')).toBe(
    'The agent has no identities.\n1\n1\n256 SHA256:… me@laptop (ED25519)\nunset SSH_AUTH_SOCK;\nunset SSH_AGENT_PID;\necho Agent pid 9 killed;\n2\n',
  );
  const rim = '@'.repeat(59);
  expect(stderr).toBe(
    'Could not open a connection to your authentication agent.\nIdentity added: k (me@laptop)\nnope: No such file or directory\nIdentity removed: k ED25519 (me@laptop)\n' +
      `Could not remove identity "k": agent refused operation\n${rim}\n@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\n${rim}\nPermissions 0644 for 'k' are too open.\n` +
      'It is required that your private key files are NOT accessible by others.\nThis private key will be ignored.\nAll identities removed.\n' +
      "Error connecting to agent: No such file or directory\nls: cannot access '/tmp/ssh-*': No such file or directory\n",
  );
  expect(status).toBe(2);
  expect(await machine.sh('ssh-agent sh -c "ssh-add -q k; ssh-add -l | cut -d\' \' -f3"; ssh-agent -k; ssh-agent -z 2>&1 | head -1')).toEqual({ stdout: 'me@laptop\nunknown option -- z\n', stderr: 'SSH_AGENT_PID not set, cannot kill agent\n', status: 0 });
});

test('a RUN gets the socket of a forwarded agent, that of a key file or of the agent that runs', async () => {
  const text = `${dockerfile('FROM alpine\nRUN apk add -q openssh-client\nARG N\nRUN --mount=type=ssh echo $SSH_AUTH_SOCK; stat -c "%F %a %u" $SSH_AUTH_SOCK; ssh-add -l; ssh-add -D')}`;
  const steps = (stderr: string): string[] => stderr.split('\n').filter((line) => /^#\d+ \d+\.\d+ (?:\/run|socket|256|All|Failed|stat|Error|The)/.test(line)).map((line) => line.replace(/^#\d+ \S+ /, '').replace(/SHA256:\S+/, 'SHA256:…'));
  const forwarded = ['/run/buildkit/ssh_agent.0', 'socket 600 0', '256 SHA256:…  (ED25519)', 'Failed to remove all identities.'];
  const keys = await machine.sh(`${text}docker build --progress=plain --ssh default=k .`);
  expect(steps(keys.stderr)).toEqual(forwarded);
  const agent = await machine.sh('eval $(ssh-agent) >/dev/null; ssh-add -q k; docker build --progress=plain --build-arg N=1 --ssh default . ; ssh-agent -k >/dev/null');
  expect(steps(agent.stderr)).toEqual(['/run/buildkit/ssh_agent.0', 'socket 600 0', '256 SHA256:… me@laptop (ED25519)', 'Failed to remove all identities.']);
  const without = await machine.sh('docker build --progress=plain --build-arg N=2 .');
  expect(steps(without.stderr)).toEqual(['/run/buildkit/ssh_agent.0', "stat: can't stat '/run/buildkit/ssh_agent.0': No such file or directory", 'Error connecting to agent: No such file or directory', 'Error connecting to agent: No such file or directory']);
}, 60_000);

test('id, target, mode and owner name and dress the socket; a required one has to be there', async () => {
  const build = await machine.sh(`${dockerfile('FROM alpine\nRUN --mount=type=ssh,id=a,target=/agent,mode=0741,uid=100,gid=102 --mount=type=ssh,id=b stat -c "%n %a %u %g" /agent /run/buildkit/*; echo at $SSH_AUTH_SOCK')}docker build --progress=plain --ssh a=k --ssh b=r . 2>&1 | grep -e '0 /' -e ' at /'`);
  expect(build.stdout.replace(/#\d+ \d\.\d+ /g, '').split('\n').filter((line) => !line.startsWith('#'))).toEqual(['/agent 741 100 102', '/run/buildkit/ssh_agent.1 600 0 0', 'at /agent', '']);
  const required = await machine.sh(`${dockerfile('FROM alpine\nRUN --mount=type=ssh,id=x,required true')}docker build -q --ssh a=k .; docker build --call outline .`);
  expect([required.stderr.split('\n').find((line) => line.startsWith('ERROR')), required.stdout, required.status]).toEqual(['ERROR: failed to build: failed to solve: unset ssh forward key x', '\nSSH   REQUIRED\nx     true\n\n', 0]);
});

test.each([
  ['default', 'failed to convert agent config {default [] false}: invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set'],
  ['x=nope', 'failed to convert agent config {x [nope] false}: failed to convert agent config for ID: "x": stat nope: no such file or directory'],
  ['x=junk', 'failed to convert agent config {x [junk] false}: failed to convert agent config for ID: "x": failed to parse junk: ssh: no key found'],
  ['x=k,/var/run/docker.sock', 'failed to convert agent config {x [k /var/run/docker.sock] false}: failed to convert agent config for ID: "x": invalid combination of keys and sockets'],
  ['x=k --ssh x=r', 'duplicate agent ID "x"'],
])('--ssh %s is refused', async (value, message) => {
  expect(await machine.sh(`docker build --ssh ${value} .`)).toEqual({ stdout: '', stderr: `ERROR: failed to build: ${message}\n`, status: 1 });
});
