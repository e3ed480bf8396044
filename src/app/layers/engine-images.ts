import type { Transport } from '../../api/transport';
import { callStream } from '../../client/get-stream';
import { getJson } from '../../client/json-get';
import type { LayeredImage } from '../../diagrams/layers-model';
import { text } from '../../lib/bytes';

/** An image as the engine lists it. */
export interface ListedImage extends LayeredImage {
  sizeBytes: number;
  tags: string[];
}

/** The engine's images with their layers, newest first. */
export async function listImages(transport: Transport): Promise<ListedImage[]> {
  const list = (await getJson(transport, '/images/json')).body as { Id: string; RepoTags: string[] | null; Size: number; Created: number }[];
  const images: ListedImage[] = [];
  for (const { Id, RepoTags, Size } of list.sort((a, b) => b.Created - a.Created)) {
    const { status, body } = await getJson(transport, `/images/${Id}/json`);
    if (status !== 200) continue;
    const tags = (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>');
    images.push({ id: Id, name: tags[0] ?? `<none> ${Id.replace('sha256:', '').slice(0, 12)}`, tags, sizeBytes: Size, layers: (body as { RootFS?: { Layers?: string[] } }).RootFS?.Layers ?? [] });
  }
  return images;
}

/** What `docker save` writes of an image: by its names, so that they come along. */
export function savedImage(transport: Transport, image: ListedImage): AsyncGenerator<Uint8Array> {
  const names = image.tags.length > 0 ? image.tags : [image.id];
  return callStream(transport, 'GET', `/images/get?${names.map((name) => `names=${encodeURIComponent(name)}`).join('&')}`);
}

/** Gives an archive to the engine, as `docker load` does; what it says of it, a line each. */
export async function loadArchive(transport: Transport, archive: AsyncIterable<Uint8Array>): Promise<string[]> {
  let said = '';
  for await (const part of callStream(transport, 'POST', '/images/load?quiet=1', archive)) said += text(part);
  return said.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const { stream, error } = JSON.parse(line) as { stream?: string; error?: string };
    return (stream ?? error ?? '').trim();
  }).filter((line) => line !== '');
}

/** A file of the learner's own machine, piece by piece. */
export async function* fileChunks(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
