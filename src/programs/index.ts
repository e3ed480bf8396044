import type { Program } from '../machine/program';
import { appletPrograms } from './applet-table';
import { BUSYBOX } from './busybox/list';
import { CRON, CRON_APPLETS } from './cron/list';
import { COREUTILS } from './coreutils/list';
import { EDITORS } from './editors/list';
import { GIT } from './git/list';
import { GPG } from './gpg/list';
import { MAKE } from './make/list';
import { NETWORK } from './net/list';
import { OPENSSL } from './openssl/list';
import { PACKAGES } from './packages/list';
import { RUNTIMES } from './runtimes/list';
import { SERVERS } from './servers/list';
import { SUPERVISOR } from './supervisor/list';
import { SSH } from './ssh/list';
import { SYSTEM } from './system/list';
import { SYSTEMD } from './systemd/list';
import { TEXT } from './text/list';

/** How a program is found: by the name in its executable's note, loaded when first run. */
export type ProgramTable = Readonly<Record<string, () => Promise<Program>>>;

/** Every program of the simulated world that isn't the shell, docker or its daemon. */
export const PROGRAMS: ProgramTable = { ...appletPrograms({ ...COREUTILS, ...TEXT, ...SYSTEM, ...EDITORS, ...GIT, ...CRON_APPLETS }), ...BUSYBOX, ...CRON, ...SUPERVISOR, ...SYSTEMD, ...GPG, ...MAKE, ...NETWORK, ...OPENSSL, ...PACKAGES, ...SERVERS, ...SSH, ...RUNTIMES };
