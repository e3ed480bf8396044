/**
 * The variables of a file for `--env-file`: NAME=value a line, `export` before it, quotes around values that reach over
 * lines, comments (Node's documentation of dotenv files). In double quotes `\n` is a new line.
 */
export function parseEnvFile(content: string): Record<string, string> {
  const found: Record<string, string> = {};
  const LINE = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\n#]*))[^\n]*$/gm;
  for (const [, name, double, single, tick, bare] of content.replace(/\r\n?/g, '\n').matchAll(LINE)) {
    found[name!] = double !== undefined ? double.replace(/\\n/g, '\n') : (single ?? tick ?? bare!.trim());
  }
  return found;
}
