import { parseGitOptions, type GitCommand } from './command';
import { ConfigFile } from './config-file';
import { GitFailure } from './failure';
import { globalConfig, Repository } from './repository';

/** git-config(1): get, set, --unset, --list, --global, --system, --local. */
export const config: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'global local system l list get get-all unset unset-all add show-origin e edit' });
  if (options.has('e', 'edit')) throw new GitFailure('dockyard: git config --edit is not simulated', 1);
  const [key, value] = options.rest;
  const own = (): ConfigFile => call.repository().config;
  const file = options.has('global') ? globalConfig(io.sys) : options.has('system') ? new ConfigFile(io.sys, '/etc/gitconfig') : undefined;
  const inRepository = (): boolean => {
    try {
      Repository.find(io.sys);
      return true;
    } catch (error) {
      if (error instanceof GitFailure) return false;
      throw error;
    }
  };
  const readable = file ? [file] : options.has('local') ? [own()] : [new ConfigFile(io.sys, '/etc/gitconfig'), globalConfig(io.sys), ...(inRepository() ? [own()] : [])];
  if (options.has('l', 'list')) {
    if (file && !io.sys.access(file.path, 'r')) throw new GitFailure(`fatal: unable to read config file '${file.path}': No such file or directory`);
    for (const one of readable) for (const setting of one.list()) await io.out(`${options.has('show-origin') ? `file:${one.path}\t` : ''}${setting.key}=${setting.value}\n`);
    return 0;
  }
  if (key === undefined) throw new GitFailure('usage: git config [<options>]', 129);
  if (!key.includes('.')) throw new GitFailure(`error: key does not contain a section: ${key}`, options.rest.length > 1 ? 2 : 1);
  const target = file ?? (value !== undefined || options.has('unset', 'unset-all') ? (inRepository() ? own() : undefined) : undefined);
  if (options.has('unset', 'unset-all')) return target?.set(key, undefined) ? 0 : 5;
  if (value !== undefined) {
    if (!target) throw new GitFailure('fatal: not in a git directory');
    target.set(key, value);
    return 0;
  }
  const found = readable.map((one) => one.get(key)).filter((one) => one !== undefined);
  if (found.length === 0) return 1;
  await io.out(`${found.at(-1)}\n`);
  return 0;
};
