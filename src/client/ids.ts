/** What a call is about, without the blanks around it; nothing at all is refused before any engine is asked. */
export function requireId(kind: string, id: string): string {
  const trimmed = id.trim();
  if (trimmed === '' && kind === 'image') throw new Error(`Error: No such image: ${id}`);
  if (trimmed === '') throw new Error(`invalid ${kind} name or ID: value is empty`);
  return trimmed;
}
