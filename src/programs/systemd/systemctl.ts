import { isSysError } from '../../machine/errno';
import { appletProgram, type Io } from '../applet';
import { clockTime, elapsed } from './time-text';
import { askInit, type InitRequest, type UnitStatus } from './protocol';
import { fullName, readUnit, unitNames, wantsLink } from './unit';

const CHANGES = new Set(['start', 'stop', 'restart', 'reload', 'kill']);

async function denied(io: Io, verb: string, unit: string): Promise<number> {
  await io.err(`Failed to ${verb} ${unit}: Interactive authentication required.`);
  await io.err(`See system logs and 'systemctl status ${unit}' for details.`);
  return 4;
}

/** Does a state change on each unit; the texts are systemctl's. */
async function change(io: Io, verb: InitRequest['verb'], names: readonly string[]): Promise<number> {
  let status = 0;
  for (const name of names.map(fullName)) {
    if (io.sys.credentials.euid !== 0) {
      status = await denied(io, verb, name);
      continue;
    }
    const answer = await askInit(io.sys, { verb, unit: name });
    if (answer.error === 'not-found') {
      await io.err(`Failed to ${verb} ${name}: Unit ${name} not found.`);
      status = 5;
    } else if (answer.error) {
      await io.err(`Job for ${name} failed because the control process exited with error code.`);
      await io.err(`See "systemctl status ${name}" and "journalctl -xeu ${name}" for details.`);
      status = 1;
    }
  }
  return status;
}

async function unitStatus(io: Io, name: string): Promise<UnitStatus> {
  return (await askInit(io.sys, { verb: 'show', unit: fullName(name) })).units[0]!;
}

async function showStatus(io: Io, name: string): Promise<number> {
  const status = await unitStatus(io, name);
  if (status.load === 'not-found') {
    await io.err(`Unit ${fullName(name)} could not be found.`);
    return 4;
  }
  const unit = readUnit(io.sys, status.name)!;
  const dot = status.active === 'active' ? '●' : status.active === 'failed' ? '×' : '○';
  const now = io.sys.now();
  const since = status.sinceMs ? ` since ${clockTime(status.sinceMs)}; ${elapsed(now - status.sinceMs)} ago` : '';
  const why = status.active === 'failed' ? ` (Result: ${status.exitSignal ? 'signal' : 'exit-code'})` : ` (${status.sub})`;
  await io.out(`${dot} ${status.name} - ${unit.description}\n`);
  await io.out(`     Loaded: loaded (${unit.path}; ${status.enabled ? 'enabled' : 'disabled'}; preset: enabled)\n`);
  await io.out(`     Active: ${status.active}${why}${since}\n`);
  if (unit.triggeredBy) await io.out(`TriggeredBy: ● ${unit.triggeredBy}\n`);
  if (unit.documentation) await io.out(`       Docs: ${unit.documentation}\n`);
  if (status.mainPid) {
    const process = io.sys.processes().find((entry) => entry.pid === status.mainPid);
    await io.out(`   Main PID: ${status.mainPid} (${process?.comm ?? '?'})\n`);
    await io.out(`     CGroup: /system.slice/${status.name}\n             └─${status.mainPid} ${unit.execStart.join(' ')}\n`);
  }
  const log = `/var/log/journal/${status.name}.log`;
  if (io.sys.access(log, 'r')) await io.out(`\n${io.sys.readText(log).split('\n').slice(0, -1).slice(-10).join('\n')}\n`);
  return status.active === 'active' ? 0 : 3;
}

async function enable(io: Io, on: boolean, names: readonly string[]): Promise<number> {
  for (const name of names.map(fullName)) {
    const unit = readUnit(io.sys, name);
    const verb = on ? 'enable' : 'disable';
    if (!unit) {
      await io.err(`Failed to ${verb} unit: Unit file ${name} does not exist.`);
      return 1;
    }
    if (io.sys.credentials.euid !== 0) return denied(io, `${verb} unit`, name);
    const link = wantsLink(unit);
    const there = linkIsThere(io, link);
    if (on && !there) {
      const folder = link.slice(0, link.lastIndexOf('/'));
      if (!io.sys.access(folder, '')) io.sys.mkdir(folder, 0o755);
      io.sys.symlink(unit.path, link);
      await io.err(`Created symlink ${link} → ${unit.path}.`);
    } else if (!on && there) {
      io.sys.unlink(link);
      await io.err(`Removed "${link}".`);
    }
  }
  return 0;
}

