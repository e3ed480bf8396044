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
  return derive(from, { created, envChange, layers: newLayers(from, biggest, `${Object.values(envChange)[0]}${scale === 1 ? '' : `x${scale}`}`, scale) });
}

/** Releases by tag: what a row changes of the neighbour that it names. */
export function releases(known: Readonly<Record<string, ImageFacts>>, rows: Readonly<Record<string, readonly [from: string, created: string, envChange: Readonly<Record<string, string>>, scale?: number]>>): Record<string, ImageFacts> {
  return Object.fromEntries(Object.entries(rows).map(([tag, [from, created, envChange, scale]]) => [tag, sibling(known[from]!, created, envChange, scale)]));
}
