import { text, utf8 } from '../lib/bytes';
import { JsonFault, jsonKind, JsonScanner } from '../lib/json-scanner';
import { isIndexType, isManifestType, parseJson, type Descriptor, type Index, type Manifest } from '../oci/image';
import { MEDIA } from '../oci/media-types';

/** A body that is no manifest; `detail` is what encoding/json makes of the error that distribution has. */
export class InvalidManifest extends Error {
  constructor(
    message: string,
    readonly detail: object = {},
  ) {
    super(message);
  }
}

/** What a registry needs to know of a manifest. */
export interface ReadManifest {
  mediaType: string;
  schemaVersion: unknown;
  /** What it names, in its order. */
  children: Descriptor[];
  subject: Descriptor | undefined;
}

type Shape = Partial<Manifest & Index> & Record<string, unknown>;

/**
 * Reads a manifest as the type that it was sent as (distribution manifests.go, UnmarshalManifest; manifest/ocischema,
 * schema2, manifestlist). Throws InvalidManifest for an unknown type, what isn't JSON, and what has another shape.
 */
export function readManifest(contentType: string | undefined, bytes: Uint8Array): ReadManifest {
  const mediaType = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  if (!isIndexType(mediaType) && !isManifestType(mediaType)) throw new InvalidManifest(`unsupported manifest media type and no default available: ${mediaType}`);
  checkSyntax(text(bytes));
  const value = parseJson<Shape | null>(bytes) ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(value);
  const isIndex = isIndexType(mediaType);
  if (isIndex ? value.config || value.layers : value.manifests) throw new InvalidManifest(isIndex ? 'index: expected index but found manifest' : 'ocimanifest: expected manifest but found index');
  const announced = wanted(value.mediaType, 'string', '');
  const isOptional = (mediaType === MEDIA.manifest || mediaType === MEDIA.index) && announced === '';
  if (announced !== mediaType && !isOptional) throw new InvalidManifest(`mediaType in manifest should be '${mediaType}' not '${announced}'`);
  wanted(value.schemaVersion, 'number', 0);
  checkStrings(value.annotations);
  const children = isIndex ? listOf(value.manifests) : [descriptorOf(value.config), ...listOf(value.layers)];
  return { mediaType, schemaVersion: value.schemaVersion ?? 0, children, subject: value.subject ? descriptorOf(value.subject) : undefined };
}

/** Refuses what isn't JSON with the place where Go's scanner stops. */
function checkSyntax(source: string): void {
  const scanner = new JsonScanner(source);
  try {
    scanner.blank();
    scanner.value();
    scanner.blank();
    if (scanner.at < source.length) scanner.refuse('after top-level value');
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new InvalidManifest(error.message, { Offset: Math.min(utf8(source.slice(0, scanner.at)).length + 1, utf8(source).length) });
  }
}

function wrongType(value: unknown): InvalidManifest {
  return new InvalidManifest(`json: cannot unmarshal ${jsonKind(value)} into Go value`);
}

/** A value of a type, or none; Go leaves the zero value where there is null. */
function wanted<T>(value: unknown, type: 'string' | 'number' | 'object', none: T): T {
  if (value === undefined || value === null) return none;
  if (typeof value !== type || Array.isArray(value)) throw wrongType(value);
  return value as T;
}

function checkStrings(map: unknown): void {
  for (const value of Object.values(wanted<Record<string, unknown>>(map, 'object', {}))) wanted(value, 'string', '');
}

function listOf(value: unknown): Descriptor[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(value);
  return value.map(descriptorOf);
}

function descriptorOf(value: unknown): Descriptor {
  const given = wanted<Record<string, unknown>>(value, 'object', {});
  checkStrings(given['annotations']);
  const urls = given['urls'] ?? [];
  if (!Array.isArray(urls)) throw wrongType(urls);
  for (const url of urls) wanted(url, 'string', '');
  return {
    ...(given as Partial<Descriptor>), mediaType: wanted(given['mediaType'], 'string', ''), digest: wanted(given['digest'], 'string', ''), size: wanted(given['size'], 'number', 0),
  };
}
