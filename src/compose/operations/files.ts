import { copyToContainer } from '../../client/container';
import { utf8 } from '../../lib/bytes';
import { quote } from '../../lib/govalue';
import { tarOfFile } from './one-file';
import type { App } from '../app';
import type { FileObject, FileReference, Project, Service } from '../project/types';
import { fileTarget } from './mounts';

function contentOfFile(project: Project, file: FileObject, kind: string): string {
  if (file.content) return file.content;
  if (!file.environment) return '';
  const value = project.environment[file.environment];
  if (value === undefined) throw new Error(`environment variable ${quote(file.environment)} required by ${kind} ${quote(file.name)} is not set`);
  return value;
}

/** Puts secrets and configs that aren't files into a container before it starts (composeService.injectFileReferences). */
export async function injectFiles(app: App, project: Project, service: Service, container: string): Promise<void> {
  const put = async (kind: 'secret' | 'config', references: readonly FileReference[], folder: string, declared: Record<string, FileObject>): Promise<void> => {
    for (const reference of references) {
      const file = declared[reference.source];
      if (!file) continue;
      const content = contentOfFile(project, file, kind);
      if (content === '') continue;
      if (service.read_only) throw new Error(`cannot create ${kind} ${quote(file.name)} in read-only service ${service.name}: \`file\` is the sole supported option`);
      const mode = reference.mode === undefined ? 0o444 : Number.parseInt(reference.mode, 8);
      const archive = tarOfFile(fileTarget(reference, folder), utf8(content), mode, Number(reference.uid ?? 0), Number(reference.gid ?? 0), app.cli.sys.now());
      await copyToContainer(app.client, container, '/', archive, { noOverwriteDirNonDir: false, copyUidGid: reference.uid !== undefined || reference.gid !== undefined });
    }
  };
  await put('secret', service.secrets ?? [], '/run/secrets/', project.secrets);
  await put('config', service.configs ?? [], '/', project.configs);
}
