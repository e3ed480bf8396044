import { busyboxBanner } from './banner';
import { ALPINE_APPLETS, DOCKER_APPLETS } from '../../lib/busybox-applets';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { Io } from '../applet';
import type { AppletTable } from '../applet-table';
import { CRON_APPLETS } from '../cron/list';
import { COREUTILS } from '../coreutils/list';
import { EDITORS } from '../editors/list';
import { NETWORK_APPLETS } from '../net/list';
import { UsageExit } from '../options';
import { SERVER_APPLETS } from '../servers/list';
import { SYSTEM } from '../system/list';
import { TEXT } from '../text/list';

const APPLETS: AppletTable = { ...COREUTILS, ...TEXT, ...SYSTEM, ...EDITORS, ...NETWORK_APPLETS, ...SERVER_APPLETS, ...CRON_APPLETS };

/** Applets that are whole programs of their own with BusyBox's manners. */
const SHELLS = new Set(['sh', 'ash', 'hush']);

/** What the build at hand has, be it simulated or not: Alpine's leaves out what the busybox image's has. */
const appletsOf = (sys: Sys): string[] => [...(sys.access('/etc/alpine-release', '') ? ALPINE_APPLETS : DOCKER_APPLETS)].sort();

const USAGE = `BusyBox is copyrighted by many authors between 1998-2015.
Licensed under GPLv2. See source distribution for detailed
copyright notices.

Usage: busybox [function [arguments]...]
   or: busybox --list[-full]
   or: busybox --show SCRIPT
   or: busybox --install [-s] [DIR]
   or: function [arguments]...

\tBusyBox is a multi-call binary that combines many common Unix
\tutilities into a single executable.  Most people will create a
\tlink to busybox for each function they wish to use and BusyBox
\twill act like whatever it was invoked as.

Currently defined functions:`;

/** Names in lines of a terminal's width behind a tab (busybox, libbb/appletlib.c, busybox_main). */
function inLines(names: readonly string[]): string {
  let [text, column] = ['', 0];
  for (const name of names) {
    if (column >= 80 - name.length - 2) [text, column] = [`${text},\n`, 0];
    text += `${column === 0 ? '\t' : ', '}${name}`;
    column += (column === 0 ? 6 : 0) + name.length + 2;
  }
  return text;
}

/** The multi-call binary: the applet is named by argv[0], or by the first argument. */
export const busybox: Program = {
  async main(sys) {
    let [name = '', ...args] = sys.argv;
    name = name.replace(/^.*\//, '').replace(/^-/, '');
    if (name === 'busybox') {
      const [applet, ...rest] = args;
      if (applet === undefined || applet === '--help') {
        await sys.write(1, `${busyboxBanner(sys)}\n${USAGE}\n${inLines(appletsOf(sys))}\n`);
        return 0;
      }
      if (applet === '--list') {
        await sys.write(1, `${appletsOf(sys).join('\n')}\n`);
        return 0;
      }
      name = applet;
      args = rest;
    }
    if (SHELLS.has(name)) {
      const { ash } = await sys.external(import('../../shell/index'));
      return ash.main(sys);
    }
    const load = Object.hasOwn(APPLETS, name) ? APPLETS[name] : undefined;
    if (!load) {
      await sys.write(2, `dockyard: busybox ${name} is not simulated\n`);
      return 1;
    }
    const io = new Io(sys, name, args, 'busybox');
    try {
      const status = await (await sys.external(load()))(io);
      await io.flush();
      return status;
    } catch (error) {
      if (!(error instanceof UsageExit)) throw error;
      await io.flush();
      return error.status;
    }
  },
};
