import { appletProgram } from '../applet';
import { applets, type AppletTable } from '../applet-table';
import type { ProgramTable } from '../index';

/** Network tools that BusyBox has too. */
export const NETWORK_APPLETS: AppletTable = {
  ...applets(() => import('./wget'), { wget: 'wget' }),
};

export const NETWORK: ProgramTable = {
  ...Object.fromEntries(Object.entries(NETWORK_APPLETS).map(([name, load]) => [name, async () => appletProgram(await load())])),
  curl: async () => (await import('./curl')).curl,
  nmap: async () => (await import('./nmap')).nmap,
};
