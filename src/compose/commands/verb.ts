import { loadVerb } from '../../cli/command';
import { parseFlags, type Flags } from '../../cli/flags/parse';
import { commandAt, flagsOf } from '../../cli/tree';
import type { App } from '../app';
import { withEnvironment } from '../project/environment';
import { loadProject, type LoadOptions } from '../project/load';
import type { Project } from '../project/types';

/** A compose command line, parsed. */
export interface Invocation {
  app: App;
  flags: Flags;
  args: readonly string[];
}

export type ComposeVerb = (invocation: Invocation) => Promise<number | void>;
export type ComposeVerbs = Readonly<Record<string, ComposeVerb>>;

/** Does what a command of docker's own does, on containers that compose has found. */
export async function docker(app: App, path: string, words: readonly string[]): Promise<number | void> {
  const spec = commandAt(path)!;
  const verb = (await loadVerb(app.cli.sys, path))!;
  return verb({ cli: app.cli, spec, ...parseFlags(flagsOf(spec), words, { interspersed: false }) });
}

/** The project with its services' environment read, for what creates containers. */
export async function projectWithEnvironment(app: App, options: LoadOptions = {}): Promise<Project> {
  return withEnvironment(await loadProject(app, { all: app.flags.all, ...options }), app.cli.sys, true);
}

/** The project, or with -p alone only its name (ProjectOptions.projectOrName). */
export async function projectOrName(app: App, services: readonly string[] = []): Promise<{ project: Project | undefined; name: string }> {
  const { flags } = app;
  if (flags.files.length === 0 && flags.name !== '') return { project: undefined, name: flags.name };
  try {
    const project = await loadProject(app, { services, all: flags.all });
    return { project, name: project.name };
  } catch (error) {
    const name = app.cli.sys.env.COMPOSE_PROJECT_NAME;
    if (!name) throw error;
    return { project: undefined, name };
  }
}

/** The project's name, loading files only where nothing else tells it. */
export async function nameOnly(app: App): Promise<string> {
  return app.flags.name || app.cli.sys.env.COMPOSE_PROJECT_NAME || (await loadProject(app, { all: app.flags.all })).name;
}

/** -t where it was given. */
export function timeoutOf(flags: Flags): number | undefined {
  return flags.changed('timeout') ? flags.number('timeout') : undefined;
}

export function isTrue(value: string | undefined): boolean {
  return /^(1|t|T|TRUE|true|True)$/.test(value ?? '');
}
