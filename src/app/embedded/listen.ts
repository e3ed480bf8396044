import { readEmbedMessage } from './messages';

/**
 * Takes what the embedding page sends: text to type, lines to run. Only the window that embeds this one is heard, and
 * all that it can do is type in a terminal of a simulated machine.
 */
export function listenToEmbedder(type: (text: string) => void, run: (commands: string) => void): () => void {
  const receive = (event: MessageEvent) => {
    if (event.source !== parent || parent === window) return;
    const message = readEmbedMessage(event.data);
    if (message?.dockyard === 'type') type(message.text);
    else if (message?.dockyard === 'run') run(message.commands);
  };
  addEventListener('message', receive);
  if (parent !== window) parent.postMessage({ dockyard: 'ready' }, '*');
  return () => removeEventListener('message', receive);
}
