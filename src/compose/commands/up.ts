import { notSimulated } from '../../cli/errors';
import { parseInt64 } from '../../cli/flags/strconv';
import type { Flags } from '../../cli/flags/parse';
import { quote } from '../../lib/govalue';
import { sortedKeys } from '../load/value';
import { create as createProject, type CreateOptions } from '../operations/create';
import { LogConsumer } from '../operations/log-consumer';
import type { Recreate } from '../operations/reconcile';
import { start } from '../operations/start';
import { attachedServices, up as upProject } from '../operations/up';
import { getService, withDependencies, withSelectedServices } from '../project/select';
import type { Project } from '../project/types';
import { isTrue, projectWithEnvironment, timeoutOf, type ComposeVerb, type Invocation } from './verb';

const PULL_POLICIES = ['always', 'never', 'build', 'missing', 'if_not_present'];

/** What --pull, --build and --scale change about the services (createOptions.Apply). */
export function applyCreateFlags(project: Project, flags: Flags): void {
  if (flags.changed('pull')) {
    const policy = flags.string('pull');
    if (!PULL_POLICIES.includes(policy)) throw new Error(`invalid --pull option ${quote(policy)}`);
    for (const service of Object.values(project.services)) service.pull_policy = policy;
  }
  if (flags.bool('build')) for (const service of Object.values(project.services)) if (service.build) service.pull_policy = 'build';
  for (const scale of flags.list('scale')) {
    const [name = '', value = ''] = scale.split('=');
    if (!scale.includes('=') || value === '') throw new Error(`invalid --scale option ${quote(scale)}. Should be SERVICE=NUM`);
    getService(project, name);
    try {
      setScale(project, name, Number(parseInt64(value, 64, 10)));
    } catch (error) {
      throw new Error((error as Error).message.replace('ParseInt', 'Atoi'));
    }
  }
}

export function setScale(project: Project, name: string, replicas: number): void {
  const service = getService(project, name);
  service.scale = replicas;
  if (service.deploy) service.deploy = { ...service.deploy, replicas };
}

function recreate(flags: Flags): Recreate {
  if (flags.bool('no-recreate')) return 'never';
  return flags.bool('force-recreate') || flags.bool('renew-anon-volumes') ? 'force' : 'diverged';
}

function createOptions({ app, flags }: Invocation, project: Project, services: readonly string[]): CreateOptions {
  const ignoreOrphans = isTrue(project.environment.COMPOSE_IGNORE_ORPHANS);
  const removeOrphans = flags.changed('remove-orphans') ? flags.bool('remove-orphans') : isTrue(app.cli.sys.env.COMPOSE_REMOVE_ORPHANS);
  if (ignoreOrphans && removeOrphans) throw new Error('cannot combine COMPOSE_IGNORE_ORPHANS and --remove-orphans');
  return {
    services, removeOrphans, ignoreOrphans, recreate: recreate(flags), quietPull: flags.bool('quiet-pull'), timeout: timeoutOf(flags),
    recreateDependencies: flags.bool('no-recreate') ? 'never' : flags.bool('always-recreate-deps') ? 'force' : 'diverged',
    inherit: !flags.bool('renew-anon-volumes'),
    build: flags.bool('no-build') ? undefined : { services: sortedKeys(project.services), deps: !flags.bool('no-deps'), quiet: flags.bool('quiet-build') },
  };
}

/** Flags that don't go together (validateFlags). */
function validate(flags: Flags): void {
  const stops = flags.bool('abort-on-container-exit') || (flags.string('exit-code-from') !== '' && !flags.bool('abort-on-container-failure'));
  const fails = flags.bool('abort-on-container-failure');
  const attaches = flags.list('attach').length > 0;
  if (flags.number('wait-timeout') < 0) throw new Error('--wait-timeout must be a non-negative integer');
  if (stops && fails) throw new Error('--abort-on-container-failure cannot be combined with --abort-on-container-exit');
  if (flags.bool('wait') && (flags.bool('attach-dependencies') || stops || attaches)) {
    throw new Error('--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies');
  }
  if (flags.bool('build') && flags.bool('no-build')) throw new Error('--build and --no-build are incompatible');
  if ((flags.bool('detach') || flags.bool('wait')) && (flags.bool('attach-dependencies') || stops || fails || attaches || flags.bool('watch'))) {
    throw new Error(`--${flags.bool('wait') ? 'wait' : 'detach'} cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch`);
  }
  for (const [a, b] of [['renew-anon-volumes', 'no-recreate'], ['force-recreate', 'no-recreate'], ['always-recreate-deps', 'no-recreate'], ['no-build', 'watch']] as const) {
    if (flags.bool(a) && flags.bool(b)) throw new Error(a === 'renew-anon-volumes' ? '--no-recreate and --renew-anon-volumes are incompatible' : `--${a} and --${b} are incompatible`);
  }
}

