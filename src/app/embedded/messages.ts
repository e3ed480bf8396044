/** What an embedding page and the embedded terminal say to each other (window.postMessage). */
export type EmbedMessage =
  | { dockyard: 'type'; text: string }
  | { dockyard: 'run'; commands: string }
  | { dockyard: 'ready' };

/** Reads a message that may be ours; undefined when it isn't. */
export function readEmbedMessage(data: unknown): EmbedMessage | undefined {
  if (data === null || typeof data !== 'object' || !('dockyard' in data)) return undefined;
  const { dockyard } = data;
  if (dockyard === 'ready') return { dockyard };
  if (dockyard === 'type' && 'text' in data && typeof data.text === 'string') return { dockyard, text: data.text };
  if (dockyard === 'run' && 'commands' in data && typeof data.commands === 'string') return { dockyard, commands: data.commands };
  return undefined;
}
