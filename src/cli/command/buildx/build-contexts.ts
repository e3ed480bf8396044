import { NAMED_CONTEXTS, type CacheOption } from '../../../api/build-extension';
import { joinContents, sliceContent, type Content } from '../../../lib/content';
import { parseReference } from '../../../oci/reference';
import { TAR_END, tarMember } from '../../../oci/tar-write';
import type { BuildContext } from '../../build-context';
import type { Cli } from '../../cli';
import { notSimulated } from '../../errors';
import { archiveOf } from '../../tar-files';
import { OptionError } from './option-error';

/** What a context is known by: the image's name that it can stand for. */
export function contextName(name: string): string {
  try {
    return parseReference(name).familiar.replace(/:latest$/, '');
  } catch (error) {
    throw new OptionError(`invalid context name ${name}: ${(error as Error).message}`);
  }
}

/** `--build-context name=value`, by familiar name (buildx controller/pb, ParseContextNames). */
function contextsOf(values: readonly string[]): Map<string, string> {
  const contexts = new Map<string, string>();
  for (const value of values) {
    const at = value.indexOf('=');
    if (at === -1) throw new OptionError(`invalid context value: ${value}, expected key=value`);
    contexts.set(contextName(value.slice(0, at)), value.slice(at + 1));
  }
  return contexts;
}

const isImage = (value: string): boolean => value.startsWith('docker-image://');

/** The target of the same bake that a context means (buildx build.go, validateTargetLinks). */
export function targetOf(value: string): string | undefined {
  return value.startsWith('target:') ? value.slice('target:'.length) : undefined;
}

/** What the engine is told of further contexts: images by name, folders as part of what is sent. */
export function contextInputs(values: readonly string[]): Record<string, string> {
  return Object.fromEntries([...contextsOf(values)].map(([name, value]) => [name, isImage(value) ? value : `local:${name}`]));
}

/** The context's archive with the folders of further contexts and of caches behind it. Throws for a folder that isn't there. */
export async function withContexts(cli: Cli, { archive, name: source, shownName }: BuildContext, values: readonly string[], cacheFrom: readonly CacheOption[] = []): Promise<Content> {
  const isSent = source === '-' && shownName === undefined;
  const parts: Content[] = cacheFrom.length > 0 ? (await cli.sys.external(import('./caches'))).cacheMembers(cli, cacheFrom, isSent) : [];
  for (const [name, value] of contextsOf(values)) {
    if (isImage(value)) continue;
    const target = targetOf(value);
    if (target !== undefined) throw new Error(`failed to find target ${target} for context ${name}`);
    if (/^(?:https?:|git@|git:|ssh:|oci-layout:)/.test(value)) throw notSimulated(`docker build --build-context ${value}`);
    const folder = cli.abs(value);
    if (!cli.sys.access(folder, '')) throw new Error(`failed to get build context ${name}: stat ${value}: no such file or directory`);
    if (cli.sys.stat(folder).type !== 'dir') throw new Error(`failed to get build context path {${value} <nil>}: not a directory`);
    for (const entry of archiveOf(cli.sys, folder, '', false, () => true)) {
      if (entry.path === '') continue;
      const linkTarget = entry.type === 'hardlink' ? `${NAMED_CONTEXTS}/${name}/${entry.target ?? ''}` : entry.target;
      parts.push(tarMember({ ...entry, path: `${NAMED_CONTEXTS}/${name}/${entry.path}`, ...(linkTarget !== undefined && { target: linkTarget }) }));
    }
  }
  if (parts.length === 0) return archive;
  if (isSent) throw notSimulated('docker build --build-context with an archive from stdin');
  return joinContents([withoutEnd(archive), ...parts, TAR_END]);
}

/** An archive that was written here, open for more members. */
function withoutEnd(archive: Content): Content {
  return sliceContent(archive, 0, archive.size - TAR_END.size);
}
