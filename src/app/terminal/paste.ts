/** A tutorial's lines as they are to be typed: the prompt signs that were copied with them are taken off. */
export function stripPrompts(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  if (!lines.some((line) => /^\s*\$ \S/.test(line))) return text;
  return lines.map((line) => line.replace(/^\s*\$ (?=\S)/, '')).join('\n');
}
