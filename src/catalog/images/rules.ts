import type { LayerContext, Recipe } from '../recipe';

/** When a rule is meant, and what it puts into the layer. */
export type Rule = readonly [when: RegExp | ((context: LayerContext) => boolean), fill: (context: LayerContext) => void];

/** A recipe's layers as rules: the first that fits fills the layer. */
export function byRules(...rules: readonly Rule[]): NonNullable<Recipe['layer']> {
  return (context) => {
    const rule = rules.find(([when]) => (typeof when === 'function' ? when(context) : when.test(context.createdBy)));
    if (!rule) return false;
    rule[1](context);
    return true;
  };
}

/** The layer that carries the software itself: larger than all others above the base and the tool layers. */
export const isBiggest = (from = 1) => ({ image, index }: LayerContext): boolean => {
  const sizes = image.layers.map(([, size]) => size);
  return index >= from && sizes[index] === Math.max(...sizes.slice(from));
};

export const isIndex = (wanted: number) => ({ index }: LayerContext): boolean => index === wanted;
