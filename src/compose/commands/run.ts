import { containerInspect } from '../../client/container';
import { longPorts } from '../load/canonical';
import { parseDotenv } from '../load/dotenv';
import { without } from '../load/value';
import { longMount } from '../load/volume';
import { checkTty } from '../../cli/hijack';
import type { Flags } from '../../cli/flags/parse';
import { truncateId } from '../../lib/width';
import { create } from '../operations/create';
import { listContainers, type Container } from '../operations/containers';
import { injectFiles } from '../operations/files';
import { ensureImages } from '../operations/images';
import { LABEL } from '../operations/labels';
import { createContainer } from '../operations/create-container';
import { resolveReferences } from '../operations/references';
import { start, waitDependencies } from '../operations/start';
import { serviceOf } from '../operations/containers';
import { done, working } from '../progress/events';
import { getService, withSelectedServices } from '../project/select';
import { shellWords } from '../project/shell-words';
import type { Mapping, Mount, Port, Project, Service } from '../project/types';
import { applyCreateFlags } from './up';
import { docker, isTrue, projectWithEnvironment, type ComposeVerb, type Invocation } from './verb';

/** -e, and --env-from-file below it; a bare name takes the project's value. */
function environment({ app, flags }: Invocation, project: Project): Mapping {
  const out: Mapping = {};
  for (const pair of flags.list('env')) {
    const at = pair.indexOf('=');
    const name = at === -1 ? pair : pair.slice(0, at);
    const value = at === -1 ? project.environment[name] : pair.slice(at + 1);
    if (value !== undefined) out[name] = value;
  }
  for (const file of flags.list('env-from-file')) {
    const vars = parseDotenv(app.cli.sys.readText(file), (name) => out[name] ?? undefined, app.warn);
    for (const [name, value] of Object.entries(vars)) out[name] ??= value;
  }
  return out;
}

function ports(flags: Flags, service: Service): Port[] | undefined {
  if (flags.bool('service-ports')) return service.ports;
  return flags.list('publish').flatMap((spec) => longPorts(spec) as unknown as Port[]);
}

/** The service as this run wants it (applyRunOptions). */
function adjusted(invocation: Invocation, project: Project, tty: boolean, interactive: boolean): Service {
  const { app, flags, args } = invocation;
  const service: Service = { ...getService(project, args[0]!), tty, stdin_open: interactive, container_name: flags.string('name') || undefined };
  const command = args.slice(1);
  if (command.length > 0) service.command = [...command];
  if (flags.string('user') !== '') service.user = flags.string('user');
  if (flags.string('workdir') !== '') service.working_dir = flags.string('workdir');
  if (flags.changed('entrypoint')) {
    service.entrypoint = shellWords(flags.string('entrypoint'));
    if (command.length === 0) service.command = [];
  }
  const add = flags.list('cap-add');
  const drop = flags.list('cap-drop');
  if (add.length > 0) Object.assign(service, { cap_add: [...(service.cap_add ?? []), ...add], cap_drop: service.cap_drop?.filter((cap) => !add.includes(cap)) });
  if (drop.length > 0) Object.assign(service, { cap_drop: [...(service.cap_drop ?? []), ...drop], cap_add: service.cap_add?.filter((cap) => !drop.includes(cap)) });
  const env = environment(invocation, project);
  if (Object.keys(env).length > 0) service.environment = { ...service.environment, ...env };
  for (const label of [...flags.list('label'), ...flags.list('labels')]) {
    const at = label.indexOf('=');
    if (at === -1) throw new Error('label must be set as KEY=VALUE');
    service.labels = { ...service.labels, [label.slice(0, at)]: label.slice(at + 1) };
  }
  const mounts = [...flags.list('volume'), ...flags.list('volumes')].map((spec) => {
    const mount = longMount(spec) as unknown as Mount;
    return mount.type === 'bind' ? { ...mount, source: app.cli.abs(mount.source!) } : mount;
  });
  if (mounts.length > 0) service.volumes = [...(service.volumes ?? []), ...mounts];
  service.ports = ports(flags, service);
  service.scale = 1;
  service.restart = undefined;
  if (service.deploy) service.deploy = { ...service.deploy, restart_policy: undefined };
  return service;
}

