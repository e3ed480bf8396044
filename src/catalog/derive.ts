import type { ImageFacts } from './facts';

/** The facts of a neighbour with some of them changed. */
export function derive(from: ImageFacts, change: Partial<ImageFacts> & { envChange?: Readonly<Record<string, string>> }): ImageFacts {
  const { envChange, ...rest } = change;
  const image: ImageFacts = { ...from, ...rest };
  if (envChange) {
    const replaced = (text: string): string => {
      const name = text.slice(0, text.indexOf('='));
      return Object.hasOwn(envChange, name) ? `${name}=${envChange[name]}` : text;
    };
    image.env = image.env.map(replaced);
    image.history = image.history.map(([createdBy, empty]) => {
      const text = createdBy.startsWith('ENV ') ? `ENV ${replaced(createdBy.slice(4))}` : createdBy;
      return empty ? [text, empty] : [text];
    });
  }
  return image;
}

/** Layers of a neighbour, with new ones from `index` on: other content, other digests. */
export function newLayers(from: ImageFacts, index: number, mark: string, scale = 1): ImageFacts['layers'] {
  return from.layers.map(([key, size], i) => (i < index ? [key, size] : [`${key}-${mark}`, size > 10_000 ? Math.round(size * scale) : size]));
}

/** Another release of a neighbour: other variables, and from the layer of its software on other layers. */
export function sibling(from: ImageFacts, created: string, envChange: Readonly<Record<string, string>>, scale = 1): ImageFacts {
  const own = from.layers.slice(1);
  const biggest = own.findIndex(([, size]) => size === Math.max(...own.map(([, other]) => other))) + 1;
  const image = derive(from, { created, envChange, layers: newLayers(from, biggest, `${Object.values(envChange)[0]}${scale === 1 ? '' : `x${scale}`}`, scale) });
  return Object.entries(envChange).reduce((made, [name, value]) => restated(made, from.env.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1) ?? '', value, name), image);
}

/** A version without an epoch, a packager's revision or a name before it: `1:10.11.15+maria~ubu2204` → `10.11.15`. */
const plain = (version: string): string | undefined => /\d+\.\d+\.\d+/.exec(version)?.[0];

/**
 * The facts with a version replaced wherever texts and labels name it. The checksums that variables and arguments give
 * of the old version's archive (`<name>_SHA256` beside `<name>_VERSION`) are left out: those of the new one aren't known.
 */
export function restated(image: ImageFacts, was: string, is: string, variable = ''): ImageFacts {
  const [before, after] = [plain(was), plain(is)];
  if (before === undefined || after === undefined || before === after) return image;
  const checksum = new RegExp(`^(?:ENV |ARG )?${variable.replace(/VERSION$/, '')}(?:\\w+_)?SHA\\d*=`);
  const isKept = (text: string): boolean => !/_VERSION$/.test(variable) || !checksum.test(text);
  const said = (text: string): string => text.replaceAll(before, after);
  return {
    ...image,
    env: image.env.filter(isKept).map(said),
    history: image.history.filter(([step]) => isKept(step)).map(([step, empty]) => (empty ? [said(step), empty] : [said(step)])),
    ...(image.labels ? { labels: Object.fromEntries(Object.entries(image.labels).map(([name, value]) => [name, said(value)])) } : {}),
  };
}

/** Another release of a neighbour whose environment doesn't name its version: texts and labels do. It stands on the neighbour's layers. */
export function unnamedSibling(from: ImageFacts, created: string, was: string, is: string): ImageFacts {
  return restated(derive(from, { created }), was, is);
}

/** Releases by tag: what a row changes of the neighbour that it names. */
export function releases(known: Readonly<Record<string, ImageFacts>>, rows: Readonly<Record<string, readonly [from: string, created: string, envChange: Readonly<Record<string, string>>, scale?: number]>>): Record<string, ImageFacts> {
  return Object.fromEntries(Object.entries(rows).map(([tag, [from, created, envChange, scale]]) => [tag, sibling(known[from]!, created, envChange, scale)]));
}

/** The same on the neighbour's own layers: releases whose files differ in nothing that the simulated programs read. */
export function sharedReleases(known: Readonly<Record<string, ImageFacts>>, rows: Parameters<typeof releases>[1]): Record<string, ImageFacts> {
  return Object.fromEntries(Object.entries(releases(known, rows)).map(([tag, image]) => [tag, { ...image, layers: known[rows[tag]![0]]!.layers }]));
}

/** Releases written as `1.96.1@2026-06-30 1.97.1@2026-07-16`: of each line the last, and the day on which it was built. */
export function lastOfLines(text: string): readonly { line: string; version: string; day: string }[] {
  return text.split(' ').map((one) => {
    const [version = '', day = ''] = one.split('@');
    return { line: version.slice(0, version.lastIndexOf('.')), version, day };
  });
}
