import type { Terminal } from '@xterm/xterm';

const SCREEN = 'dockyard:screen';
const BUSY = 'dockyard:busy';
const LINES = 300;

/** Keeps what is on the screen, as it is when the machine's state is kept. */
export async function keepScreen(terminal: Terminal): Promise<void> {
  const { SerializeAddon } = await import('@xterm/addon-serialize');
  const addon = new SerializeAddon();
  terminal.loadAddon(addon);
  try {
    localStorage.setItem(SCREEN, addon.serialize({ scrollback: LINES, excludeModes: true }));
    localStorage.removeItem(BUSY);
  } catch {
    // Without storage the screen begins empty after a reload; the machine's own state is reported elsewhere.
  } finally {
    addon.dispose();
  }
}

/** Remembers that a command runs which a reload would interrupt. */
export function markBusy(): void {
  try {
    localStorage.setItem(BUSY, '1');
  } catch {
    // As above.
  }
}

/** The kept screen, to be written first after a reload; it says so when a command was interrupted. */
export function keptScreen(): string {
  try {
    const screen = localStorage.getItem(SCREEN) ?? '';
    const busy = localStorage.getItem(BUSY) !== null;
    localStorage.removeItem(BUSY);
    if (!busy) return screen;
    const cut = screen.lastIndexOf('\r\n');
    return `${screen.slice(0, cut + 2)}\x1b[2m(reloading interrupted the command that ran; the machine is as it was before it)\x1b[0m\r\n${screen.slice(cut + 2)}`;
  } catch {
    return '';
  }
}
