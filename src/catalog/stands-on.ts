import type { ImageFacts } from './facts';
import { recipe as alpine } from './images/alpine';
import { recipe as debian } from './images/debian';
import { recipe as ubuntu } from './images/ubuntu';
import type { Recipe } from './recipe';

type Layer = ImageFacts['layers'][number];

/** A base by its name: the step that made it, its layer, and those that buildpack-deps puts on it. */
interface Ground {
  step: string;
  base: Layer;
  above?: Readonly<Partial<Record<Kind, Layer>>>;
}

/** What buildpack-deps' layers install, told by their steps. */
const KINDS = { certificates: /ca-certificates …$/, gpg: /command -v gpg/, git: /git mercurial op/, build: /autoconf automake/, compilers: /g\+\+ gcc libc6-de|PHPIZE_DEPS ca-/ } as const;
type Kind = keyof typeof KINDS;

const debuerreotype = (codename: string): string => `# debian.sh --arch 'amd64' out/ '${codename}' '@1721606400'`;

/** Bases of full Debian images with buildpack-deps' layers: bookworm's and bullseye's as recorded, older ones of sizes like theirs. */
const FULL: Readonly<Record<string, Ground>> = {
  bookworm: {
    step: "# debian.sh --arch 'amd64' out/ 'bookworm' '@1789689600'", base: ['eaac70c68abd', 48_503_440],
    above: { certificates: ['7b2de2423ebd', 24_056_077], git: ['81578410df16', 64_424_271], build: ['de9e8d0a0071', 211_707_818] },
  },
  bullseye: {
    step: 'ADD file:917750a82b29f8f7f88a121017bd9dfeb0fbcc8f0697a009f08b6b58246eff4b in / ', base: ['bbeef03cda1f', 55_025_206],
    above: { certificates: ['f049f75f014e', 5_163_370], gpg: ['56261d0e6b05', 10_876_737], git: ['9bd150679dbd', 54_583_611], build: ['5b282ee9da04', 196_877_237] },
  },
  buster: { step: debuerreotype('buster'), base: ['debian-buster', 50_500_000], above: { certificates: ['buildpack-buster-1', 7_900_000], gpg: ['buildpack-buster-2', 10_000_000], git: ['buildpack-buster-3', 51_900_000], build: ['buildpack-buster-4', 192_000_000] } },
  stretch: { step: debuerreotype('stretch'), base: ['debian-stretch', 45_380_000], above: { certificates: ['buildpack-stretch-1', 10_800_000], gpg: ['buildpack-stretch-2', 4_340_000], git: ['buildpack-stretch-3', 50_100_000], build: ['buildpack-stretch-4', 213_900_000] } },
  'stretch-slim': { step: debuerreotype('stretch'), base: ['debian-stretch-slim', 22_530_000] },
  'jessie-slim': { step: debuerreotype('jessie'), base: ['debian-jessie-slim', 30_100_000] },
  'alpine3.7': { step: 'ADD alpine-minirootfs-3.7.3-x86_64.tar.gz / # buildkit', base: ['alpine-3.7.3', 2_107_000] },
};

function ground(name: string): Ground {
  const own = FULL[name];
  if (own) return own;
  const [recipe, tag] = name.startsWith('alpine') ? [alpine, name.slice('alpine'.length)] : ubuntu.aliases![name] ? [ubuntu, ubuntu.aliases![name]] : [debian, name];
  const image = recipe.facts[tag] ?? recipe.facts[recipe.aliases?.[tag] ?? ''];
  if (!image) throw new Error(`no base ${name}`);
  return { step: image.history.find((step) => !step[1])![0], base: image.layers[0]! };
}

/** Steps whose layer has a package database, which differs with the base. */
const isOfBase = (step: string, [, sizeBytes]: Layer): boolean => sizeBytes > 100_000 || /\b(?:apt-get|apk) /.test(step);

/** One image on another base. Layers that it shared with images on theirs become its own. */
function stand(image: ImageFacts, tag: string, name: string, shared: ReadonlySet<string>): ImageFacts {
  const { step, base, above } = ground(name);
  const steps = image.history.filter((one) => !one[1]).map((one) => one[0]);
  const layers = image.layers.map((layer, i): Layer => {
    if (i === 0) return base;
    const made = steps[i] ?? '';
    const kind = (Object.keys(KINDS) as Kind[]).find((one) => KINDS[one].test(made));
    const known = kind && above?.[kind];
    if (known) return known;
    if (kind) return [`${layer[0]}~${name}`, layer[1]];
    return isOfBase(made, layer) && shared.has(layer[0]) ? [`${layer[0]}~${tag}`, layer[1]] : layer;
  });
  const first = image.history.findIndex((one) => !one[1]);
  return { ...image, layers, history: image.history.map((one, i) => (i === first ? [step] : one)) };
}

/**
 * The recipe with images on the base that the last build of their tag stands on (docker-library/official-images), where
 * their facts were made of a neighbour's on another: `rows` gives tags by base. A tag that named another's image gets
 * one of its own.
 */
export function onBases(recipe: Recipe, rows: Readonly<Record<string, string>>): Recipe {
  const list = Object.entries(rows).flatMap(([name, tags]) => tags.split(' ').map((tag) => [tag, name] as const));
  const moved = new Set(list.map(([tag]) => tag));
  const shared = new Set(Object.entries(recipe.facts).flatMap(([tag, image]) => (moved.has(tag) ? [] : image.layers.map(([key]) => key))));
  const stood = list.map(([tag, name]): [string, ImageFacts] => {
    const from = recipe.facts[tag] ?? recipe.facts[recipe.aliases?.[tag] ?? ''];
    if (!from) throw new Error(`no image ${tag}`);
    return [tag, stand(from, tag, name, shared)];
  });
  const aliases = Object.fromEntries(Object.entries(recipe.aliases ?? {}).filter(([alias]) => !moved.has(alias)));
  return { ...recipe, facts: { ...recipe.facts, ...Object.fromEntries(stood) }, aliases };
}
