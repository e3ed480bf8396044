import type { RunConfig } from '../../../oci/image';
import { parseExposedPort } from '../dockerfile/expose';
import { cleanPath, joinPath, quoteList } from '../dockerfile/go-text';
import type { CommandLine, Healthcheck, Instruction, KeyValue } from '../dockerfile/instructions';
import { Linter } from '../dockerfile/linter';
import { DockerfileError } from '../dockerfile/location';
import { isSignal } from '../dockerfile/signal-name';
import { formatHealthcheck } from '../convert/dispatch';

/** A run config that instructions change (the metadata part of moby's dispatchers). */
export class RunConfigState {
  author = '';
  /** What there is to tell about the last change. */
  note = '';
  private cmdSet = false;

  constructor(readonly config: RunConfig) {}

  shell(): string[] {
    return this.config.Shell?.length ? this.config.Shell : ['/bin/sh', '-c'];
  }

  commandLine({ args, prependShell }: CommandLine): string[] {
    return prependShell ? [...this.shell(), ...args] : args;
  }

  /** Applies an instruction; gives what the history says of it, or undefined when it is not about the config alone. */
  apply(instruction: Instruction, words: (text: string) => string[]): string | undefined {
    const { config } = this;
    this.note = '';
    switch (instruction.kind) {
      case 'cmd': {
        config.Cmd = this.commandLine(instruction.commandLine);
        this.cmdSet ||= instruction.commandLine.args.length > 0;
        return `CMD ${quoteList(config.Cmd)}`;
      }
      case 'entrypoint':
        config.Entrypoint = this.commandLine(instruction.commandLine);
        if (!this.cmdSet) delete config.Cmd;
        return `ENTRYPOINT ${quoteList(config.Entrypoint)}`;
      case 'env':
        return this.setEnv(instruction.pairs);
      case 'expose': {
        const ports = instruction.ports.flatMap(words);
        const exposed = (config.ExposedPorts ??= {});
        for (const port of ports.flatMap((spec) => parseExposedPort(spec, Linter.silent, instruction.location))) exposed[port] = {};
        return `EXPOSE ${ports.join(' ')}`;
      }
      case 'healthcheck':
        return this.setHealthcheck(instruction.health);
      case 'label':
        for (const { key, value } of instruction.pairs) (config.Labels ??= {})[key] = value;
        return 'LABEL' + pairsText(instruction.pairs);
      case 'maintainer':
        this.author = instruction.maintainer;
        return `MAINTAINER ${instruction.maintainer}`;
      case 'onbuild':
        (config.OnBuild ??= []).push(instruction.expression);
        return `ONBUILD ${instruction.expression}`;
      case 'shell':
        config.Shell = instruction.shell;
        return `SHELL [${instruction.shell.join(' ')}]`;
      case 'stopsignal':
        if (!isSignal(instruction.signal)) throw new DockerfileError(`invalid signal: ${instruction.signal}`);
        config.StopSignal = instruction.signal;
        return `STOPSIGNAL ${instruction.signal}`;
      case 'user':
        config.User = instruction.user;
        return `USER ${instruction.user}`;
      case 'volume':
        for (const volume of instruction.volumes) (config.Volumes ??= {})[volume] = {};
        return `VOLUME [${instruction.volumes.join(' ')}]`;
      default:
        return undefined;
    }
  }

  private setEnv(pairs: readonly KeyValue[]): string {
    const env = (this.config.Env ??= []);
    for (const { key, value } of pairs) {
      const at = env.findIndex((assignment) => assignment.split('=', 1)[0] === key);
      if (at < 0) env.push(`${key}=${value}`);
      else env[at] = `${key}=${value}`;
    }
    return 'ENV' + pairsText(pairs);
  }

  private setHealthcheck(health: Healthcheck): string {
    const before = this.config.Healthcheck?.Test;
    if (before?.length && before[0] !== 'NONE') this.note = `Note: overriding previous HEALTHCHECK: [${before.join(' ')}]\n`;
    this.config.Healthcheck = {
      Test: health.test, Interval: health.interval, Timeout: health.timeout, StartPeriod: health.startPeriod,
      StartInterval: health.startInterval, Retries: health.retries,
    };
    return `HEALTHCHECK &${formatHealthcheck(health)}`;
  }
}

function pairsText(pairs: readonly KeyValue[]): string {
  return pairs.map(({ key, value }) => ` ${key}=${value}`).join('');
}

/** `WORKDIR` relative to the one before. */
export function nextWorkdir(current: string | undefined, path: string): string {
  if (path === '') throw new DockerfileError('cannot normalize nothing');
  return path.startsWith('/') ? cleanPath(path) : joinPath('/', current ?? '', path);
}
