import { del, get, set } from 'idb-keyval';

/** The format of what is kept; another one is set aside, never guessed at. */
const FORMAT = 1;
const KEY = 'dockyard:state';

interface Kept {
  format: number;
  state: unknown;
}

/** The kept state, if there is one that this build can read. What it can't read is set aside under a name of its own. */
export async function readKept(now: number): Promise<{ state: unknown; setAside: string | undefined }> {
  const kept = (await get(KEY)) as Kept | undefined;
  if (kept === undefined) return { state: undefined, setAside: undefined };
  if (kept !== null && typeof kept === 'object' && kept.format === FORMAT) return { state: kept.state, setAside: undefined };
  return { state: undefined, setAside: await setKeptAside(now) };
}

/** Moves the kept state out of the way, whole. Gives its new name. */
export async function setKeptAside(now: number): Promise<string> {
  const name = `${KEY}:set-aside:${new Date(now).toISOString()}`;
  await set(name, await get(KEY));
  await del(KEY);
  return name;
}

/** Keeps a state. Throws when the browser refuses (quota, private mode). */
export async function writeKept(state: unknown): Promise<void> {
  await set(KEY, { format: FORMAT, state } satisfies Kept);
}

export async function forgetKept(): Promise<void> {
  await del(KEY);
}
