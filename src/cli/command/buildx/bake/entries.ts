import { parseCsv } from '../../../opts/csv';
import type { Entry } from './target';

function fields(text: string): [key: string, value: string, field: string][] {
  return parseCsv(text).map((field) => {
    const at = field.indexOf('=');
    if (at === -1) throw new Error(`invalid value ${field}`);
    return [field.slice(0, at), field.slice(at + 1), field];
  });
}

function exported(text: string): Entry {
  const parts = parseCsv(text);
  if (parts.length === 1 && parts[0] === text && !text.startsWith('type=')) return text === '-' ? { type: 'tar', dest: '-' } : { type: 'local', dest: text };
  const entry = Object.fromEntries(fields(text).map(([key, value]) => [key.trim().toLowerCase(), value]));
  if (!entry.type) throw new Error('type is required for output');
  return entry;
}

function cached(text: string): Entry {
  const parts = parseCsv(text);
  if (parts.length === 1 && !parts[0]!.includes('=')) return { type: 'registry', ref: parts[0]! };
  const entry = Object.fromEntries(fields(text).map(([key, value]) => [key.toLowerCase(), value]));
  if (!entry.type) throw new Error(`type required for ${JSON.stringify(text)}`);
  return entry;
}

function secret(text: string): Entry {
  const entry: Record<string, string> = {};
  let type = '';
  for (const part of parseCsv(text)) {
    const at = part.indexOf('=');
    if (at === -1) throw new Error(`invalid field '${part}' must be a key=value pair`);
    const key = part.slice(0, at).toLowerCase();
    const value = part.slice(at + 1);
    if (key === 'type') {
      if (value !== 'file' && value !== 'env') throw new Error(`unsupported secret type "${value}"`);
      type = value;
    } else if (key === 'id' || key === 'env') entry[key] = value;
    else if (key === 'src' || key === 'source') entry.src = value;
    else throw new Error(`unexpected key '${key}' in '${part}'`);
  }
  if (type === 'env' && entry.env === undefined && entry.src !== undefined) {
    entry.env = entry.src;
    delete entry.src;
  }
  return { ...(entry.id !== undefined && { id: entry.id }), ...(entry.src !== undefined && { src: entry.src }), ...(entry.env !== undefined && { env: entry.env }) };
}

function ssh(text: string): Entry {
  const at = text.indexOf('=');
  return at === -1 ? { id: text } : { id: text.slice(0, at), paths: text.slice(at + 1).split(',') };
}

function attest(text: string): Entry {
  const entry: Entry = {};
  for (const [key, value] of fields(text)) {
    const known = key.trim().toLowerCase();
    if (known === 'disabled') {
      if (/^(1|t|true)$/i.test(value)) entry.disabled = true;
    } else entry[known === 'type' ? 'type' : key] = value;
  }
  if (entry.type === undefined) throw new Error('attestation type not specified');
  return entry;
}

const READERS: Readonly<Record<string, (text: string) => Entry>> = { output: exported, 'cache-from': cached, 'cache-to': cached, secret, ssh, attest };

/** One entry of an attribute from its text (buildx util/buildflags). Throws in buildflags' words. */
export function parseEntry(field: string, text: string): Entry {
  return READERS[field]!(text);
}

/** Entries of several texts; empty ones are none. */
export function parseEntries(field: string, texts: readonly string[]): Entry[] {
  return texts.filter((text) => text !== '').map((text) => parseEntry(field, text));
}

/** An entry as docker build's flags take it. */
export function entryText(entry: Entry): string {
  return Object.entries(entry).map(([key, value]) => {
    const pair = `${key}=${String(value)}`;
    return /[,"]/.test(pair) ? `"${pair.replaceAll('"', '""')}"` : pair;
  }).join(',');
}
