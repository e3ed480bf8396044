import type { Schemas } from '../../api/types';
import type { Typed } from '../../lib/govalue';
import { humanSize } from '../../lib/units';
import { truncateId } from '../../lib/width';
import { parseReference, type Reference } from '../../oci/reference';
import { goContext } from './go-context';
import { ago, goTimeOfSeconds } from './text';
import { isTable, QUIET_FORMAT, writeList, type ListOptions } from './write';

type Image = Schemas['ImageSummary'];

const CREATED = '{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}';
const TABLE = `table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t${CREATED}\t{{.Size}}`;
const TABLE_WITH_DIGEST = `table {{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t${CREATED}\t{{.Size}}`;

export const IMAGE_HEADERS = {
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  Digest: 'DIGEST',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  Size: 'SIZE',
  Containers: 'CONTAINERS',
  SharedSize: 'SHARED SIZE',
  UniqueSize: 'UNIQUE SIZE',
};

/** Unix seconds of Go's zero time: no time at all. */
const GO_ZERO = -62_135_596_800;

/** An image under one of its names, as `docker images --format` sees it. */
export function imageContext(image: Image, names: { repo: string; tag: string; digest: string }, options: { trunc: boolean; now: number }): Typed {
  const { Created: created = 0, Size: size = 0, SharedSize: shared = -1, Containers: containers = -1 } = image;
  return goContext('formatter.imageContext', {
    ID: () => (options.trunc ? truncateId(image.Id) : image.Id),
    Repository: () => names.repo,
    Tag: () => names.tag,
    Digest: () => names.digest,
    CreatedSince: () => (created === GO_ZERO ? '' : ago(options.now, created * 1000)),
    CreatedAt: () => goTimeOfSeconds(created),
    Size: () => humanSize(size, 3),
    Containers: () => (containers === -1 ? 'N/A' : String(containers)),
    SharedSize: () => (shared === -1 ? 'N/A' : humanSize(shared)),
    UniqueSize: () => (size === -1 || shared === -1 ? 'N/A' : humanSize(size - shared)),
  });
}

/** Whether an image has neither tag nor digest to call it by. */
export function isDanglingForTable(image: Image): boolean {
  const { RepoTags: tags, RepoDigests: digests } = image;
  if (!tags?.length && !digests?.length) return true;
  return tags?.length === 1 && tags[0] === '<none>:<none>' && digests?.length === 1 && digests[0] === '<none>@<none>';
}

/** Whether `docker images` hides an image unless asked (docker/cli command/image isDangling). */
export function isDangling(image: Image): boolean {
  return !image.RepoTags?.length || isDanglingForTable(image);
}

function tryParse(text: string): Reference | undefined {
  try {
    return parseReference(text);
  } catch {
    return undefined;
  }
}

/** The names under which an image is listed: a line a tag, or a tag and digest; then digests without a tag. */
function namesOf(image: Image, digests: boolean, needDigest: boolean): { repo: string; tag: string; digest: string }[] {
  const tagged = new Map<string, string[]>();
  const digested = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, repo: string, value: string): void => void map.set(repo, [...(map.get(repo) ?? []), value]);
  for (const text of image.RepoTags ?? []) {
    const reference = tryParse(text);
    if (reference?.tag !== undefined) add(tagged, reference.familiarName, reference.tag);
  }
  for (const text of image.RepoDigests ?? []) {
    const reference = tryParse(text);
    if (reference?.digest !== undefined) add(digested, reference.familiarName, reference.digest);
  }
  const names: { repo: string; tag: string; digest: string }[] = [];
  for (const [repo, tags] of tagged) {
    const known = needDigest ? (digested.get(repo) ?? []) : [];
    digested.delete(repo);
    for (const tag of tags) for (const digest of known.length === 0 ? ['<none>'] : known) names.push({ repo, tag, digest });
  }
  for (const [repo, known] of digested) for (const digest of digests ? known : ['']) names.push({ repo, tag: '<none>', digest });
  return names;
}

/** The format that `docker images` uses when it doesn't print its own view (formatter.NewImageFormat). */
export function imageFormat(source: string, quiet: boolean, digest: boolean): string {
  if (source === 'table') return quiet ? QUIET_FORMAT : digest ? TABLE_WITH_DIGEST : TABLE;
  if (source === 'raw') {
    if (quiet) return 'image_id: {{.ID}}';
    return `repository: {{ .Repository }}\ntag: {{.Tag}}\n${digest ? 'digest: {{.Digest}}\n' : ''}image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`;
  }
  return isTable(source) && digest && !source.includes('{{.Digest}}') ? source + '\t{{.Digest}}' : source;
}

/** What `docker images` prints with `--format`, `-q`, `--no-trunc` or `--digests`; see `image-tree` for the rest. */
export function formatImages(images: readonly Image[], options: ListOptions & { digests?: boolean }): string {
  const digests = options.digests ?? false;
  const format = imageFormat(options.format || 'table', options.quiet ?? false, digests);
  const needDigest = digests || format.includes('{{.Digest}}');
  const context = { trunc: !options.noTrunc, now: options.now };
  const items = images.flatMap((image) => {
    const names = isDanglingForTable(image) ? [{ repo: '<none>', tag: '<none>', digest: '<none>' }] : namesOf(image, digests, needDigest);
    return names.map((name) => imageContext(image, name, context));
  });
  return writeList(format, IMAGE_HEADERS, items);
}
