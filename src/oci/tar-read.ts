import { readContent, sliceContent, type Content } from '../lib/content';
import { TAR_BLOCK, TarError, type TarEntry } from './tar-entry';
import { TarHeaders } from './tar-header';

/** Reads the members of a tar archive without making generated content. */
export function* readTar(archive: Content): Generator<TarEntry> {
  const headers = new TarHeaders();
  for (let at = 0; ; ) {
    const block = readContent(archive, at, TAR_BLOCK);
    if (block.length === 0) {
      if (at === 0) throw new TarError('EOF');
      return;
    }
    if (block.length < TAR_BLOCK) throw new TarError('unexpected EOF');
    at += TAR_BLOCK;
    const found = headers.read(block);
    if (found.kind === 'end') return;
    const padded = Math.ceil(found.size / TAR_BLOCK) * TAR_BLOCK;
    if (found.kind === 'extension') {
      const data = readContent(archive, at, found.size);
      if (data.length < found.size) throw new TarError('unexpected EOF');
      headers.extension(data);
    } else {
      const { entry, size, name } = found;
      if (at + size > archive.size) throw new TarError('unexpected EOF', name, { found: archive.size - at, promised: size });
      if (entry.type === 'file') entry.content = sliceContent(archive, at, size);
      yield entry;
    }
    at += padded;
  }
}
