/** What a call is about, without the blanks around it; nothing at all is refused before any engine is asked. */
export function requireId(kind: string, id: string): string {
  const trimmed = id.trim();
  if (trimmed === '') throw new Error(`invalid ${kind} name or ID: value is empty`);
  return trimmed;
}
