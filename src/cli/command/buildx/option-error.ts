/** An option that can't be read: buildx says so before it begins a build (commands/build.go, toOptions). */
export class OptionError extends Error {}

/** An option's `true` or `false` (strconv.ParseBool). Throws OptionError, worded after `prefix`. */
export function parseBool(text: string, prefix: string): boolean {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw new OptionError(`${prefix}: strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}