function linkIsThere(io: Io, path: string): boolean {
  try {
    io.sys.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

async function listUnits(io: Io): Promise<number> {
  const units = (await askInit(io.sys, { verb: 'list' })).units.filter((unit) => unit.active !== 'inactive');
  const width = Math.max(4, ...units.map((unit) => unit.name.length));
  await io.out(`  ${'UNIT'.padEnd(width)} LOAD   ACTIVE SUB       DESCRIPTION\n`);
  for (const unit of units) {
    await io.out(`  ${unit.name.padEnd(width)} loaded ${unit.active.padEnd(6)} ${unit.sub.padEnd(9)} ${readUnit(io.sys, unit.name)?.description ?? ''}\n`);
  }
  await io.out(`\n${units.length} loaded units listed.\n`);
  return 0;
}

/** systemctl(1): the verbs that tutorials use. */
export const systemctl = appletProgram(async (io) => {
  const flags = io.args.filter((arg) => arg.startsWith('-'));
  const [verb = 'list-units', ...names] = io.args.filter((arg) => !arg.startsWith('-'));
  try {
    if (CHANGES.has(verb)) return await change(io, verb as InitRequest['verb'], names);
    switch (verb) {
      case 'status': {
        let status = 0;
        for (const name of names) status = (await showStatus(io, name)) || status;
        return status;
      }
      case 'is-active': case 'is-failed': {
        const found = await unitStatus(io, names[0] ?? '');
        if (!flags.some((flag) => flag === '-q' || flag === '--quiet')) await io.out(`${found.active}\n`);
        const wanted = verb === 'is-active' ? 'active' : 'failed';
        return found.active === wanted ? 0 : verb === 'is-active' ? 3 : 1;
      }
      case 'is-enabled': {
        const found = await unitStatus(io, names[0] ?? '');
        if (found.load === 'not-found') {
          await io.err(`Failed to get unit file state for ${found.name}: No such file or directory`);
          return 1;
        }
        await io.out(found.enabled ? 'enabled\n' : 'disabled\n');
        return found.enabled ? 0 : 1;
      }
      case 'enable': case 'disable': {
        const status = await enable(io, verb === 'enable', names);
        if (status === 0 && flags.includes('--now')) return await change(io, verb === 'enable' ? 'start' : 'stop', names);
        return status;
      }
      case 'daemon-reload':
        await askInit(io.sys, { verb: 'daemon-reload' });
        return 0;
      case 'list-units':
        return await listUnits(io);
      case 'list-unit-files':
        for (const name of unitNames(io.sys)) await io.out(`${name.padEnd(30)} ${(await unitStatus(io, name)).enabled ? 'enabled ' : 'disabled'} enabled\n`);
        return 0;
      default:
        await io.err(`dockyard: systemctl ${verb} is not simulated`);
        return 1;
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err('System has not been booted with systemd as init system (PID 1). Can\'t operate.');
    await io.err('Failed to connect to bus: Host is down');
    return 1;
  }
});

/** service(8): `service NAME VERB` through systemctl. */
export const service = appletProgram(async (io) => {
  const [name, verb] = io.args;
  if (!name || !verb) {
    await io.err('Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]');
    return 1;
  }
  if (!io.sys.access('/run/systemd/private', '')) {
    const script = `/etc/init.d/${name}`;
    if (io.sys.access(script, 'x')) return io.sys.exec(script, [script, verb]);
    await io.err(`${name}: unrecognized service`);
    return 1;
  }
  return verb === 'status' ? showStatus(io, name) : change(io, verb as InitRequest['verb'], [name]);
});

/** journalctl(1): what init has kept of its services' output. */
export const journalctl = appletProgram(async (io) => {
  const wanted: string[] = [];
  let lines: number | undefined;
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '-u' || arg === '--unit') wanted.push(fullName(io.args[++i] ?? ''));
    else if (arg.startsWith('--unit=')) wanted.push(fullName(arg.slice(7)));
    else if (/^-[a-z]*u$/.test(arg)) wanted.push(fullName(io.args[++i] ?? ''));
    else if (arg === '-n' || arg === '--lines') lines = Number(io.args[++i]);
    else if (/^-n\d+$/.test(arg)) lines = Number(arg.slice(2));
    else if (arg === '-f' || arg === '--follow') {
      await io.err('dockyard: journalctl -f is not simulated');
      return 1;
    }
  }
  const folder = '/var/log/journal';
  if (!io.sys.access(folder, 'r')) {
    await io.err('No journal files were found.');
    return 1;
  }
  const names = wanted.length > 0 ? wanted : io.sys.readdir(folder).map((entry) => entry.name.replace(/\.log$/, ''));
  const all = names.flatMap((name) => {
    const path = `${folder}/${name}.log`;
    return io.sys.access(path, 'r') ? io.sys.readText(path).split('\n').filter(Boolean) : [];
  });
  const shown = lines === undefined ? all : all.slice(-lines);
  await io.out(shown.length > 0 ? `${shown.join('\n')}\n` : '-- No entries --\n');
  return 0;
});
