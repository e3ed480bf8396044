import type { Architecture } from '../lib/architecture';
import type { Content } from '../lib/content';
import { parseRfc3339Ms } from '../lib/timestamp';
import type { TarEntry } from '../oci/tar-entry';
import { writeTar } from '../oci/tar-write';
import { baseOf, fillBase } from './bases';
import { commonLayer } from './common-layers';
import type { ImageFacts } from './facts';
import { fillTo } from './fill';
import type { Base, Recipe } from './recipe';
import { Tree } from './tree';

/** The tag that a tag stands for, or undefined when the repository has none of that name. */
export function tagOf(recipe: Recipe, tag: string): string | undefined {
  if (Object.hasOwn(recipe.facts, tag)) return tag;
  const alias = recipe.aliases?.[tag];
  return alias !== undefined && Object.hasOwn(recipe.facts, alias) ? alias : undefined;
}

export function tagsOf(recipe: Recipe): string[] {
  const aliases = Object.keys(recipe.aliases ?? {}).filter((alias) => tagOf(recipe, alias) !== undefined);
  return [...new Set([...Object.keys(recipe.facts), ...aliases])].sort();
}

function imageBase(recipe: Recipe, image: ImageFacts, tag: string): Base {
  return recipe.base?.(image, tag) ?? baseOf(image);
}

/** The instructions that made layers, in order. */
function layerSteps(image: ImageFacts): string[] {
  return image.history.filter((step) => !step[1]).map((step) => step[0]);
}

/** What one layer of an image holds, before it is filled up to its weight. The same facts give the same entries. */
export function layerTree(repository: string, recipe: Recipe, tag: string, index: number, architecture?: Architecture): Tree {
  const image = recipe.facts[tag]!;
  const [, sizeBytes] = image.layers[index]!;
  const createdBy = layerSteps(image)[index] ?? '';
  const tree = new Tree(parseRfc3339Ms(image.created), architecture);
  const base = imageBase(recipe, image, tag);
  const env = (name: string): string => image.env.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const context = { repository, tag, image, index, createdBy, sizeBytes, tree, base, env };
  if (index === 0 && base.kind !== 'scratch') fillBase(tree, base);
  else if (sizeBytes > 40 && !recipe.layer?.(context)) commonLayer(context);
  else if (sizeBytes <= 40) commonLayer(context);
  return tree;
}

/** The whole layer. What other architectures' layers weigh isn't recorded: they weigh what amd64's do. */
export function layerEntries(repository: string, recipe: Recipe, tag: string, index: number, architecture?: Architecture): TarEntry[] {
  return fillTo(layerTree(repository, recipe, tag, index, architecture), recipe.facts[tag]!.layers[index]![1]);
}

export function layerTar(repository: string, recipe: Recipe, tag: string, index: number, architecture?: Architecture): Content {
  return writeTar(layerEntries(repository, recipe, tag, index, architecture));
}
