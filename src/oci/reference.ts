/** Image references (distribution/reference): what people type, in full and in short. */

/** Text that is no reference, in distribution/reference's words. */
export class InvalidReferenceError extends Error {}

const DEFAULT_DOMAIN = 'docker.io';
const OFFICIAL = 'library/';
const MAX_PATH = 255;

const ALPHANUMERIC = '[a-z0-9]+';
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const COMPONENT = `${ALPHANUMERIC}(?:(?:[._]|__|[-]+)${ALPHANUMERIC})*`;
const PATH = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

const REFERENCE = new RegExp(`^(?:(${HOST})/)?(${PATH})(?::(${TAG}))?(?:@(${DIGEST}))?$`);
const TAG_ONLY = new RegExp(`^${TAG}$`);
const IDENTIFIER = /^[a-f0-9]{64}$/;
const DIGEST_LENGTH: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };

/** Throws InvalidReferenceError when a text is no digest that can be checked (opencontainers/go-digest Parse). */
export function checkDigest(text: string): void {
  const colon = text.indexOf(':');
  const [algorithm, encoded] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)];
  const malformed = new InvalidReferenceError('invalid checksum digest format');
  if (algorithm === '' || encoded === '') throw malformed;
  const length = Object.hasOwn(DIGEST_LENGTH, algorithm) ? DIGEST_LENGTH[algorithm] : undefined;
  if (length === undefined) {
    if (!/^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(text)) throw malformed;
    throw new InvalidReferenceError('unsupported digest algorithm');
  }
  if (encoded.length !== length) throw new InvalidReferenceError('invalid checksum digest length');
  if (!/^[a-f0-9]+$/.test(encoded)) throw malformed;
}

/** A repository on a registry, perhaps with a tag and a digest. Immutable. */
export class Reference {
  constructor(
    /** The registry: `docker.io`, `localhost:5000`. */
    readonly domain: string,
    /** The repository there: `library/alpine`. */
    readonly path: string,
    readonly tag?: string,
    readonly digest?: string,
  ) {}

  /** Domain and path: `docker.io/library/alpine`. */
  get name(): string {
    return this.domain === '' ? this.path : `${this.domain}/${this.path}`;
  }

  /** The name as people type it: `alpine`. */
  get familiarName(): string {
    if (this.domain !== DEFAULT_DOMAIN) return this.name;
    const short = this.path.startsWith(OFFICIAL) ? this.path.slice(OFFICIAL.length) : this.path;
    return short.includes('/') ? this.path : short;
  }

  private get suffix(): string {
    return (this.tag === undefined ? '' : `:${this.tag}`) + (this.digest === undefined ? '' : `@${this.digest}`);
  }

  /** In full: `docker.io/library/alpine:3.20`. */
  toString(): string {
    return this.name + this.suffix;
  }

  /** In short: `alpine:3.20`. */
  get familiar(): string {
    return this.familiarName + this.suffix;
  }

  get isNameOnly(): boolean {
    return this.tag === undefined && this.digest === undefined;
  }

  /** With the tag `latest` when there is neither tag nor digest. */
  tagNameOnly(): Reference {
    return this.isNameOnly ? this.withTag('latest') : this;
  }

  withTag(tag: string): Reference {
    if (!TAG_ONLY.test(tag)) throw new InvalidReferenceError('invalid tag format');
    return new Reference(this.domain, this.path, tag, this.digest);
  }

  withDigest(digest: string): Reference {
    if (!new RegExp(`^${DIGEST}$`).test(digest)) throw new InvalidReferenceError('invalid digest format');
    return new Reference(this.domain, this.path, this.tag, digest);
  }

  /** Without tag and digest. */
  trimmed(): Reference {
    return new Reference(this.domain, this.path);
  }
}

function splitDomain(text: string): { domain: string; rest: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { domain: DEFAULT_DOMAIN, rest: OFFICIAL + text };
  const first = text.slice(0, slash);
  let [domain, rest] = [DEFAULT_DOMAIN, text];
  if (first === 'index.docker.io') rest = text.slice(slash + 1);
  else if (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first) [domain, rest] = [first, text.slice(slash + 1)];
  if (domain === DEFAULT_DOMAIN && !rest.includes('/')) rest = OFFICIAL + rest;
  return { domain, rest };
}

/** What people type as an image, in full: `alpine` is `docker.io/library/alpine` (ParseNormalizedNamed). Throws InvalidReferenceError. */
export function parseReference(text: string): Reference {
  if (IDENTIFIER.test(text)) throw new InvalidReferenceError(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const { domain, rest } = splitDomain(text);
  const remote = rest.split(':')[0]!;
  if (remote.toLowerCase() !== remote) throw new InvalidReferenceError(`invalid reference format: repository name (${remote}) must be lowercase`);
  const full = `${domain}/${rest}`;
  const match = REFERENCE.exec(full);
  if (!match) {
    if (REFERENCE.test(full.toLowerCase())) throw new InvalidReferenceError('repository name must be lowercase');
    throw new InvalidReferenceError('invalid reference format');
  }
  const [, matchedDomain, path, tag, digest] = match;
  if (path!.length > MAX_PATH) throw new InvalidReferenceError(`repository name must not be more than ${MAX_PATH} characters`);
  if (digest !== undefined) checkDigest(digest);
  return new Reference(matchedDomain ?? '', path!, tag, digest);
}

/** A reference, or an image's ID, which is given back as its digest (ParseAnyReference). Throws InvalidReferenceError. */
export function parseAnyReference(text: string): Reference | { digest: string } {
  if (IDENTIFIER.test(text)) return { digest: `sha256:${text}` };
  try {
    checkDigest(text);
    return { digest: text };
  } catch {
    return parseReference(text);
  }
}
