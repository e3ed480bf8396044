import type { CommandSpec, FlagSpec } from '../../tree';

/** buildx's commands: what of them this program knows. Paths are below `docker buildx`. */
const f = (n: string, h: string, more: Partial<FlagSpec> = {}): FlagSpec => ({ n, h, ...more });

const BUILD_FLAGS: FlagSpec[] = [
  f('add-host', 'Add a host-to-IP mapping (format: "host:ip")', { t: 'stringSlice', p: 'strings' }),
  f('allow', 'Allow privileged entitlements (e.g., "network.host", "security.insecure")', { t: 'stringArray', p: 'stringArray' }),
  f('annotation', 'Add an annotation to the image', { t: 'stringArray', p: 'stringArray' }),
  f('attest', 'Attestation parameters (format: "type=sbom,generator=image")', { t: 'stringArray', p: 'stringArray' }),
  f('build-arg', 'Set build-time variables', { t: 'stringArray', p: 'stringArray' }),
  f('build-context', 'Further build contexts (e.g., name=path)', { t: 'stringArray', p: 'stringArray' }),
  f('builder', 'Builder instance to use'),
  f('cache-from', 'External cache sources', { t: 'stringArray', p: 'stringArray' }),
  f('cache-to', 'Cache export destinations', { t: 'stringArray', p: 'stringArray' }),
  f('call', 'Evaluate the build in another way ("check", "outline", "targets")', { d: 'build' }),
  f('cgroup-parent', 'Parent cgroup of RUN instructions'),
  f('check', 'Shorthand for "--call=check"', { t: 'bool' }),
  f('debug', 'Turn on debug logging', { s: 'D', t: 'bool' }),
  f('file', 'Name of the Dockerfile (default: "PATH/Dockerfile")', { s: 'f' }),
  f('iidfile', 'Write the image ID to a file'),
  f('label', 'Set metadata of the image', { t: 'stringArray', p: 'stringArray' }),
  f('load', 'Shorthand for "--output=type=docker"', { t: 'bool' }),
  f('metadata-file', 'Write build result metadata to a file'),
  f('network', 'Networking mode of RUN instructions', { d: 'default' }),
  f('no-cache', 'Do not use the cache', { t: 'bool' }),
  f('no-cache-filter', 'Do not use the cache for these stages', { t: 'stringSlice', p: 'stringArray' }),
  f('output', 'Output destination (format: "type=local,dest=path")', { s: 'o', t: 'stringArray', p: 'stringArray' }),
  f('platform', 'Set the target platform', { t: 'stringSlice', p: 'stringArray' }),
  f('policy', 'Policy configuration', { t: 'stringArray', p: 'stringArray' }),
  f('progress', 'Type of progress output ("auto", "none", "plain", "quiet", "rawjson", "tty")', { d: 'auto' }),
  f('provenance', 'Shorthand for "--attest=type=provenance"'),
  f('pull', 'Always look for newer base images', { t: 'bool' }),
  f('push', 'Shorthand for "--output=type=registry,unpack=false"', { t: 'bool' }),
  f('quiet', 'Leave out progress, print the image ID on success', { s: 'q', t: 'bool' }),
  f('sbom', 'Shorthand for "--attest=type=sbom"'),
  f('secret', 'Secret to expose to the build (format: "id=mysecret[,src=/local/secret]")', { t: 'stringArray', p: 'stringArray' }),
  f('shm-size', 'Shared memory size of build containers', { t: 'bytes' }),
  f('ssh', 'SSH agent socket or keys to expose', { t: 'stringArray', p: 'stringArray' }),
  f('tag', 'Image identifier (format: "[registry/]repository[:tag]")', { s: 't', t: 'stringArray', p: 'stringArray' }),
  f('target', 'Set the target build stage'),
  f('ulimit', 'Ulimit options', { t: 'ulimit' }),
  // What the classic builder takes and buildx only puts up with.
  f('print', '', { hidden: 1 }),
  ...['compress', 'force-rm', 'squash', 'disable-content-trust'].map((n) => f(n, '', { t: 'bool', hidden: 1 })),
  f('rm', '', { t: 'bool', hidden: 1, d: 'true' }),
  f('isolation', '', { hidden: 1 }),
  ...['security-opt', 'cpuset-cpus', 'cpuset-mems'].map((n) => f(n, '', { hidden: 1 })),
  f('memory', '', { s: 'm', hidden: 1 }),
  f('memory-swap', '', { hidden: 1 }),
  ...['cpu-period', 'cpu-quota'].map((n) => f(n, '', { t: 'int64', hidden: 1 })),
  f('cpu-shares', '', { s: 'c', t: 'int64', hidden: 1 }),
];

