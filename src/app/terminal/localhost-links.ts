import type { ILinkProvider, Terminal } from '@xterm/xterm';

const LOCAL = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::(\d{1,5}))?(\/[^\s'"<>|)]*)?/g;

/** Makes `http://localhost:8080/x` in the output a link; `open` shows what is served there. */
export function localhostLinks(terminal: Terminal, open: (port: number, path: string) => void): ILinkProvider {
  return {
    provideLinks(row, callback) {
      const line = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? '';
      const links = [...line.matchAll(LOCAL)].map((match) => ({
        range: { start: { x: match.index + 1, y: row }, end: { x: match.index + match[0].length, y: row } },
        text: match[0],
        activate: () => open(Number(match[1] ?? 80), match[2] ?? '/'),
      }));
      callback(links.length > 0 ? links : undefined);
    },
  };
}
