import { locationOf, type Heredoc, type Node } from './ast';
import { parseAdd, parseCopy } from './parse-copy';
import { parseHealthcheck } from './parse-healthcheck';
import { Flags } from './flags';
import { cut, quote, trimSpace } from './go-text';
import type {
  ArgInstruction, CommandLine, Instruction, KeyValue, NetworkMode, OnbuildInstruction, RunInstruction,
  SecurityMode, Stage,
} from './instructions';
import { INSTRUCTION_NAMES } from './line-parsers';
import { fromAsCasing, invalidDefinitionDescription, maintainerDeprecated, stageNameCasing } from './lint-rules';
import { Linter } from './linter';
import { DockerfileError, withLocation, type LineRange } from './location';
import { checkDevice } from './run-device';
import { parseRunMount } from './run-mount';
import { withSuggestion } from './suggest';

/** A node's parts, as the parsers of the single instructions want them. */
export interface Request {
  name: string;
  args: string[];
  heredocs: Heredoc[];
  json: boolean;
  flags: string[];
  code: string;
  original: string;
  location: LineRange;
  comments: string[] | undefined;
}

export type CommonFields = { name: string; code: string; location: LineRange; comments: string[] | undefined };

export function common(request: Request): CommonFields {
  const { name, code, location, comments } = request;
  return { name, code, location, comments };
}

function nodeArgs(node: Node): string[] {
  const args: string[] = [];
  for (let next = node.next; next; next = next.next) {
    const child = next.children[0];
    if (!child) args.push(next.value);
    else args.push(child.value, ...nodeArgs(child));
  }
  return args;
}

/**
 * The typed instruction that a node says, or the stage that it begins, or the error that BuildKit has for it
 * (instructions.ParseInstructionWithLinter).
 */
export function parseInstruction(node: Node, baseLinter: Linter = Linter.silent): Instruction | Stage {
  const request: Request = {
    name: node.value, args: nodeArgs(node), heredocs: node.heredocs, json: node.json, flags: node.flags,
    code: trimSpace(node.original), original: node.original, location: locationOf(node), comments: node.comments,
  };
  try {
    return dispatch(request, baseLinter.withComments(node.comments));
  } catch (error) {
    throw withLocation(error, request.location);
  }
}

