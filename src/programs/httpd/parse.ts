import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { checkValues } from './check';
import { knownDirective, SECTIONS } from './directives';

/** One directive or section of httpd's configuration. Names are in lower case. */
export interface Node {
  name: string;
  args: string[];
  file: string;
  line: number;
  /** What stands in a section. */
  inside: Node[] | undefined;
}

/** A configuration that can't be used; the message is the whole of what is printed. */
export class HttpdSyntaxError extends Error {}

/** What reading a configuration knows of the server. */
export interface Reading {
  sys: Sys;
  /** `httpd` or `apache2`, as errors begin. */
  program: string;
  root: string;
  modules: Set<string>;
  defines: Map<string, string>;
  /** Set for a .htaccess file, whose errors have another form. */
  isHtaccess: boolean;
}

/** Splits a line into words: quotes keep spaces, and a quote may be left open at the end. */
export function words(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\[^])*)(?:"|$)|'((?:[^'\\]|\\[^])*)(?:'|$)|(\S+)/g)].map(([, double, single, bare]) => (double ?? single ?? bare ?? '').replace(/\\(["'\\])/g, '$1'));
}

function fail(reading: Reading, node: Pick<Node, 'file' | 'line'>, message: string): never {
  throw new HttpdSyntaxError(reading.isHtaccess ? message : `AH00526: Syntax error on line ${node.line} of ${node.file}:\n${message}`);
}

const UNKNOWN = 'perhaps misspelled or defined by a module not included in the server configuration';

/** Contexts that a section makes for what is in it. */
const DIRECTORY_LIKE = new Set(['directory', 'directorymatch', 'files', 'filesmatch', 'location', 'locationmatch', 'proxy', 'proxymatch', 'if', 'elseif', 'else', 'limit', 'limitexcept', 'requireall', 'requireany', 'requirenone']);
const CONDITIONS = new Set(['ifmodule', 'ifdefine', 'ifversion', 'iffile', 'ifdirective']);

function checkContext(reading: Reading, node: Node, parents: readonly Node[]): void {
  const known = knownDirective(node.name);
  if (!known || (!reading.modules.has(known.module) && known.module !== 'core')) fail(reading, node, `Invalid command '${node.args[0]}', ${UNKNOWN}`);
  const outer = parents.findLast(({ name }) => !CONDITIONS.has(name));
  const place = reading.isHtaccess ? 'htaccess' : (outer?.name ?? 'server');
  const inDirectory = DIRECTORY_LIKE.has(place) || reading.isHtaccess;
  const { contexts } = known;
  if (inDirectory && !/[dDn]/.test(contexts)) fail(reading, node, reading.isHtaccess ? `${node.args[0]} not allowed here` : `${node.args[0]} not allowed in <${sectionName(place)}> context`);
  if (!inDirectory && /[nD]/.test(contexts)) fail(reading, node, `${node.args[0]} not allowed here`);
  if (place === 'virtualhost' && contexts === 'g') fail(reading, node, `${node.args[0]} cannot occur within <VirtualHost> section`);
  const first = node.args[1];
  if (known.isFlag && !/^(on|off)$/i.test(first ?? '')) fail(reading, node, `${node.args[0]} must be On or Off`);
}

const SPELLED: Readonly<Record<string, string>> = { directorymatch: 'DirectoryMatch', filesmatch: 'FilesMatch', locationmatch: 'LocationMatch', virtualhost: 'VirtualHost' };
const sectionName = (name: string): string => SPELLED[name] ?? name[0]!.toUpperCase() + name.slice(1);

function holds(reading: Reading, node: Node): boolean {
  const [first = ''] = node.args;
  const isNot = first.startsWith('!');
  const name = first.replace(/^!/, '');
  if (node.name === 'ifmodule') return reading.modules.has(name.replace(/^mod_(.*)\.c$/, '$1').replace(/_module$/, '').replace(/\.c$/, '')) !== isNot;
  if (node.name === 'ifdefine') return reading.defines.has(name) !== isNot;
  if (node.name === 'iffile') return reading.sys.access(name, '') !== isNot;
  return node.name === 'ifversion';
}

