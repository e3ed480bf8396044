import { DEFAULT_CONTEXT } from '../../../context-store';
import { StatusError } from '../../../errors';
import type { Verb } from '../../../verb';
import { ordinary } from '../../errors';
import { allBuilders, chosenBuilder, contextNames, currentEndpoint, type Builder } from './builder';
import { BuilderStore, InvalidName } from './store';

/** `docker buildx use`. */
export const use: Verb = async ({ cli, flags, args }) => {
  const store = new BuilderStore(cli);
  const name = args[0] ?? (flags.string('builder') || cli.sys.env.BUILDX_BUILDER || '');
  let found;
  try {
    found = store.get(name);
  } catch (error) {
    if (error instanceof InvalidName) throw new Error(`failed to find instance "${name}": ${error.message}`, { cause: error });
    throw error;
  }
  if (found) return store.setCurrent(currentEndpoint(cli), name, flags.bool('global'), flags.bool('default'));
  if (name === DEFAULT_CONTEXT && name !== cli.context) throw new Error('run `docker context use default` to switch to default context');
  if (name === cli.context) return store.setCurrent(currentEndpoint(cli), '', false, false);
  if (contextNames(cli).includes(name)) throw new Error(`run \`docker context use ${name}\` to switch to context ${name}`);
  throw new Error(`failed to find instance "${name}": open ${store.folder}/instances/${name.toLowerCase()}: no such file or directory`);
};

/** `docker buildx stop`: the engine's own builder can't be stopped, which is no error. */
export const stop: Verb = ({ cli, flags, args }) => chosenBuilder(cli, args[0] ?? flags.string('builder')).stop();

async function isInactive(builder: Builder): Promise<boolean> {
  for (const node of builder.nodes) if ((await builder.state(node)).status === 'running') return false;
  return true;
}

/** `docker buildx rm`. */
export const rm: Verb = async ({ cli, flags, args }) => {
  const store = new BuilderStore(cli);
  const keepsState = flags.bool('keep-state');
  if (flags.bool('all-inactive')) {
    if (args.length > 0) throw new Error('cannot specify builder name when --all-inactive is set');
    const warning = 'WARNING! This will remove all builders that are not in running state. Are you sure you want to continue?';
    if (!flags.bool('force') && !(await cli.confirm(warning))) return;
    for (const builder of allBuilders(cli, store)) {
      if (builder.isContext || !(await isInactive(builder))) continue;
      if (!flags.bool('keep-daemon')) await builder.removeNodes(keepsState);
      store.remove(builder.name);
      await cli.note(`${builder.name} removed`);
    }
    return;
  }
  let failed = false;
  for (const name of args.length > 0 ? args : [flags.string('builder')]) {
    try {
      const builder = chosenBuilder(cli, name, store);
      if (builder.isContext) throw new Error(`context builder cannot be removed, run \`docker context rm ${builder.name}\` to remove this context`);
      try {
        if (!flags.bool('keep-daemon')) await builder.removeNodes(keepsState);
      } finally {
        store.remove(builder.name);
      }
      await cli.note(`${name} removed`);
    } catch (error) {
      failed = true;
      await cli.note(`failed to remove ${name}: ${ordinary(error)}`);
    }
  }
  if (failed) throw new StatusError(1, 'failed to remove one or more builders');
};
