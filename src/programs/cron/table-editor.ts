import type { Io } from '../applet';

/** What stands on standard input. */
export async function readAllText(io: Io): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await io.sys.read(0); part.length > 0; part = await io.sys.read(0)) text += decoder.decode(part, { stream: true });
  return text;
}

/** Opens a table in the editor that the environment names. */
export async function editTable(io: Io, path: string, copy: string, fallback: string): Promise<number> {
  const { sys } = io;
  if (!sys.access(copy, '')) sys.writeFile(copy, sys.access(path, 'r') ? sys.readText(path) : '', 0o600);
  const editor = sys.env['VISUAL'] ?? sys.env['EDITOR'] ?? fallback;
  await io.flush();
  const pid = await sys.spawn('/bin/sh', ['/bin/sh', '-c', `${editor} ${copy}`], { env: sys.env });
  const ended = await sys.wait({ pid });
  return ended?.status.kind === 'exited' ? ended.status.code : 1;
}
