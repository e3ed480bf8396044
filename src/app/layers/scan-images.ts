import { Gunzip } from 'fflate';
import { concat } from '../../lib/bytes';
import type { LayerFile } from '../../diagrams/layers-model';
import { crc32 } from '../../oci/crc32';
import { isGzip, isZstd } from '../../oci/gzip';
import { Digester } from '../../oci/digest';
import { TarScanner, type MemberSink } from '../../oci/tar-scan';
import { TarError } from '../../oci/tar-entry';
import { imagesOf, ScanError, type Found, type ScannedImage } from './archive-images';

/** Documents longer than this aren't any. */
const MAX_DOCUMENT_BYTES = 8 << 20;
/** What an archive may unpack to: looking inside must end. */
const MAX_UNPACKED_BYTES = 16 * 2 ** 30;
const MAX_FILES = 1_000_000;
/** Compressed bytes at a time: their output is at most a thousand times as long. */
const INPUT_BYTES = 16 * 1024;

class Scan {
  readonly found: Found = { documents: new Map(), layers: new Map(), links: new Map(), digests: new Map(), diffIds: new Map() };
  private files = 0;
  private unpacked = 0;

  constructor(private readonly verify: boolean) {}

  /** Where a member of the archive goes, with its digest taken on the way where that is asked for. */
  memberSink(path: string, size: number): MemberSink {
    return this.digesting(this.contentSink(path, size), path, this.found.digests);
  }

  /** A sink that has the digest of all that passes it, too. */
  private digesting(into: MemberSink, path: string, digests: Map<string, string>): MemberSink {
    if (!this.verify) return into;
    const digester = new Digester();
    return {
      write: (part) => {
        digester.update(part);
        into.write(part);
      },
      end: () => {
        digests.set(path, digester.digest());
        into.end();
      },
    };
  }

  /** The first bytes tell a layer from a document. */
  private contentSink(path: string, size: number): MemberSink {
    let into: MemberSink | undefined;
    let head: Uint8Array = new Uint8Array(0);
    const settle = (): MemberSink => (into ??= this.settled(path, size, head));
    return {
      write: (part) => {
        if (into) return into.write(part);
        head = concat([head, part]);
        if (head.length < 512 && head.length < size) return;
        settle().write(head);
      },
      end: () => (size === 0 ? undefined : settle().end()),
    };
  }

  private settled(path: string, size: number, head: Uint8Array): MemberSink {
    if (isZstd(head)) throw new ScanError(`${path} is compressed with zstd, which can't be read here.`);
    if (isGzip(head)) return this.unpacking(this.layerSink(path));
    if (String.fromCharCode(...head.subarray(257, 262)) === 'ustar' || path.endsWith('.tar')) return this.layerSink(path);
    if (size > MAX_DOCUMENT_BYTES) return { write: () => undefined, end: () => undefined };
    const parts: Uint8Array[] = [];
    return { write: (part) => void parts.push(part.slice()), end: () => void this.found.documents.set(path, concat(parts)) };
  }

  private layerSink(path: string): MemberSink {
    const files: LayerFile[] = [];
    const scanner = new TarScanner(({ path: name, type, mode, target }, size) => {
      if (++this.files > MAX_FILES) throw new ScanError('The archive holds too many files to look through.');
      const file: LayerFile = { path: name, type, size, mode, ...(target !== undefined && { target }) };
      files.push(file);
      if (size === 0) return undefined;
      let sum = 0;
      return { write: (part) => void (sum = crc32(part, sum)), end: () => void (file.sum = sum) };
    });
    const reading: MemberSink = {
      write: (part) => scanner.push(part),
      end: () => {
        scanner.finish();
        this.found.layers.set(path, files);
      },
    };
    return this.digesting(reading, path, this.found.diffIds);
  }

  /** Decompresses on the way into a sink. */
  unpacking(into: MemberSink): MemberSink {
    let ended = false;
    const stream = new Gunzip((part, final) => {
      this.unpacked += part.length;
      if (this.unpacked > MAX_UNPACKED_BYTES) throw new ScanError('The archive unpacks to more than can be looked through.');
      into.write(part);
      ended = final;
    });
    return {
      write: (part) => {
        for (let at = 0; at < part.length; at += INPUT_BYTES) stream.push(part.slice(at, at + INPUT_BYTES), false);
      },
      end: () => {
        stream.push(new Uint8Array(0), true);
        if (!ended) throw new TarError('unexpected EOF');
        into.end();
      },
    };
  }
}

/**
 * Reads an image archive (an OCI layout, or docker's format) as it arrives; nothing of its contents is kept. With
 * `verify` all digests are taken, and what doesn't agree with them is among the images' faults. Throws ScanError.
 */
export async function scanImages(chunks: AsyncIterable<Uint8Array>, progress: (bytes: number) => void, verify = false): Promise<ScannedImage[]> {
  const scan = new Scan(verify);
  const outer = new TarScanner(({ path, type, target }, size) => {
    if (type === 'symlink') scan.found.links.set(path, new URL(target ?? '', `file:///${path}`).pathname.slice(1));
    return type === 'file' ? scan.memberSink(path, size) : undefined;
  });
  const plain: MemberSink = { write: (part) => outer.push(part), end: () => outer.finish() };
  let sink: MemberSink | undefined;
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (chunk.length === 0) continue;
      sink ??= isGzip(chunk) ? scan.unpacking(plain) : plain;
      sink.write(chunk);
      progress((bytes += chunk.length));
    }
    (sink ?? plain).end();
    const images = imagesOf(scan.found);
    if (images.length === 0) throw new ScanError('There is no image in this file: it is no archive that docker save or an OCI tool writes.');
    return images;
  } catch (error) {
    if (error instanceof ScanError) throw error;
    throw new ScanError(`This is no image archive that can be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
