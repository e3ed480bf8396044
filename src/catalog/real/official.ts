import tags from './official-tags.json';

const WORDS = tags as Readonly<Record<string, string>>;
const VERSION = /^v?(\d{1,5}(?:\.\d{1,5})*)$/;

/** Whether a version is a listed one, the beginning of one, or an earlier one of its line: `1.19.10` stands for 1, 1.19 and 1.19.0 to 1.19.10. */
function covers(listed: string, version: string): boolean {
  if (listed === version || listed.startsWith(`${version}.`)) return true;
  const [line, last] = [listed.slice(0, listed.lastIndexOf('.')), listed.slice(listed.lastIndexOf('.') + 1)];
  return listed.includes('.') && version.startsWith(`${line}.`) && /^\d+$/.test(version.slice(line.length + 1)) && Number(version.slice(line.length + 1)) <= Number(last);
}

/**
 * Whether the Hub has, or has had, an official image under a name and a tag (docker-library/official-images, all that
 * library/ ever listed). official-tags.json has for each repository its last versions by line and the words that tags
 * are made of, numbers in them as `#`. A combination that never was may pass for one that was.
 */
export function isOfficial(name: string, tag: string | undefined): boolean {
  const words = Object.hasOwn(WORDS, name) ? WORDS[name]!.split(' ') : undefined;
  if (!words || tag === undefined) return words !== undefined;
  return tag.split(/[-_]/).every((word, i) => {
    const version = i === 0 ? VERSION.exec(word)?.[1] : undefined;
    if (version !== undefined) return words.some((listed) => VERSION.test(listed) && covers(listed, version));
    return words.includes(word.replace(/^v(?=\d)/, '').replace(/\d+(?:\.\d+)*/g, '#'));
  });
}