/** `docker compose run`: dependencies, then a one-off container in the foreground (composeService.RunOneOffContainer). */
export const run: ComposeVerb = async (invocation) => {
  const { app, flags, args } = invocation;
  const name = args[0]!;
  if (flags.list('publish').length > 0 && flags.bool('service-ports')) throw new Error('--service-ports and --publish are incompatible');
  const noTtyGiven = flags.changed('no-tty') || flags.changed('no-TTY');
  if (flags.changed('tty') && noTtyGiven) throw new Error("--tty and --no-tty can't be used together");
  const onTerminals = app.cli.isTty(1) && (app.cli.isTty(0) || noTtyGiven || flags.changed('interactive'));
  const tty = flags.changed('tty') ? flags.bool('tty') : noTtyGiven ? !(flags.bool('no-tty') || flags.bool('no-TTY')) : onTerminals;
  const interactive = flags.bool('interactive');
  let project = await projectWithEnvironment(app, { services: [name] });
  if (flags.bool('no-deps')) project = withSelectedServices(project, [name], 'ignore');
  const service = adjusted(invocation, project, tty, interactive);
  applyCreateFlags(project, flags);
  service.pull_policy = project.services[name]!.pull_policy;
  const options = {
    services: [], recreate: 'diverged' as const, recreateDependencies: 'diverged' as const, inherit: true, timeout: undefined,
    removeOrphans: flags.bool('remove-orphans'), ignoreOrphans: isTrue(project.environment.COMPOSE_IGNORE_ORPHANS), quietPull: flags.bool('quiet-pull'),
  };
  const build = { quiet: flags.bool('quiet-build') || flags.bool('quiet-pull') };
  const others = without(project.services, name);
  const dependencies: Project = { ...project, services: others, disabled: { ...project.disabled, [name]: service } };
  await app.run('run', async () => {
    await create(app, dependencies, { ...options, build });
    if (Object.keys(others).length > 0) await start(app, dependencies);
  });
  checkTty(app.cli, interactive && !flags.bool('detach'), tty);
  const slug = app.cli.sys.random.hex(32);
  service.container_name ??= `${project.name}-${name}-run-${truncateId(slug)}`;
  service.customLabels = { ...service.customLabels, [LABEL.slug]: slug, [LABEL.oneoff]: 'True' };
  const alone: Project = { ...project, services: { ...others, [name]: service } };
  await ensureImages(app, alone, { ...build, services: [name] }, flags.bool('quiet-pull'));
  const containers = await listContainers(app, project.name, 'include', true);
  if (!flags.bool('no-deps')) await waitDependencies(app, alone, name, service.depends_on ?? {}, containers);
  const id = await createOneOff(invocation, alone, containers);
  const words = flags.bool('detach') ? [id] : ['--attach', ...(interactive ? ['--interactive'] : []), id];
  return docker(app, 'container start', words);
};

async function createOneOff({ app, flags, args }: Invocation, project: Project, containers: readonly Container[]): Promise<string> {
  const service = project.services[args[0]!]!;
  const byService: Record<string, Container[]> = {};
  for (const container of containers) (byService[serviceOf(container)] ??= []).push(container);
  const resolved = resolveReferences(service, byService, false);
  const event = `Container ${service.container_name!}`;
  await app.tell(working(event, 'Creating'));
  let id: string;
  try {
    id = (await createContainer(app, project, resolved, service.container_name!, -1, {
      labels: { ...service.labels, ...service.customLabels }, inherited: [], attachStdin: flags.bool('interactive'), useAliases: flags.bool('use-aliases'), autoRemove: flags.bool('rm'),
    })).Id;
  } catch (error) {
    await app.tell({ id: event, status: 'error', text: (error as Error).message });
    throw error;
  }
  await app.tell(done(event, 'Created'));
  await containerInspect(app.client, id);
  await injectFiles(app, project, service, id);
  return id;
}