/** Reads a file into nodes. Throws HttpdSyntaxError. */
export function parseFile(reading: Reading, path: string, from?: Node): Node[] {
  let source: string;
  try {
    source = reading.sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const what = `Could not open configuration file ${path}: ${error.message}`;
    throw new HttpdSyntaxError(from ? `${reading.program}: Syntax error on line ${from.line} of ${from.file}: ${what}` : `${reading.program}: ${what}`);
  }
  const out: Node[] = [];
  const open: { node: Node; into: Node[] }[] = [];
  const structural = (line: number, message: string): never => {
    throw new HttpdSyntaxError(reading.isHtaccess ? message : `${reading.program}: Syntax error on line ${line} of ${path}: ${message}`);
  };
  const lines = source.split('\n');
  let skipping = 0;
  for (let at = 0; at < lines.length; at++) {
    let text = lines[at]!;
    while (text.endsWith('\\') && at + 1 < lines.length) text = text.slice(0, -1) + lines[++at]!;
    const line = at + 1;
    text = text.trim().replace(/\$\{(\w+)\}/g, (whole, name: string) => reading.defines.get(name) ?? reading.sys.env[name] ?? whole);
    if (text === '' || text.startsWith('#')) continue;
    const close = /^<\/(\w+)\s*>$/.exec(text);
    if (close) {
      const last = open.pop();
      if (!last) structural(line, `</${close[1]}> without matching <${close[1]}> section`);
      if (last!.node.name !== close[1]!.toLowerCase()) structural(line, `Expected </${sectionName(last!.node.name)}> but saw </${close[1]}>`);
      if (skipping > 0) skipping--;
      continue;
    }
    const into = open.at(-1)?.into ?? out;
    const section = /^<(\w+)\b\s*([^]*?)>?$/.exec(text);
    if (section && text.startsWith('<')) {
      const name = section[1]!.toLowerCase();
      const node: Node = { name, args: words(section[2]!), file: path, line, inside: [] };
      if (skipping > 0) {
        skipping++;
        open.push({ node, into });
        continue;
      }
      const module = SECTIONS[name];
      if (module === undefined || (module !== 'core' && !reading.modules.has(module))) fail(reading, node, `Invalid command '<${section[1]}', ${UNKNOWN}`);
      if (node.args.length === 0 && !['else', 'requireall', 'requireany', 'requirenone'].includes(name)) fail(reading, node, `<${section[1]}> directive requires additional arguments`);
      if (CONDITIONS.has(name)) {
        // What is in it stands where the condition stands, or nowhere.
        if (!holds(reading, node)) skipping = 1;
        open.push({ node, into });
      } else {
        into.push(node);
        open.push({ node, into: node.inside! });
      }
      continue;
    }
    if (skipping > 0) continue;
    const parts = words(text);
    const node: Node = { name: parts[0]!.toLowerCase(), args: parts, file: path, line, inside: undefined };
    checkContext(reading, node, open.map((one) => one.node));
    node.args = parts.slice(1);
    if (node.name === 'include' || node.name === 'includeoptional') {
      for (const file of included(reading, node)) into.push(...parseFile(reading, file, node));
      continue;
    }
    if (node.name === 'define') reading.defines.set(node.args[0] ?? '', node.args[1] ?? '');
    else if (node.name === 'serverroot') reading.root = node.args[0] ?? reading.root;
    else if (node.name === 'loadmodule') loadModule(reading, node);
    const wrong = checkValues(reading, node, parts[0]!);
    if (wrong !== undefined) fail(reading, node, wrong);
    into.push(node);
  }
  const last = open.at(-1)?.node;
  if (last) structural(last.line, `${path}:${last.line}: <${sectionName(last.name)}> was not closed.`);
  return out;
}

function absolute(reading: Reading, path: string): string {
  return path.startsWith('/') ? path : `${reading.root}/${path}`;
}

function loadModule(reading: Reading, node: Node): void {
  const [name = '', file = ''] = node.args;
  const path = absolute(reading, file);
  if (!reading.sys.access(path, '')) throw new HttpdSyntaxError(`${reading.program}: Syntax error on line ${node.line} of ${node.file}: Cannot load ${file} into server: ${path}: cannot open shared object file: No such file or directory`);
  reading.modules.add(name.replace(/_module$/, ''));
}

function included(reading: Reading, node: Node): string[] {
  const pattern = absolute(reading, node.args[0] ?? '');
  if (!/[*?[]/.test(pattern)) return node.name === 'includeoptional' && !reading.sys.access(pattern, '') ? [] : [pattern];
  const cut = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, cut);
  const leaf = new RegExp(`^${pattern.slice(cut + 1).replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
  const found = reading.sys.access(folder, 'r') ? reading.sys.readdir(folder).map(({ name }) => name).filter((name) => leaf.test(name)).sort().map((name) => `${folder}/${name}`) : [];
  if (found.length === 0 && node.name === 'include') throw new HttpdSyntaxError(`${reading.program}: Syntax error on line ${node.line} of ${node.file}: No matches for the wildcard '${pattern.slice(cut + 1)}' in '${folder}', failing (use IncludeOptional if required)`);
  return found;
}
