import { busyboxBanner } from './banner';
import type { Program } from '../../machine/program';
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

/** The multi-call binary: the applet is named by argv[0], or by the first argument. */
export const busybox: Program = {
  async main(sys) {
    let [name = '', ...args] = sys.argv;
    name = name.replace(/^.*\//, '').replace(/^-/, '');
    if (name === 'busybox') {
      const [applet, ...rest] = args;
      if (applet === undefined || applet === '--help') {
        await sys.write(1, `${busyboxBanner(sys)}\n\nUsage: busybox [function [arguments]...]\n\nCurrently defined functions:\n\t${[...Object.keys(APPLETS), ...SHELLS].sort().join(', ')}\n`);
        return 0;
      }
      if (applet === '--list') {
        await sys.write(1, `${[...Object.keys(APPLETS), ...SHELLS].sort().join('\n')}\n`);
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
