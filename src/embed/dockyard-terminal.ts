import { readEmbedMessage, type EmbedMessage } from '../app/embedded/messages';

/**
 * `<dockyard-terminal>`: a Dockyard terminal in somebody's page. Attributes: `src` (where Dockyard is served; where this
 * script came from unless given), `height` in px. With `for="CSS SELECTOR"` every matching code block of the page gets a
 * button that runs its lines here.
 */
class DockyardTerminal extends HTMLElement {
  private frame: HTMLIFrameElement | undefined;
  private ready = false;
  private waiting: EmbedMessage[] = [];
  private readonly receive = (event: MessageEvent) => {
    if (event.source !== this.frame?.contentWindow || readEmbedMessage(event.data)?.dockyard !== 'ready') return;
    this.ready = true;
    for (const message of this.waiting.splice(0)) this.send(message);
  };

  connectedCallback(): void {
    const address = new URL(this.getAttribute('src') ?? './', import.meta.url);
    address.hash = '#/embed';
    const frame = document.createElement('iframe');
    frame.src = address.href;
    frame.title = 'Dockyard: a terminal with Docker';
    frame.style.cssText = `width:100%;height:${Number(this.getAttribute('height')) || 420}px;border:1px solid #8884;border-radius:8px`;
    frame.allow = 'clipboard-read; clipboard-write; cross-origin-isolated';
    this.frame = frame;
    this.append(frame);
    addEventListener('message', this.receive);
    const selector = this.getAttribute('for');
    if (selector) for (const block of document.querySelectorAll<HTMLElement>(selector)) this.addButton(block);
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.receive);
    this.frame?.remove();
    this.frame = undefined;
    this.ready = false;
  }

  /** Types text at the prompt without running it. */
  type(text: string): void {
    this.send({ dockyard: 'type', text });
  }

  /** Runs command lines, prompt signs taken off. */
  run(commands: string): void {
    this.send({ dockyard: 'run', commands });
  }

  private send(message: EmbedMessage): void {
    if (!this.ready) this.waiting.push(message);
    else if (this.frame) this.frame.contentWindow?.postMessage(message, new URL(this.frame.src).origin);
  }

  private addButton(block: HTMLElement): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Run';
    button.addEventListener('click', () => {
      this.run(block.textContent ?? '');
      this.scrollIntoView({ block: 'nearest' });
    });
    block.after(button);
  }
}

customElements.define('dockyard-terminal', DockyardTerminal);
