import { AGENT, serveAgent, SshFields, sshString, type AgentKey } from '../../lib/ssh-agent';
import { concat, text, utf8 } from '../../lib/bytes';
import { unix } from '../../machine/net/types';
import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { acceptLoop } from '../servers/small';

const USAGE = `usage: ssh-agent [-c | -s] [-Dd] [-a bind_address] [-E fingerprint_hash]
                 [-O option] [-P allowed_providers] [-t life]
       ssh-agent [-a bind_address] [-E fingerprint_hash] [-O option]
                 [-P allowed_providers] [-t life] command [arg ...]
       ssh-agent [-c | -s] -k
`;
/** Tells the process that stays behind its socket, and that it is the one. */
const STAYS = 'SSH_AGENT_BIND';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** How a shell is told the agent's address. */
function shellLines(c: boolean, socket: string, pid: number): string {
  return c ? `setenv SSH_AUTH_SOCK ${socket};\nsetenv SSH_AGENT_PID ${pid};\necho Agent pid ${pid};\n`
    : `SSH_AUTH_SOCK=${socket}; export SSH_AUTH_SOCK;\nSSH_AGENT_PID=${pid}; export SSH_AGENT_PID;\necho Agent pid ${pid};\n`;
}

/** Kind, public blob and comment of an identity that is added (the fields that RSA and ed25519 keys have). */
function addedKey(body: Uint8Array): AgentKey | undefined {
  try {
    const fields = new SshFields(body);
    const type = text(fields.next());
    if (type === 'ssh-ed25519') {
      const open = fields.next();
      fields.next();
      return { blob: concat([sshString(type), sshString(open)]), comment: text(fields.next()) };
    }
    if (type !== 'ssh-rsa') return undefined;
    const [n, e] = [fields.next(), fields.next()];
    for (let i = 0; i < 4; i++) fields.next();
    return { blob: concat([sshString(type), sshString(e), sshString(n)]), comment: text(fields.next()) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Holds keys and answers for them until it is killed; it signs nothing, for no SSH session is simulated. */
async function stay(sys: Sys, socket: string): Promise<number> {
  let keys = (sys.resumed as AgentKey[] | undefined) ?? [];
  sys.resumable(() => keys);
  const listener = sys.listen(unix(socket));
  sys.chmod(socket, 0o600);
  const end = (): void => {
    try {
      sys.unlink(socket);
      sys.rmdir(socket.slice(0, socket.lastIndexOf('/')));
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    sys.exit(2);
  };
  sys.onSignal('SIGTERM', end);
  sys.onSignal('SIGHUP', end);
  return acceptLoop(sys, listener, (stream) => serveAgent(stream, () => keys, (type, body) => {
    if (type === AGENT.removeAll) keys = [];
    else if (type === AGENT.add) {
      const key = addedKey(body);
      if (!key) return false;
      keys = [...keys.filter(({ blob }) => !same(blob, key.blob)), key];
    } else if (type === AGENT.remove) {
      const wanted = new SshFields(body).next();
      const rest = keys.filter(({ blob }) => !same(blob, wanted));
      if (rest.length === keys.length) return false;
      keys = rest;
    } else return false;
    return true;
  }));
}

async function killAgent(sys: Sys, c: boolean): Promise<number> {
  const given = sys.env['SSH_AGENT_PID'];
  if (given === undefined) {
    await sys.write(2, 'SSH_AGENT_PID not set, cannot kill agent\n');
    return 1;
  }
  if (!/^\d+$/.test(given)) {
    await sys.write(2, `SSH_AGENT_PID="${given}", which is not a good PID: invalid\n`);
    return 1;
  }
  try {
    sys.kill(Number(given), 'SIGTERM');
  } catch (error) {
    if (!isSysError(error)) throw error;
    await sys.write(2, `kill: ${error.message}\n`);
    return 1;
  }
  await sys.write(1, c ? `unsetenv SSH_AUTH_SOCK;\nunsetenv SSH_AGENT_PID;\necho Agent pid ${given} killed;\n` : `unset SSH_AUTH_SOCK;\nunset SSH_AGENT_PID;\necho Agent pid ${given} killed;\n`);
  return 0;
}

/** ssh-agent(1): holds keys for ssh-add and for builds that forward them (-s, -c, -k, -a, -D, or a command). */
export const sshAgent: Program = {
  async main(sys) {
    const bound = sys.env[STAYS];
    if (bound !== undefined) return stay(sys, bound);
    let c = /csh$/.test(sys.env['SHELL'] ?? '');
    let kill = false;
    let foreground = false;
    let socket: string | undefined;
    let at = 1;
    for (; at < sys.argv.length && /^-./.test(sys.argv[at]!); at++) {
      const arg = sys.argv[at]!;
      if (arg === '-c' || arg === '-s') c = arg === '-c';
      else if (arg === '-k') kill = true;
      else if (arg === '-D') foreground = true;
      else if (arg === '-a') socket = sys.argv[++at];
      else if (/^-[dEOPt]$/.test(arg)) {
        await sys.write(2, `dockyard: ssh-agent ${arg} is not simulated\n`);
        return 1;
      } else {
        await sys.write(2, `unknown option -- ${arg[1]}\n${USAGE}`);
        return 1;
      }
    }
    if (kill) return killAgent(sys, c);
    if (socket === undefined) {
      const folder = `/tmp/ssh-${Array.from({ length: 12 }, () => LETTERS[sys.random.below(LETTERS.length)]).join('')}`;
      sys.mkdir(folder, 0o700);
      socket = `${folder}/agent.${sys.pid}`;
    }
    if (foreground) {
      await sys.write(1, shellLines(c, socket, sys.pid));
      return stay(sys, socket);
    }
    const nowhere = sys.open('/dev/null', 'r+');
    const pid = await sys.spawn(sys.exePath, sys.argv, { env: { ...sys.env, [STAYS]: socket }, newSession: true, fds: new Map([[0, nowhere], [1, nowhere], [2, nowhere]]) });
    while (!sys.access(socket, '')) await sys.sleep(1);
    const command = sys.argv.slice(at);
    if (command.length === 0) {
      await sys.write(1, shellLines(c, socket, pid));
      return 0;
    }
    const env = { ...sys.env, SSH_AUTH_SOCK: socket, SSH_AGENT_PID: String(pid) };
    const child = await sys.spawn('/usr/bin/env', ['env', ...command], { env });
    const ended = await sys.wait({ pid: child });
    sys.kill(pid, 'SIGTERM');
    return ended?.status.kind === 'exited' ? ended.status.code : 1;
  },
};

/** Connects to the agent that the environment names; gives undefined after complaining. */
export async function dialAgent(sys: Sys): Promise<ReturnType<Sys['stream']> | undefined> {
  const socket = sys.env['SSH_AUTH_SOCK'];
  if (!socket) {
    await sys.write(2, utf8('Could not open a connection to your authentication agent.\n'));
    return undefined;
  }
  try {
    return sys.stream(await sys.connect(unix(socket)));
  } catch (error) {
    if (!isSysError(error)) throw error;
    await sys.write(2, utf8(`Error connecting to agent: ${error.message}\n`));
    return undefined;
  }
}