/** The services whose logs are shown. */
function attachTo(project: Project, flags: Flags, services: readonly string[]): string[] {
  const explicit = flags.list('attach');
  const unknown = explicit.filter((name) => !project.services[name]);
  if (unknown.length > 0) throw new Error(`cannot attach to services not included in up: ${unknown.join(', ')}`);
  if (explicit.length > 0) return explicit.filter((name) => !flags.list('no-attach').includes(name));
  const names = services.length > 0 ? services : sortedKeys(project.services);
  return attachedServices(project, flags.bool('attach-dependencies') ? withDependencies(project, names, 'include') : names, flags.list('no-attach'));
}

/** `docker compose up`. */
export const up: ComposeVerb = async (invocation) => {
  const { app, flags, args } = invocation;
  validate(flags);
  if (flags.list('attach').length > 0 && flags.bool('attach-dependencies')) throw new Error('cannot combine --attach and --attach-dependencies');
  if (flags.bool('watch')) throw notSimulated('docker compose up --watch');
  app.assumeYes = flags.bool('yes');
  let project = await projectWithEnvironment(app, { services: args });
  if (!app.flags.all && Object.keys(project.services).length === 0) throw new Error('no service selected');
  applyCreateFlags(project, flags);
  if (flags.bool('no-deps')) project = withSelectedServices(project, args, 'ignore');
  if (flags.string('exit-code-from') !== '') getService(project, flags.string('exit-code-from'));
  const create = createOptions(invocation, project, args);
  if (flags.bool('no-start')) return app.run('create', () => createProject(app, project, create));
  const detached = flags.bool('detach') || flags.bool('wait');
  const consumer = detached ? undefined : new LogConsumer(app, { color: !flags.bool('no-color'), prefix: !flags.bool('no-log-prefix'), timestamps: flags.bool('timestamps') });
  const menuEnv = app.cli.sys.env.COMPOSE_MENU;
  const wantsMenu = flags.changed('menu') ? flags.bool('menu') : menuEnv === undefined || isTrue(menuEnv);
  const stops = flags.bool('abort-on-container-exit') || (flags.string('exit-code-from') !== '' && !flags.bool('abort-on-container-failure'));
  return upProject(app, project, {
    create, consumer, attachTo: detached ? [] : attachTo(project, flags, args), services: args,
    onExit: stops ? 'stop' : flags.bool('abort-on-container-failure') ? 'fail' : 'ignore',
    exitCodeFrom: flags.string('exit-code-from'), wait: flags.bool('wait'), waitTimeoutMs: flags.number('wait-timeout') * 1000,
    menu: wantsMenu && !app.plain && app.cli.isTty(1) && app.cli.isTty(0),
  });
};

/** `docker compose create`. */
export const create: ComposeVerb = async (invocation) => {
  const { app, flags, args } = invocation;
  if (flags.bool('build') && flags.bool('no-build')) throw new Error('--build and --no-build are incompatible');
  if (flags.bool('force-recreate') && flags.bool('no-recreate')) throw new Error('--force-recreate and --no-recreate are incompatible');
  app.assumeYes = flags.bool('yes');
  const project = await projectWithEnvironment(app, { services: args });
  applyCreateFlags(project, flags);
  await app.run('create', () => createProject(app, project, createOptions(invocation, project, args)));
};

/** `docker compose scale`. */
export const scale: ComposeVerb = async (invocation) => {
  const { app, flags, args } = invocation;
  const wanted = new Map<string, number>();
  for (const arg of args) {
    const [name = '', value = ''] = arg.split('=');
    if (name === '' || value === '') throw new Error(`invalid scale specifier: ${arg}`);
    if (!/^[-+]?\d+$/.test(value)) throw new Error(`invalid scale specifier: can't parse replica value as int: ${arg}`);
    wanted.set(name, Number(value));
  }
  const services = [...wanted.keys()].sort();
  let project = await projectWithEnvironment(app, { services });
  if (flags.bool('no-deps')) project = withSelectedServices(project, services, 'ignore');
  for (const [name, count] of wanted) setScale(project, name, count);
  await app.run('scale', async () => {
    await createProject(app, project, { ...createOptions(invocation, project, services), build: undefined });
    await start(app, project);
  });
};