function dispatch(request: Request, lint: Linter): Instruction | Stage {
  const fields = common(request);
  switch (request.name.toLowerCase()) {
    case 'add':
      return parseAdd(request);
    case 'arg':
      return parseArg(request, lint);
    case 'cmd':
      noFlags(request);
      return { kind: 'cmd', ...fields, commandLine: commandLine(request) };
    case 'copy':
      return parseCopy(request);
    case 'entrypoint':
      noFlags(request);
      return { kind: 'entrypoint', ...fields, commandLine: commandLine(request) };
    case 'env':
      noFlags(request);
      return { kind: 'env', ...fields, pairs: keyValues(request.args, 'ENV') };
    case 'expose':
      atLeastOne(request, 'EXPOSE');
      noFlags(request);
      return { kind: 'expose', ...fields, ports: [...request.args].sort(byCodePoint) };
    case 'from':
      return parseFrom(request, lint);
    case 'healthcheck':
      return { kind: 'healthcheck', ...fields, health: parseHealthcheck(request) };
    case 'label':
      noFlags(request);
      return { kind: 'label', ...fields, pairs: keyValues(request.args, 'LABEL') };
    case 'maintainer':
      lint.run(maintainerDeprecated, request.location);
      return { kind: 'maintainer', ...fields, maintainer: onlyArg(request, 'MAINTAINER') };
    case 'onbuild':
      return parseOnbuild(request);
    case 'run':
      return parseRun(request);
    case 'shell':
      return { kind: 'shell', ...fields, shell: parseShell(request) };
    case 'stopsignal':
      return { kind: 'stopsignal', ...fields, signal: onlyArg(request, 'STOPSIGNAL', false) };
    case 'user':
      return { kind: 'user', ...fields, user: onlyArg(request, 'USER') };
    case 'volume':
      return { kind: 'volume', ...fields, volumes: parseVolume(request) };
    case 'workdir':
      return { kind: 'workdir', ...fields, path: onlyArg(request, 'WORKDIR') };
  }
  const names = INSTRUCTION_NAMES.map((name) => name.toUpperCase());
  throw new DockerfileError(withSuggestion(`unknown instruction: ${request.name}`, request.name, names, false));
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function noFlags(request: Request): void {
  new Flags<never>({}).parse(request.flags);
}

function atLeastOne(request: Request, instruction: string): void {
  if (request.args.length === 0) throw new DockerfileError(`${instruction} requires at least one argument`);
}

function onlyArg(request: Request, instruction: string, checkFlags = true): string {
  if (request.args.length !== 1) throw new DockerfileError(`${instruction} requires exactly one argument`);
  if (checkFlags) noFlags(request);
  return request.args[0]!;
}

function keyValues(args: string[], instruction: string): KeyValue[] {
  if (args.length === 0) throw new DockerfileError(`${instruction} requires at least one argument`);
  const pairs: KeyValue[] = [];
  for (let i = 0; i < args.length; i += 3) {
    if (args[i] === '') throw new DockerfileError(`${instruction} names can not be blank`);
    pairs.push({ key: args[i]!, value: args[i + 1]!, noDelimiter: args[i + 2] === '' });
  }
  return pairs;
}

function commandLine(request: Request): CommandLine {
  return {
    args: request.args.length === 0 ? [] : request.json ? request.args : [request.args.join(' ')],
    files: request.heredocs.map(({ name, content, chomp }) => ({ name, data: content, chomp })),
    prependShell: !request.json,
  };
}

function checkDescription(request: Request, instruction: string, keys: string[], lint: Linter): void {
  const last = request.comments?.at(-1);
  if (last === undefined || keys.length === 0 || keys.includes(last.split(' ')[0]!)) return;
  lint.run(invalidDefinitionDescription, request.location, instruction, keys.length > 1 ? '<arg_key>' : keys[0]!);
}

function parseArg(request: Request, lint: Linter): ArgInstruction {
  atLeastOne(request, 'ARG');
  const args = request.args.map((arg) => {
    const [key, value, hasValue] = cut(arg, '=');
    if (hasValue && key === '') throw new DockerfileError('ARG names can not be blank');
    return { key, value: hasValue ? value : undefined };
  });
  checkDescription(request, 'ARG', args.map(({ key }) => key), lint);
  return { kind: 'arg', ...common(request), args };
}

const stageNameForm = /^[a-z][a-z0-9\-_.]*$/;

function parseFrom(request: Request, lint: Linter): Stage {
  const { args, name, location } = request;
  if (args.length === 3 && args[2] !== args[2]!.toLowerCase()) lint.run(stageNameCasing, location, args[2]!);
  if (!casingMatches(request)) lint.run(fromAsCasing, location, name, args[1]!);
  let stageName = '';
  if (args.length === 3 && args[1]!.toLowerCase() === 'as') {
    stageName = args[2]!.toLowerCase();
    if (!stageNameForm.test(stageName)) {
      throw new DockerfileError(
        `invalid name for build stage: ${quote(args[2]!)}, name can't start with a number or contain symbols`,
      );
    }
  } else if (args.length !== 1) {
    throw new DockerfileError('FROM requires either one or three arguments');
  }
  const flags = new Flags({ platform: 'string' }).parse(request.flags);
  if (stageName !== '') checkDescription(request, 'FROM', [stageName], lint);
  const comment = (request.comments ?? []).find((line) => stageName !== '' && line.startsWith(stageName + ' '));
  return {
    kind: 'from', ...common(request), stageName, baseName: args[0]!, platform: flags.string('platform'),
    description: comment?.slice(stageName.length + 1) ?? '', instructions: [],
  };
}

/** Only a FROM that is all lower or all upper case asks the same of its AS. */
function casingMatches({ name, args }: Request): boolean {
  if (args.length < 3) return true;
  if (name === name.toLowerCase()) return args[1] === args[1]!.toLowerCase();
  if (name === name.toUpperCase()) return args[1] === args[1]!.toUpperCase();
  return true;
}

function parseOnbuild(request: Request): OnbuildInstruction {
  atLeastOne(request, 'ONBUILD');
  noFlags(request);
  const trigger = trimSpace(request.args[0]!).toUpperCase();
  if (trigger === 'ONBUILD') throw new DockerfileError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (trigger === 'MAINTAINER' || trigger === 'FROM') {
    throw new DockerfileError(`${trigger} isn't allowed as an ONBUILD trigger`);
  }
  let expression = request.original.replace(/^[\t\n\f\r ]*ONBUILD[\t\n\f\r ]*/i, '');
  for (const heredoc of request.heredocs) expression += `\n${heredoc.content}${heredoc.name}`;
  return { kind: 'onbuild', ...common(request), expression };
}

function parseRun(request: Request): RunInstruction {
  const flags = new Flags({ mount: 'strings', network: 'string', security: 'string', device: 'strings' }).parse(request.flags);
  const devices = flags.strings('device');
  devices.forEach(checkDevice);
  const mountFlags = flags.strings('mount');
  const mounts = mountFlags.map((flag) => parseRunMount(flag, undefined));
  const network = flags.string('network', 'default');
  if (!['default', 'none', 'host'].includes(network)) {
    throw new DockerfileError(`invalid network mode ${quote(network)}`);
  }
  const security = flags.string('security', 'sandbox');
  if (!['sandbox', 'insecure'].includes(security)) throw new DockerfileError(`security ${quote(security)} is not valid`);
  return {
    kind: 'run', ...common(request), commandLine: commandLine(request), mountFlags, mounts,
    network: network as NetworkMode, security: security as SecurityMode, devices,
  };
}

function parseShell(request: Request): string[] {
  noFlags(request);
  atLeastOne(request, 'SHELL');
  if (!request.json) throw new DockerfileError('SHELL requires the arguments to be in JSON form');
  return request.args;
}

function parseVolume(request: Request): string[] {
  atLeastOne(request, 'VOLUME');
  noFlags(request);
  return request.args.map((arg) => {
    const volume = trimSpace(arg);
    if (volume === '') throw new DockerfileError('VOLUME specified can not be an empty string');
    return volume;
  });
}
