import { appletProgram, type Applet } from './applet';
import type { ProgramTable } from './index';

/** Small tools by name, each module loaded when one of its tools is first run. BusyBox finds its applets here too. */
export type AppletTable = Readonly<Record<string, () => Promise<Applet>>>;

/** A module's applets under one or more names. */
export function applets<M>(load: () => Promise<M>, names: Readonly<Record<string, keyof M>>): AppletTable {
  return Object.fromEntries(Object.entries(names).map(([name, key]) => [name, async () => (await load())[key] as Applet]));
}

/** The same tools as programs of their own, with GNU's manners. */
export function appletPrograms(table: AppletTable): ProgramTable {
  return Object.fromEntries(Object.entries(table).map(([name, load]) => [name, async () => appletProgram(await load())]));
}
