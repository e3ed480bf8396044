import { invalid } from '../../api/errors';
import type { RunConfig } from '../../oci/image';
import { DockerfileError } from '../builder/dockerfile/location';
import { parseInstruction } from '../builder/dockerfile/parse-instruction';
import { parseDockerfile } from '../builder/dockerfile/parser';
import type { CommandLine, Instruction } from '../builder/dockerfile/instructions';

const ALLOWED = ['cmd', 'entrypoint', 'healthcheck', 'env', 'expose', 'label', 'onbuild', 'stopsignal', 'user', 'volume', 'workdir'];
const SHELL = ['/bin/sh', '-c'];

function argv(line: CommandLine, shell: readonly string[]): string[] {
  return line.prependShell ? [...shell, line.args.join(' ')] : line.args;
}

/** `docker commit --change` and `docker import --change` (moby daemon/builder/dockerfile, BuildFromConfig). */
export function applyChanges(config: RunConfig, changes: readonly string[]): RunConfig {
  if (changes.length === 0) return config;
  const out = structuredClone(config);
  try {
    const { ast } = parseDockerfile(changes.join('\n'));
    for (const node of ast.children) {
      if (!ALLOWED.includes(node.value.toLowerCase())) throw invalid(`${node.value.toUpperCase()} is not a valid change command`);
    }
    for (const node of ast.children) applyChange(out, parseInstruction(node) as Instruction);
  } catch (error) {
    if (error instanceof DockerfileError) throw invalid(error.message);
    throw error;
  }
  return out;
}

function applyChange(config: RunConfig, change: Instruction): void {
  const shell = config.Shell ?? SHELL;
  switch (change.kind) {
    case 'cmd':
      config.Cmd = argv(change.commandLine, shell);
      return;
    case 'entrypoint':
      config.Entrypoint = argv(change.commandLine, shell);
      return;
    case 'healthcheck': {
      const { test, interval, timeout, startPeriod, startInterval, retries } = change.health;
      config.Healthcheck = Object.fromEntries(
        Object.entries({ Test: test, Interval: interval, Timeout: timeout, StartPeriod: startPeriod, StartInterval: startInterval, Retries: retries }).filter(([, value]) => value),
      );
      return;
    }
    case 'env':
      for (const { key, value } of change.pairs) {
        const env = [...(config.Env ?? [])];
        const at = env.findIndex((one) => one.startsWith(`${key}=`));
        if (at === -1) env.push(`${key}=${value}`);
        else env[at] = `${key}=${value}`;
        config.Env = env;
      }
      return;
    case 'label':
      config.Labels = { ...config.Labels, ...Object.fromEntries(change.pairs.map(({ key, value }) => [key, value])) };
      return;
    case 'expose':
      config.ExposedPorts = { ...config.ExposedPorts };
      for (const port of change.ports) config.ExposedPorts[port.includes('/') ? port : `${port}/tcp`] = {};
      return;
    case 'volume':
      config.Volumes = { ...config.Volumes, ...Object.fromEntries(change.volumes.map((path) => [path, {}])) };
      return;
    case 'onbuild':
      config.OnBuild = [...(config.OnBuild ?? []), change.expression];
      return;
    case 'stopsignal':
      config.StopSignal = change.signal;
      return;
    case 'user':
      config.User = change.user;
      return;
    case 'workdir':
      config.WorkingDir = change.path.startsWith('/') ? change.path : `${config.WorkingDir ?? ''}/${change.path}`.replace(/\/+/g, '/');
      return;
    default:
      return;
  }
}
