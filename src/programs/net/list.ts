import { appletProgram } from '../applet';
import { applets, type AppletTable } from '../applet-table';
import type { ProgramTable } from '../index';

/** Network tools that BusyBox has too. */
export const NETWORK_APPLETS: AppletTable = {
  ...applets(() => import('./wget'), { wget: 'wget' }),
  ...applets(() => import('./ping'), { ping: 'ping', ping6: 'ping', traceroute: 'traceroute', tracepath: 'traceroute' }),
  ...applets(() => import('./ip'), { ip: 'ip', ifconfig: 'ifconfig', route: 'route', arp: 'arp', brctl: 'brctl' }),
  ...applets(() => import('./netstat'), { netstat: 'netstat', ss: 'ss' }),
  ...applets(() => import('./dns-tools'), { nslookup: 'nslookup', host: 'host', dig: 'dig' }),
  ...applets(() => import('./nc'), { nc: 'nc', netcat: 'nc', ncat: 'nc', telnet: 'telnet' }),
};

export const NETWORK: ProgramTable = {
  ...Object.fromEntries(Object.entries(NETWORK_APPLETS).map(([name, load]) => [name, async () => appletProgram(await load())])),
  curl: async () => (await import('./curl')).curl,
  nmap: async () => (await import('./nmap')).nmap,
};
