import type { Sys } from '../../machine/sys';
import { applyConnectionString, defaultTarget, type PgTarget } from './connect';
import { defaultStyle, type TableStyle } from './format';

export interface PsqlOptions {
  target: PgTarget;
  actions: { k: 'command' | 'file'; text: string }[];
  style: TableStyle;
  list: boolean;
  /** -1: all actions are one transaction. */
  single: boolean;
  output: string | undefined;
  variables: Map<string, string>;
}

const LONG: Readonly<Record<string, string>> = { host: 'h', port: 'p', username: 'U', dbname: 'd', command: 'c', file: 'f', 'tuples-only': 't', 'no-align': 'A', quiet: 'q', list: 'l', 'no-password': 'w', password: 'W', 'no-psqlrc': 'X', set: 'v', variable: 'v', expanded: 'x', 'field-separator': 'F', 'record-separator': 'R', 'single-transaction': '1', 'echo-all': 'a', 'echo-queries': 'e', 'echo-errors': 'b', 'no-readline': 'n', html: 'H', output: 'o', pset: 'P', csv: 'csv', 'field-separator-zero': 'z', 'record-separator-zero': '0', 'single-line': 'S' };

/** Values that \pset takes with -P: `name=value`. Undefined where the setting isn't known here. */
function set(style: TableStyle, setting: string): boolean {
  const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(setting) ?? [];
  const isOn = value === '' || /^(on|true|yes|1)$/.test(value);
  switch (name) {
    case 'pager': return true;
    case 'tuples_only': case 't': style.tuplesOnly = isOn; return true;
    case 'expanded': case 'x': style.expanded = value === 'auto' ? 'auto' : isOn; return true;
    case 'footer': style.footer = isOn; return true;
    case 'border': style.border = Math.min(2, Number(value)); return true;
    case 'null': style.nullText = value; return true;
    case 'fieldsep': style.separator = value; return true;
    case 'format':
      if (value !== 'aligned' && value !== 'unaligned' && value !== 'csv' && value !== 'html') return false;
      style.format = value;
      return true;
    default: return false;
  }
}

/** psql's command line; a text is what is wrong with it. */
export function parseArguments(sys: Sys): PsqlOptions | string {
  const options: PsqlOptions = { target: defaultTarget(sys), actions: [], style: defaultStyle(), list: false, single: false, output: undefined, variables: new Map() };
  const { style, variables, target } = options;
  const rest: string[] = [];
  const args = sys.argv.slice(1);
  let unknownSetting: string | undefined;
  const apply = (letter: string, value: () => string): boolean => {
    switch (letter) {
      case 'h': target.host = value(); return true;
      case 'p': target.port = Number(value()); return true;
      case 'U': target.user = value(); return true;
      case 'd': { const name = value(); if (!applyConnectionString(target, name)) target.database = name; return true; }
      case 'c': options.actions.push({ k: 'command', text: value() }); return true;
      case 'f': options.actions.push({ k: 'file', text: value() }); return true;
      case 'o': options.output = value(); return true;
      case 'v': { const [, name = '', text = ''] = /^([^=]*)=?([^]*)$/.exec(value()) ?? []; variables.set(name, text); return true; }
      case 'F': style.separator = value(); return true;
      case 'R': style.recordSeparator = value(); return true;
      case 'z': style.separator = '\0'; return true;
      case '0': style.recordSeparator = '\0'; return true;
      case 'P': { const setting = value(); if (!set(style, setting)) unknownSetting = setting; return true; }
      case 't': style.tuplesOnly = true; return true;
      case 'A': style.format = 'unaligned'; return true;
      case 'H': style.format = 'html'; return true;
      case 'x': style.expanded = true; return true;
      case 'csv': style.format = 'csv'; return true;
      case 'q': variables.set('QUIET', 'on'); return true;
      case 'a': variables.set('ECHO', 'all'); return true;
      case 'e': variables.set('ECHO', 'queries'); return true;
      case 'b': variables.set('ECHO', 'errors'); return true;
      case 'l': options.list = true; return true;
      case 'w': target.neverAsk = true; return true;
      case '1': options.single = true; return true;
      case 'W': case 'X': case 'n': return true;
      default: return false;
    }
  };
  while (args.length > 0) {
    const arg = args.shift()!;
    if (arg.startsWith('--') && arg.length > 2) {
      const [, name = '', value] = /^--([^=]+)(?:=([^]*))?$/.exec(arg) ?? [];
      if (LONG[name] === undefined || !apply(LONG[name], () => value ?? args.shift() ?? '')) return `unrecognized option '${arg}'`;
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let i = 1; i < arg.length; i++) {
        let taken = false;
        const known = apply(arg[i]!, () => {
          taken = true;
          return i + 1 < arg.length ? arg.slice(i + 1) : (args.shift() ?? '');
        });
        if (!known) return `invalid option -- '${arg[i]}'`;
        if (taken) break;
      }
    } else rest.push(arg);
  }
  if (unknownSetting !== undefined) return `error: dockyard: -P ${unknownSetting} is not simulated`;
  if (rest[0] !== undefined && !applyConnectionString(target, rest[0])) target.database = rest[0];
  if (rest[1] !== undefined) target.user = rest[1];
  return options;
}