const BAKE_FLAGS: FlagSpec[] = [
  f('allow', 'Let the build use what is given', { t: 'stringArray', p: 'stringArray' }),
  f('builder', 'Builder instance to use'),
  f('call', 'Evaluate the build in another way ("check", "outline", "targets")', { d: 'build' }),
  f('check', 'Shorthand for "--call=check"', { t: 'bool' }),
  f('debug', 'Turn on debug logging', { s: 'D', t: 'bool' }),
  f('file', 'Build definition file', { s: 'f', t: 'stringArray', p: 'stringArray' }),
  f('list', 'List targets or variables'),
  f('list-targets', '', { t: 'bool', hidden: 1 }),
  f('list-variables', '', { t: 'bool', hidden: 1 }),
  f('load', 'Shorthand for "--set=*.output=type=docker"', { t: 'bool' }),
  f('metadata-file', 'Write build result metadata to a file'),
  f('no-cache', 'Do not use the cache', { t: 'bool' }),
  f('print', 'Show what would be built', { t: 'bool' }),
  f('progress', 'Type of progress output ("auto", "none", "plain", "quiet", "rawjson", "tty")', { d: 'auto' }),
  f('provenance', 'Shorthand for "--set=*.attest=type=provenance"'),
  f('pull', 'Always look for newer base images', { t: 'bool' }),
  f('push', 'Shorthand for "--set=*.output=type=registry"', { t: 'bool' }),
  f('sbom', 'Shorthand for "--set=*.attest=type=sbom"'),
  f('set', 'Override a value of targets (e.g., "targetpattern.key=value")', { t: 'stringArray', p: 'stringArray' }),
  f('var', 'Set a variable (e.g., "name=value")', { t: 'stringArray', p: 'stringArray' }),
];

const PRUNE_FLAGS: FlagSpec[] = [
  f('all', 'Include internal and frontend images', { s: 'a', t: 'bool' }),
  f('builder', 'Builder instance to use'),
  f('filter', 'Only what matches (e.g., "until=24h")', { t: 'filter' }),
  f('force', 'Do not ask for confirmation', { s: 'f', t: 'bool' }),
  f('keep-storage', 'Amount of disk space to keep', { t: 'bytes', hidden: 1, deprecated: 1 }),
  f('max-used-space', 'Most disk space that the cache may use', { t: 'bytes' }),
  f('min-free-space', 'Disk space to keep free', { t: 'bytes' }),
  f('reserved-space', 'Disk space that the cache may always use', { t: 'bytes' }),
  f('verbose', 'Print more', { t: 'bool' }),
];

const BUILDER = f('builder', 'Builder instance to use');
const FORMAT = f('format', 'Format the output');
const TIMEOUT = f('timeout', 'How long to wait for the state of builders', { t: 'duration', d: '20s' });

