import { marshalIndent } from '../../lib/gojson';
import { tabulate } from '../../lib/tabwriter';
import { withEnvironment } from '../project/environment';
import { serviceHash } from '../project/hash';
import { loadProject, loadProjectModel, type LoadOptions } from '../project/load';
import { modelYaml, projectJson, projectYaml } from '../project/render';
import { allServices, withSelectedServices } from '../project/select';
import { imageOf } from '../project/types';
import { dictAt, sortedKeys } from '../load/value';
import { notSimulated } from '../../cli/errors';
import { modelVariables } from './variables';
import type { ComposeVerb, Invocation } from './verb';

function loadOptions({ app, flags }: Invocation): LoadOptions {
  return {
    all: app.flags.all,
    interpolate: !flags.bool('no-interpolate'),
    normalize: !flags.bool('no-normalize'),
    resolvePaths: !flags.bool('no-path-resolution'),
    consistency: !flags.bool('no-consistency'),
  };
}

/** One of the lists that config prints in place of the model. */
async function list(invocation: Invocation): Promise<string[] | undefined> {
  const { app, flags, args } = invocation;
  const options = loadOptions(invocation);
  if (flags.bool('services')) {
    if (flags.bool('no-interpolate')) return sortedKeys(dictAt((await loadProjectModel(app, options)).dict, 'services'));
    return sortedKeys((await loadProject(app, options)).services);
  }
  if (flags.bool('volumes')) return sortedKeys((await loadProject(app, options)).volumes);
  if (flags.bool('networks')) return sortedKeys((await loadProject(app, options)).networks);
  if (flags.bool('models')) return sortedKeys((await loadProject(app, options)).models);
  if (flags.string('hash') !== '') {
    const project = await loadProject(app, options);
    const names = flags.string('hash') === '*' ? [] : flags.string('hash').split(',');
    const chosen = withEnvironment(withSelectedServices(project, names, 'ignore'), app.cli.sys, true);
    return sortedKeys(chosen.services).map((name) => `${name} ${serviceHash(chosen.services[name]!)}`);
  }
  if (flags.bool('profiles')) {
    const project = await loadProject(app, { ...options, services: args });
    return [...new Set(Object.values(allServices(project)).flatMap(({ profiles }) => profiles ?? []))].sort();
  }
  if (flags.bool('images')) {
    const project = await loadProject(app, { ...options, services: args });
    return sortedKeys(project.services).map((name) => imageOf(project.name, project.services[name]!));
  }
  if (flags.bool('environment')) {
    const { environment } = await loadProject(app, options);
    return sortedKeys(environment).map((key) => `${key}=${environment[key]!}`);
  }
  return undefined;
}

async function variables(invocation: Invocation): Promise<string> {
  const { dict } = await loadProjectModel(invocation.app, { ...loadOptions(invocation), interpolate: false, normalize: false });
  const rows = modelVariables(dict).map(({ name, required, fallback, alternate }) => `${name}\t${String(required)}\t${fallback}\t${alternate}\n`);
  return tabulate(`NAME\tREQUIRED\tDEFAULT VALUE\tALTERNATE VALUE\n${rows.join('')}`, { minWidth: 20, tabWidth: 1, padding: 3 });
}

/** `docker compose config`. */
export const config: ComposeVerb = async (invocation) => {
  const { app, flags, args } = invocation;
  if (flags.bool('resolve-image-digests') || flags.bool('lock-image-digests')) throw notSimulated('docker compose config --resolve-image-digests');
  const quiet = flags.bool('quiet');
  const lines = await list(invocation);
  await app.flush();
  if (lines) return quiet ? undefined : app.cli.out(lines.map((line) => `${line}\n`).join(''));
  if (flags.bool('variables')) return app.cli.out(await variables(invocation));
  const format = flags.string('format') || 'yaml';
  if (format !== 'yaml' && format !== 'json') throw new Error(`unsupported format "${format}"`);
  let content: string;
  if (flags.bool('no-interpolate')) {
    if (args.length > 0) app.warn('service filtering is not applied when --no-interpolate is set, the full model will be rendered');
    const { dict } = await loadProjectModel(app, loadOptions(invocation));
    content = format === 'json' ? marshalIndent(dict, '', '  ') : modelYaml(dict);
  } else {
    let project = await loadProject(app, { ...loadOptions(invocation), services: args });
    if (!flags.bool('no-env-resolution')) project = withEnvironment(project, app.cli.sys, true);
    content = (format === 'json' ? projectJson(project) : projectYaml(project)).replaceAll('$', '$$$$');
  }
  await app.flush();
  if (quiet) return;
  const output = flags.string('output');
  if (output !== '') app.cli.sys.writeFile(output, content, 0o666);
  else await app.cli.out(content);
};
