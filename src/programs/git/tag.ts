import { text } from '../../lib/bytes';
import { parseGitOptions, wildcardPattern, type GitCommand } from './command';
import { fatal, GitFailure } from './failure';
import { isValidName } from './ref-names';
import type { Repository } from './repository';
import { resolveObject, shortId, subjectOf } from './revision';

/** The first line of an annotated tag's message, or of the tagged commit's. */
function titleOf(repository: Repository, name: string): string {
  const id = repository.ref(`refs/tags/${name}`)!;
  const { type, body } = repository.objects.read(id);
  return type === 'tag' ? text(body).split('\n\n').slice(1).join('\n\n').split('\n')[0]! : subjectOf(repository, id);
}

/** git-tag(1): list, make, -a -m, -d, -l, -n, -f. */
export const tag: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'a annotate d delete l list f force s n', values: 'm message' });
  if (options.has('s')) throw new GitFailure('dockyard: git tag -s is not simulated', 1);
  const repository = call.repository();
  const [name, start = 'HEAD'] = options.rest;
  if (options.has('d', 'delete')) {
    for (const one of options.rest) {
      const id = repository.ref(`refs/tags/${one}`);
      if (id === undefined) throw new GitFailure(`error: tag '${one}' not found.`, 1);
      repository.setRef(`refs/tags/${one}`, undefined);
      await io.out(`Deleted tag '${one}' (was ${shortId(repository, id)})\n`);
    }
    return 0;
  }
  if (name === undefined || options.has('l', 'list')) {
    const pattern = name === undefined ? undefined : wildcardPattern(name);
    for (const one of repository.refs('refs/tags/')) if (!pattern || pattern.test(one)) await io.out(options.has('n') ? `${one.padEnd(15)} ${titleOf(repository, one)}\n` : `${one}\n`);
    return 0;
  }
  if (!isValidName(name)) throw fatal(`'${name}' is not a valid tag name.`);
  const before = repository.ref(`refs/tags/${name}`);
  if (before !== undefined && !options.has('f', 'force')) throw fatal(`tag '${name}' already exists`);
  const id = start === 'HEAD' ? repository.head() : resolveObject(repository, start);
  if (id === undefined) throw fatal(`Failed to resolve '${start}' as a valid ref.`);
  const message = options.all('m', 'message').join('\n\n');
  if (message === '' && options.has('a', 'annotate')) throw new GitFailure('dockyard: git tag -a without -m is not simulated', 1);
  if (message === '') repository.setRef(`refs/tags/${name}`, id);
  else {
    const { name: who, email, seconds, zone } = repository.person('COMMITTER');
    repository.setRef(`refs/tags/${name}`, repository.objects.write('tag', new TextEncoder().encode(`object ${id}\ntype commit\ntag ${name}\ntagger ${who} <${email}> ${seconds} ${zone}\n\n${message}\n`)));
  }
  const now = repository.ref(`refs/tags/${name}`)!;
  if (before !== undefined && before !== now) await io.out(`Updated tag '${name}' (was ${shortId(repository, before)})\n`);
  return 0;
};