const PLAIN: readonly (readonly [path: string, args: string | undefined, h: string, flags?: FlagSpec[]])[] = [
  ['buildx bake', '[OPTIONS] [TARGET...]', 'Build from a file', BAKE_FLAGS],
  ['buildx build', '[OPTIONS] PATH | URL | -', 'Start a build', BUILD_FLAGS],
  ['buildx create', '[OPTIONS] [CONTEXT|ENDPOINT]', 'Create a new builder instance', [
    f('append', 'Append a node to the builder', { t: 'bool' }), f('bootstrap', 'Boot the builder after creation', { t: 'bool' }), f('buildkitd-config', 'Configuration file of the BuildKit daemon'), f('config', '', { hidden: 1 }), f('buildkitd-flags', 'Flags of the BuildKit daemon'),
    f('driver', 'Driver to use'), f('driver-opt', 'Options for the driver', { t: 'stringArray', p: 'stringArray' }), f('leave', 'Remove a node from the builder', { t: 'bool' }), f('name', 'Builder instance name'), f('node', 'Name of the node'),
    f('platform', 'Fixed platforms of the node', { t: 'stringArray', p: 'stringArray' }), TIMEOUT, f('use', 'Make it the current one', { t: 'bool' }),
  ]],
  ['buildx dap', '', 'Start debug adapter protocol compatible debugger'],
  ['buildx dial-stdio', '', 'Proxy current stdio streams to builder instance', [BUILDER, f('platform', 'Target platform: this is used for node selection'), f('progress', 'Set type of progress output (auto, plain, tty, rawjson)', { d: 'none' }), TIMEOUT]],
  ['buildx du', '', 'Disk usage', [BUILDER, f('filter', 'Only what matches', { t: 'filter' }), FORMAT, f('verbose', 'Print more', { t: 'bool' })]],
  ['buildx history', 'COMMAND', 'Commands to work on build records'],
  ['buildx imagetools', 'COMMAND', 'Commands to work on images in registry'],
  ['buildx inspect', '[NAME]', 'Inspect current builder instance', [BUILDER, f('bootstrap', 'Make sure that it runs', { t: 'bool' }), TIMEOUT]],
  ['buildx install', '', "Install buildx as a 'docker builder' alias", []],
  ['buildx uninstall', '', "Uninstall the 'docker builder' alias", []],
  ['buildx ls', '', 'List builder instances', [FORMAT, f('no-trunc', 'Do not shorten output', { t: 'bool' }), TIMEOUT]],
  ['buildx policy', 'COMMAND', 'Commands for working with build policies'],
  ['buildx prune', undefined, 'Remove build cache', PRUNE_FLAGS],
  ['buildx rm', '[OPTIONS] [NAME...]', 'Remove one or more builder instances', [f('all-inactive', 'All that are inactive', { t: 'bool' }), BUILDER, f('force', 'Do not ask for confirmation', { s: 'f', t: 'bool' }), f('keep-daemon', 'Leave the BuildKit daemon as it is', { t: 'bool' }), f('keep-state', 'Leave the state of the BuildKit daemon', { t: 'bool' }), TIMEOUT]],
  ['buildx stop', '[NAME]', 'Stop builder instance', [BUILDER]],
  ['buildx use', '[OPTIONS] NAME', 'Set the current builder instance', [BUILDER, f('default', 'Make it the default of the context', { t: 'bool' }), f('global', 'For all contexts', { t: 'bool' })]],
  ['buildx version', '', 'Show buildx version information', []],
  ['buildx imagetools inspect', '[OPTIONS] NAME', 'Show details of an image in the registry', [BUILDER, FORMAT, f('raw', 'Show the manifest as it is', { t: 'bool' })]],
  ['buildx imagetools create', '[OPTIONS] [SOURCE...]', 'Create a new image from others', [
    f('annotation', 'Add an annotation to the image', { t: 'stringArray', p: 'stringArray' }), f('append', 'Append to what is there', { t: 'bool' }), BUILDER, f('dry-run', 'Show the image instead of pushing it', { t: 'bool' }),
    f('file', 'Read a source descriptor from a file', { s: 'f', t: 'stringArray', p: 'stringArray' }), f('metadata-file', 'Write what was made to a file'), f('platform', 'Leave only these platforms of the image', { s: 'p', t: 'stringArray', p: 'stringArray' }),
    f('prefer-index', 'Make an index of a single manifest, too', { t: 'bool', d: 'true' }), f('progress', 'Type of progress output ("auto", "none", "plain", "rawjson", "tty")', { d: 'auto' }), f('tag', 'Name of the new image', { s: 't', t: 'stringArray', p: 'stringArray' }),
  ]],
  ['buildx history export', '[OPTIONS] [REF...]', 'Export build records into Docker Desktop bundle', [BUILDER, f('all', 'All build records of the builder', { t: 'bool' }), f('finalize', 'Finish records before', { t: 'bool' }), f('output', 'Output file path', { s: 'o' })]],
  ['buildx history import', '[OPTIONS] -', 'Import build records into Docker Desktop', [BUILDER, f('file', 'Import from a file', { s: 'f', t: 'stringArray', p: 'stringArray' })]],
  ['buildx history inspect', '[OPTIONS] [REF]', 'Inspect a build record', [BUILDER, f('format', 'Format the output', { d: 'pretty' })]],
  ['buildx history inspect attachment', '[OPTIONS] [REF [DIGEST]]', 'Inspect a build record attachment', [BUILDER, f('platform', 'Platform of attachment'), f('type', 'Type of attachment')]],
  ['buildx history logs', '[OPTIONS] [REF]', 'Print the logs of a build record', [BUILDER, f('progress', 'Type of progress output (plain, rawjson, tty)', { d: 'plain' })]],
  ['buildx history ls', '[OPTIONS]', 'List build records', [BUILDER, f('filter', 'Only what matches (e.g., "status=error")', { t: 'stringArray', p: 'stringArray' }), f('format', 'Format the output', { d: 'table' }), f('local', 'Those of the current repository only', { t: 'bool' }), f('no-trunc', 'Do not shorten output', { t: 'bool' })]],
  ['buildx history open', '[OPTIONS] [REF]', 'Open a build record in Docker Desktop', [BUILDER]],
  ['buildx history rm', '[OPTIONS] [REF...]', 'Remove build records', [BUILDER, f('all', 'Remove all build records', { t: 'bool' })]],
  ['buildx history trace', '[OPTIONS] [REF]', 'Show the OpenTelemetry trace of a build record', [BUILDER, f('addr', 'Address of the UI server', { d: '127.0.0.1:0' }), f('compare', 'Compare with another build record')]],
];

