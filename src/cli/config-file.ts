import { text, utf8 } from '../lib/bytes';
import { marshalIndent } from '../lib/gojson';
import { isSysError } from '../machine/errno';
import type { Sys } from '../machine/sys';

/** Credentials for a registry, as `X-Registry-Auth` carries them. */
export interface AuthConfig {
  username?: string;
  password?: string;
  auth?: string;
  serveraddress?: string;
  identitytoken?: string;
  registrytoken?: string;
}

interface StoredConfig {
  auths?: Record<string, { auth?: string; identitytoken?: string }>;
  [key: string]: unknown;
}

/** Base64 of UTF-8 text. */
export function base64(value: string): string {
  let out = '';
  for (const byte of utf8(value)) out += String.fromCharCode(byte);
  return btoa(out);
}

function fromBase64(value: string): string {
  try {
    return text(Uint8Array.from(atob(value), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** ~/.docker/config.json (docker/cli cli/config/configfile). */
export class ConfigFile {
  private constructor(
    private readonly sys: Sys,
    readonly dir: string,
    private data: StoredConfig,
  ) {}

  /** Loads the file of a directory; a file that can't be read gives an empty configuration and a warning. */
  static load(sys: Sys, dir: string): { config: ConfigFile; warning?: string } {
    const path = `${dir}/config.json`;
    let content: string;
    try {
      content = sys.readText(path);
    } catch (error) {
      if (isSysError(error, 'ENOENT')) return { config: new ConfigFile(sys, dir, {}) };
      const why = `open ${path}: ${(error as Error).message.toLowerCase()}`;
      return { config: new ConfigFile(sys, dir, {}), warning: `WARNING: Error loading config file: ${why}` };
    }
    try {
      return { config: new ConfigFile(sys, dir, JSON.parse(content) as StoredConfig) };
    } catch {
      const why = content.trim() === '' ? 'EOF' : 'invalid character';
      return { config: new ConfigFile(sys, dir, {}), warning: `WARNING: Error loading config file: ${path}: ${why}` };
    }
  }

  string(key: string): string {
    const value = this.data[key];
    return typeof value === 'string' ? value : '';
  }

  /** Maps such as HttpHeaders, pluginsAliases. */
  map(key: string): Record<string, string> {
    const value = this.data[key];
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
  }

  set(key: string, value: string | Readonly<Record<string, string>> | undefined): void {
    if (value === undefined) delete this.data[key];
    else this.data[key] = value;
    this.save();
  }

  /** The names of the registries that there are credentials for. */
  registries(): string[] {
    return Object.keys(this.data.auths ?? {});
  }

  credentials(registry: string): AuthConfig {
    const entry = this.data.auths?.[registry];
    if (!entry) return {};
    if (entry.auth === undefined) return { ...entry, serveraddress: registry };
    const pair = fromBase64(entry.auth);
    const colon = pair.indexOf(':');
    return { username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, ''), serveraddress: registry };
  }

  store(registry: string, username: string, password: string): void {
    this.data.auths = { ...this.data.auths, [registry]: { auth: base64(`${username}:${password}`) } };
    this.save();
  }

  erase(registry: string): void {
    const auths = { ...this.data.auths };
    delete auths[registry];
    this.data.auths = auths;
    this.save();
  }

  /** Where the file is. */
  get path(): string {
    return `${this.dir}/config.json`;
  }

  private save(): void {
    const { auths, ...rest } = this.data;
    const sorted = auths && Object.fromEntries(Object.keys(auths).sort().map((key) => [key, auths[key]]));
    makeDirs(this.sys, this.dir);
    this.sys.writeFile(this.path, marshalIndent({ auths: sorted ?? {}, ...rest }, '', '\t'), 0o600);
  }
}

/** mkdir -p with the mode of docker's own folders. */
export function makeDirs(sys: Sys, path: string): void {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`;
    if (!sys.access(at, '')) sys.mkdir(at, 0o700);
  }
}

/** The value of an `X-Registry-Auth` header: JSON in base64 for URLs, with padding. */
export function encodeAuth(auth: AuthConfig): string {
  const { username, password, serveraddress, identitytoken, registrytoken } = auth;
  return base64(JSON.stringify({ username, password, serveraddress, identitytoken, registrytoken })).replaceAll('+', '-').replaceAll('/', '_');
}
