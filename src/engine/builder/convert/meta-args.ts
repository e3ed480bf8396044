import type { Platform } from '../../../oci/image';
import { EnvList } from '../dockerfile/env';
import type { ArgInstruction } from '../dockerfile/instructions';
import type { Lex } from '../dockerfile/lex';
import { withLocation } from '../dockerfile/location';
import { formatPlatform } from '../dockerfile/platform';

/** The arguments that every Dockerfile knows before its first FROM (BuildKit's defaultArgs). */
export function defaultArgs(
  build: Platform, target: Platform, overrides: Readonly<Record<string, string>>, targetStage: string,
): EnvList {
  const values: [string, string | undefined][] = [
    ['BUILDPLATFORM', formatPlatform({ ...build, 'os.version': undefined })],
    ['BUILDOS', build.os],
    ['BUILDOSVERSION', build['os.version']],
    ['BUILDARCH', build.architecture],
    ['BUILDVARIANT', build.variant],
    ['TARGETPLATFORM', formatPlatform(target)],
    ['TARGETOS', target.os],
    ['TARGETOSVERSION', target['os.version']],
    ['TARGETARCH', target.architecture],
    ['TARGETVARIANT', target.variant],
    ['TARGETSTAGE', targetStage || 'default'],
  ];
  let args = EnvList.empty;
  for (const [key, value] of values) args = args.set(key, Object.hasOwn(overrides, key) ? overrides[key]! : (value ?? ''));
  return args;
}

export interface MetaArgs {
  values: EnvList;
  /** The names that ARG instructions before the first FROM declare. */
  declared: string[];
}

/** The arguments that the ARG instructions before the first FROM leave (BuildKit's buildMetaArgs). */
export function metaArgs(
  defaults: EnvList, shlex: Lex, instructions: readonly ArgInstruction[], buildArgs: Readonly<Record<string, string>>,
): MetaArgs {
  let values = defaults;
  const declared = new Set<string>();
  for (const { args, location } of instructions) {
    for (const { key, value } of args) {
      declared.add(key);
      let set = value;
      if (Object.hasOwn(buildArgs, key)) {
        set = buildArgs[key]!;
      } else if (value !== undefined) {
        try {
          set = shlex.word(value, values);
        } catch (error) {
          throw withLocation(error, location);
        }
      }
      if (set !== undefined) values = values.set(key, set);
    }
  }
  return { values, declared: [...declared] };
}

/** The proxies among the build arguments, as assignments. */
export function proxyEnv(buildArgs: Readonly<Record<string, string>>): string[] {
  const names = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'];
  const env: string[] = [];
  for (const name of names) {
    const key = Object.keys(buildArgs).sort().findLast((candidate) => candidate.toLowerCase() === name);
    if (key === undefined) continue;
    env.push(`${name.toUpperCase()}=${buildArgs[key]}`, `${name}=${buildArgs[key]}`);
  }
  return env;
}
