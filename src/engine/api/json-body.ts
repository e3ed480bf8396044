import { invalid } from '../../api/errors';

class Fault extends Error {}

const LITERALS: Record<string, string> = { t: 'true', f: 'false', n: 'null' };

/** Walks over a JSON text as Go's encoding/json does, to stop with its words at what it refuses. */
class Scanner {
  at = 0;

  constructor(private readonly text: string) {}

  private peek(): string {
    const char = this.text[this.at];
    if (char === undefined) throw new Fault('unexpected EOF');
    return char;
  }

  private refuse(where: string): never {
    const char = this.peek();
    throw new Fault(`invalid character ${char === "'" ? String.raw`'\''` : `'${char}'`} ${where}`);
  }

  blank(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
  }

  value(): void {
    this.blank();
    const char = this.peek();
    const literal = LITERALS[char];
    if (char === '{') this.object();
    else if (char === '[') this.array();
    else if (char === '"') this.string();
    else if (/[-0-9]/.test(char)) this.number();
    else if (literal) for (const wanted of literal) this.expect(wanted, `in literal ${literal} (expecting '${wanted}')`);
    else this.refuse('looking for beginning of value');
  }

  private expect(wanted: string, where: string): void {
    if (this.peek() !== wanted) this.refuse(where);
    this.at++;
  }

  private object(): void {
    this.at++;
    this.blank();
    if (this.peek() === '}') return void this.at++;
    for (;;) {
      this.blank();
      if (this.peek() !== '"') this.refuse('looking for beginning of object key string');
      this.string();
      this.blank();
      this.expect(':', 'after object key');
      this.value();
      this.blank();
      if (this.peek() === '}') return void this.at++;
      this.expect(',', 'after object key:value pair');
    }
  }

  private array(): void {
    this.at++;
    this.blank();
    if (this.peek() === ']') return void this.at++;
    for (;;) {
      this.value();
      this.blank();
      if (this.peek() === ']') return void this.at++;
      this.expect(',', 'after array element');
    }
  }

  private string(): void {
    for (this.at++; this.peek() !== '"'; this.at++) {
      if (this.peek() < ' ') this.refuse('in string literal');
      if (this.peek() !== '\\') continue;
      this.at++;
      if (this.peek() === 'u') {
        for (let digit = 0; digit < 4; digit++) {
          this.at++;
          if (!/[0-9a-fA-F]/.test(this.peek())) this.refuse('in \\u hexadecimal character escape');
        }
      } else if (!/["\\/bfnrt]/.test(this.peek())) this.refuse('in string escape code');
    }
    this.at++;
  }

  private number(): void {
    const digits = (where: string): void => {
      if (!/[0-9]/.test(this.peek())) this.refuse(where);
      while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
    };
    if (this.peek() === '-') this.at++;
    if (this.text[this.at] === '0') this.at++;
    else digits('in numeric literal');
    if (this.text[this.at] === '.') {
      this.at++;
      digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at++;
      if (/[-+]/.test(this.text[this.at] ?? '')) this.at++;
      digits('in exponent of numeric literal');
    }
  }
}

/** The one JSON value of a body (moby httputils.ReadJSON); undefined for blanks alone. Refuses in Go's words. */
export function parseBody(text: string): unknown {
  const scanner = new Scanner(text);
  scanner.blank();
  if (scanner.at === text.length) return undefined;
  try {
    scanner.value();
  } catch (error) {
    if (error instanceof Fault) throw invalid(`invalid JSON: ${error.message}`);
    throw error;
  }
  const end = scanner.at;
  scanner.blank();
  if (scanner.at < text.length && !/[\]}]/.test(text[scanner.at]!)) throw invalid('unexpected content after JSON');
  return JSON.parse(text.slice(0, end));
}

/** Go's name of a JSON value's kind. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** What kind of JSON value a Go type takes. */
function takes(type: string): string {
  if (type.startsWith('[]')) return 'array';
  return type === 'string' || type === 'bool' ? type : /^u?int|^float/.test(type) ? 'number' : 'object';
}

function refuseKind(value: unknown, path: string, type: string): void {
  if (value === undefined || value === null) return;
  if (kindOf(value) !== takes(type)) throw invalid(`invalid JSON: json: cannot unmarshal ${kindOf(value)} into Go ${path.includes('.') ? `struct field ${path}` : 'value'} of type ${type}`);
  if (type.startsWith('[]')) for (const one of value as unknown[]) refuseKind(one, path, type.slice(2));
  else if (type.startsWith('map[string]')) for (const one of Object.values(value as object)) refuseKind(one, path, type.slice('map[string]'.length));
}

/** Refuses a body whose fields aren't of the types that the engine's Go structs have. */
export function checkTypes(body: unknown, name: string, fields: Readonly<Record<string, string>>): void {
  refuseKind(body, name, name);
  if (!body) return;
  for (const [field, type] of Object.entries(fields)) refuseKind((body as Record<string, unknown>)[field], `${name}.${field}`, type);
}

const STRINGS = '[]string';
const SET = 'map[string]struct {}';

export const CONFIG_TYPES = {
  Hostname: 'string', Domainname: 'string', User: 'string', AttachStdin: 'bool', AttachStdout: 'bool', AttachStderr: 'bool', ExposedPorts: SET, Tty: 'bool',
  OpenStdin: 'bool', StdinOnce: 'bool', Env: STRINGS, Healthcheck: 'container.HealthConfig', Image: 'string', Volumes: SET, WorkingDir: 'string', OnBuild: STRINGS,
  Labels: 'map[string]string', StopSignal: 'string', StopTimeout: 'int', Shell: STRINGS, HostConfig: 'container.HostConfig', NetworkingConfig: 'network.NetworkingConfig',
};

export const HOST_CONFIG_TYPES = {
  Binds: STRINGS, LogConfig: 'container.LogConfig', NetworkMode: 'string', PortBindings: 'map[string][]network.PortBinding', RestartPolicy: 'container.RestartPolicy',
  AutoRemove: 'bool', VolumesFrom: STRINGS, CapAdd: STRINGS, CapDrop: STRINGS, Dns: STRINGS, DnsOptions: STRINGS, DnsSearch: STRINGS, ExtraHosts: STRINGS,
  GroupAdd: STRINGS, Links: STRINGS, OomScoreAdj: 'int', PidMode: 'string', Privileged: 'bool', PublishAllPorts: 'bool', ReadonlyRootfs: 'bool', SecurityOpt: STRINGS,
  Tmpfs: 'map[string]string', ShmSize: 'int64', Sysctls: 'map[string]string', Memory: 'int64', MemorySwap: 'int64', NanoCpus: 'int64', CpuShares: 'int64',
  CpuPeriod: 'int64', CpuQuota: 'int64', PidsLimit: 'int64', Ulimits: '[]container.Ulimit', Mounts: '[]mount.Mount', Init: 'bool',
};