const SPECS = new Map<string, CommandSpec>(
  PLAIN.map(([path, args, h, flags]) => [path, { path, ...(args ? { args } : {}), h, ...(flags ? { flags } : {}) }]),
);
const ALIASES: Record<string, string> = { b: 'build', f: 'bake' };
const GROUPS = new Set(['imagetools', 'history']);

/** Where words lead: a command and what is left for it. */
export function findBuildx(words: readonly string[]): { spec: CommandSpec | undefined; name: string; rest: readonly string[] } {
  const first = words[0] ?? '';
  const name = ALIASES[first] ?? first;
  if (name === 'history' && words[1] === 'inspect' && words[2] === 'attachment') {
    return { spec: SPECS.get('buildx history inspect attachment'), name: 'history inspect attachment', rest: words.slice(3) };
  }
  if (GROUPS.has(name) && words[1] !== undefined && SPECS.has(`buildx ${name} ${words[1]}`)) {
    return { spec: SPECS.get(`buildx ${name} ${words[1]}`), name: `${name} ${words[1]}`, rest: words.slice(2) };
  }
  return { spec: SPECS.get(`buildx ${name}`), name, rest: words.slice(1) };
}

/** Commands for the page of `docker buildx`; those that are deprecated are hidden. */
export function buildxCommands(): CommandSpec[] {
  return [...SPECS.values()].filter(({ path }) => path.split(' ').length === 2 && !/ (?:un)?install$/.test(path));
}
