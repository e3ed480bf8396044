import { registryLogin } from '../../../client/system';
import { COOKED } from '../../../machine/tty/types';
import type { Cli } from '../../cli';
import { notSimulated } from '../../errors';
import type { Verb } from '../../verb';
import { HUB } from '../auth';

const INSECURE = 'WARNING! Using --password via the CLI is insecure. Use --password-stdin.';

/** The registry's key: a bare host (credentials.ConvertToHostname), or Docker Hub. */
function serverAddress(argument: string | undefined): string {
  if (argument === undefined || argument === '' || argument === 'docker.io' || argument === 'index.docker.io' || argument === 'registry-1.docker.io') return HUB;
  if (argument === HUB) return HUB;
  const stripped = argument.replace(/^https?:\/\//, '');
  return stripped.split('/')[0]!;
}

async function readSecret(cli: Cli, prompt: string): Promise<string> {
  await cli.out(prompt);
  const saved = cli.sys.tcgetattr(0);
  cli.sys.tcsetattr(0, { ...COOKED, echo: false });
  try {
    return (await cli.readLine()) ?? '';
  } finally {
    cli.sys.tcsetattr(0, saved);
    await cli.out('\n');
  }
}

async function stdinSecret(cli: Cli): Promise<string> {
  const parts: string[] = [];
  for (;;) {
    const line = await cli.readLine();
    if (line === undefined) break;
    parts.push(line);
  }
  return parts.join('\n').replace(/[\r\n]+$/, '');
}

/** `docker login`: given credentials, those of before, or asked for. */
export const login: Verb = async ({ cli, flags, args }) => {
  let username = flags.string('username');
  let password = flags.string('password');
  if (flags.bool('password-stdin')) {
    if (flags.changed('password')) throw new Error('conflicting options: cannot specify both --password and --password-stdin');
    if (username === '') throw new Error('the --password-stdin option requires --username to be set');
    password = await stdinSecret(cli);
    if (password === '') throw new Error('password is empty');
  } else if (flags.changed('password')) {
    await cli.note(INSECURE);
    if (password === '') throw new Error('password is empty');
  }
  if (flags.changed('username') && username === '') throw new Error('username is empty');
  const server = serverAddress(args[0]);
  const stored = cli.config.credentials(server);
  const known = stored.username !== undefined && stored.username !== '' && stored.password !== undefined;
  if (username === '' && password === '' && known) {
    await cli.note(`Authenticating with existing credentials... [Username: ${stored.username}]`);
    await cli.err("\n Info -> To login with a different account, run 'docker logout' followed by 'docker login'\n\n\n");
    ({ username, password } = stored as { username: string; password: string });
  } else if (username === '' || password === '') {
    if (!cli.isTty(0)) throw new Error('error: cannot perform an interactive login from a non-TTY device');
    if (server === HUB && username === '') throw notSimulated('a web-based login');
    if (username === '') {
      const before = stored.username === undefined || stored.username === '' ? '' : ` (${stored.username})`;
      await cli.out(`Username${before}: `);
      username = ((await cli.readLine()) ?? '').trim() || (stored.username ?? '');
      if (username === '') throw new Error('username is required');
    }
    password = await readSecret(cli, 'Password: ');
    if (password === '') throw new Error('password is required');
  }
  const answer = await registryLogin(cli.client, { username, password, serveraddress: server });
  cli.config.store(server, username, password);
  const shown = cli.config.path;
  if (!(known && stored.username === username && stored.password === password)) {
    await cli.err(
      `\nWARNING! Your credentials are stored unencrypted in '${shown}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n`,
    );
  }
  if (answer.Status !== '') await cli.line(answer.Status);
};

/** `docker logout`. */
export const logout: Verb = async ({ cli, args }) => {
  const server = serverAddress(args[0]);
  await cli.line(`Removing login credentials for ${server}`);
  cli.config.erase(server);
};
