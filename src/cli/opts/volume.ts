/** What one -v asks for: the parts that decide between a bind, a named and an anonymous volume. */
export interface VolumeSpec {
  type: 'bind' | 'volume';
  source: string;
  target: string;
}

function isFilePath(source: string): boolean {
  return /^[./~]/.test(source) || source.startsWith('\\\\') || /^[a-zA-Z]:/.test(source);
}

/**
 * The volume notation of docker/cli's compose loader (ParseVolume). A single letter before a colon is taken for a
 * Windows drive, so `a:/x` is one path; options that aren't known are left to the engine.
 */
export function parseVolume(spec: string): VolumeSpec {
  if (spec === '') throw new Error('invalid empty volume spec');
  const volume: VolumeSpec = { type: 'volume', source: '', target: '' };
  if (spec.length <= 2) return { ...volume, target: spec };
  const parts: string[] = [];
  let buffer = '';
  for (const char of spec) {
    if (char === ':' && !/^\p{L}$/u.test(buffer)) {
      parts.push(buffer);
      buffer = '';
    } else buffer += char;
  }
  parts.push(buffer);
  for (const [i, part] of parts.entries()) {
    const atEnd = i === parts.length - 1;
    if (part === '') throw new Error(`invalid spec: ${spec}: empty section between colons`);
    if (volume.source === '' && atEnd) volume.target = part;
    else if (volume.source === '') volume.source = part;
    else if (volume.target === '') volume.target = part;
    else if (!atEnd) throw new Error(`invalid spec: ${spec}: too many colons`);
  }
  if (isFilePath(volume.source)) volume.type = 'bind';
  return volume;
}
