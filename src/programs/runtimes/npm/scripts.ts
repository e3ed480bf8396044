import { isSysError } from '../../../machine/errno';
import type { Sys } from '../../../machine/sys';
import { SIGNALS } from '../../../machine/signal';
import type { Manifest } from './install';

const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`);

/** Runs a line with node_modules/.bin in front of PATH, as `npm run` does; signals go on to it. */
export async function runLine(sys: Sys, root: string, line: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const path: string[] = [];
  for (let at = root; ; at = at.replace(/\/[^/]*$/, '')) {
    path.push(`${at}/node_modules/.bin`);
    if (at === '' || at === '/') break;
  }
  const pid = await sys.spawn('/bin/sh', ['sh', '-c', [line, ...args.map(quote)].join(' ')], {
    env: { ...sys.env, ...env, INIT_CWD: sys.cwd(), PATH: [...path, sys.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'].join(':') },
    cwd: root,
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    sys.onSignal(signal, () => {
      // Ctrl-C reaches the child by itself, through the terminal.
      if (signal === 'SIGINT' && sys.isatty(0)) return;
      try {
        sys.kill(pid, signal);
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    });
  }
  const ended = (await sys.wait({ pid }))!.status;
  return ended.kind === 'signaled' ? 128 + SIGNALS[ended.signal] : ended.kind === 'exited' ? ended.code : 1;
}

/** A script of package.json with its pre and post ones. */
export async function runScript(sys: Sys, root: string, manifest: Manifest, name: string, args: readonly string[], say: (text: string) => Promise<void>): Promise<number> {
  const scripts = manifest.scripts ?? {};
  const label = `${manifest.name ?? ''}${manifest.version ? `@${manifest.version}` : ''}`.trim();
  for (const stage of [`pre${name}`, name, `post${name}`]) {
    const line = scripts[stage] ?? (stage === 'start' ? 'node server.js' : undefined);
    if (line === undefined) continue;
    const more = stage === name ? args : [];
    await say(`\n> ${label ? `${label} ` : ''}${stage}\n> ${[line, ...more].join(' ')}\n\n`);
    const status = await runLine(sys, root, line, more, { npm_lifecycle_event: stage, npm_package_name: manifest.name ?? '', npm_package_version: manifest.version ?? '', npm_lifecycle_script: line, npm_config_user_agent: 'npm' });
    if (status !== 0) return status;
  }
  return 0;
}
