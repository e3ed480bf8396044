import type { Sys } from '../../machine/sys';

/** Where unit files lie, the first that has one wins (systemd.unit(5)). */
export const UNIT_FOLDERS = ['/etc/systemd/system', '/usr/lib/systemd/system'];

/** A unit file's settings as far as this init reads them (systemd.service(5), systemd.socket(5)). */
export interface Unit {
  name: string;
  path: string;
  description: string;
  documentation: string;
  execStart: string[];
  execReload: string[];
  listenStream: string | undefined;
  socketMode: number;
  socketGroup: string;
  restart: string;
  restartSec: number;
  wantedBy: string[];
  triggeredBy: string | undefined;
  environment: Record<string, string>;
}

function words(command: string): string[] {
  return (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

/** Reads a unit by its full name (`docker.service`); undefined when there is no such file. */
export function readUnit(sys: Sys, name: string): Unit | undefined {
  const path = UNIT_FOLDERS.map((folder) => `${folder}/${name}`).find((file) => sys.access(file, 'r'));
  if (!path) return undefined;
  const settings = new Map<string, string[]>();
  for (const line of sys.readText(path).split('\n')) {
    const match = /^([A-Za-z]+)=(.*)$/.exec(line.trim());
    if (match) settings.set(match[1]!, [...(settings.get(match[1]!) ?? []), match[2]!]);
  }
  const first = (key: string) => settings.get(key)?.[0] ?? '';
  const base = name.replace(/\.\w+$/, '');
  const environment: Record<string, string> = {};
  for (const pair of settings.get('Environment') ?? []) for (const word of words(pair)) environment[word.split('=')[0]!] = word.slice(word.indexOf('=') + 1);
  return {
    name,
    path,
    description: first('Description') || name,
    documentation: first('Documentation'),
    execStart: words(first('ExecStart')),
    execReload: words(first('ExecReload')),
    listenStream: first('ListenStream') || undefined,
    socketMode: parseInt(first('SocketMode') || '0666', 8),
    socketGroup: first('SocketGroup'),
    restart: first('Restart') || 'no',
    restartSec: Number(first('RestartSec').replace(/s$/, '')) || 0.1,
    wantedBy: words(first('WantedBy')),
    triggeredBy: name.endsWith('.service') && UNIT_FOLDERS.some((folder) => sys.access(`${folder}/${base}.socket`, 'r')) ? `${base}.socket` : undefined,
    environment,
  };
}

/** All units that have a file, by name. */
export function unitNames(sys: Sys): string[] {
  const names = new Set<string>();
  for (const folder of UNIT_FOLDERS) {
    if (!sys.access(folder, 'r')) continue;
    for (const entry of sys.readdir(folder)) if (/\.(service|socket)$/.test(entry.name)) names.add(entry.name);
  }
  return [...names].sort();
}

/** `docker` means `docker.service`. */
export function fullName(name: string): string {
  return /\.(service|socket|target|timer)$/.test(name) ? name : `${name}.service`;
}

/** Where `systemctl enable` puts its link. */
export function wantsLink(unit: Unit): string {
  return `/etc/systemd/system/${unit.wantedBy[0] ?? 'multi-user.target'}.wants/${unit.name}`;
}
