import { civilFromDays } from '../../lib/timestamp';

/** When a job runs: the values of each field, and whether the two days were written as `*` (crontab(5)). */
export interface Schedule {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  anyDay: boolean;
  anyWeekday: boolean;
}

export interface Job {
  /** Undefined for `@reboot`: once, at the start. */
  schedule: Schedule | undefined;
  /** In system tables. */
  user: string | undefined;
  command: string;
  /** Settings that stood above it: SHELL, PATH, MAILTO and others. */
  environment: Readonly<Record<string, string>>;
}

/** A table's fault: its line from 0 and what is wrong, in cron's words. */
export interface TableFault {
  line: number;
  message: string;
}

const FIELDS = [['minute', 0, 59], ['hour', 0, 23], ['day-of-month', 1, 31], ['month', 1, 12], ['day-of-week', 0, 7]] as const;
const NAMES: Readonly<Record<string, readonly string[]>> = { month: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'], 'day-of-week': ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] };
const SPECIAL: Readonly<Record<string, string>> = { '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@hourly': '0 * * * *' };

/** A field's values; undefined when it can't be read. */
function values(text: string, [name, low, high]: (typeof FIELDS)[number]): Set<number> | undefined {
  const out = new Set<number>();
  const number = (word: string): number => {
    const at = NAMES[name]?.indexOf(word.toLowerCase()) ?? -1;
    return at > -1 && word !== '' ? at : /^\d+$/.test(word) ? Number(word) : NaN;
  };
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [first = '', last] = range.split('-');
    const from = range === '*' ? low : number(first);
    const to = range === '*' ? high : last === undefined ? (part.includes('/') ? high : from) : number(last);
    if (!(from >= low && to <= high && from <= to) || Number(step) === 0) return undefined;
    for (let value = from; value <= to; value += Number(step)) out.add(name === 'day-of-week' ? value % 7 : value);
  }
  return out;
}

/** Reads five fields, or says which one is bad. */
function schedule(words: readonly string[]): Schedule | string {
  const sets: Set<number>[] = [];
  for (const [i, field] of FIELDS.entries()) {
    const set = words[i] === undefined ? undefined : values(words[i], field);
    if (!set) return `bad ${field[0]}`;
    sets.push(set);
  }
  const [minutes, hours, days, months, weekdays] = sets as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  return { minutes, hours, days, months, weekdays, anyDay: words[2]!.startsWith('*'), anyWeekday: words[4]!.startsWith('*') };
}

/** Reads a table; `isSystem` ones have a user before the command. */
export function parseTable(source: string, isSystem: boolean): { jobs: Job[]; faults: TableFault[] } {
  const jobs: Job[] = [];
  const faults: TableFault[] = [];
  const environment: Record<string, string> = {};
  for (const [line, raw] of source.split('\n').entries()) {
    const text = raw.trimStart();
    if (text === '' || text.startsWith('#')) continue;
    const setting = /^([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*$/.exec(text);
    if (setting) {
      environment[setting[1]!] = setting[2] ?? setting[3] ?? setting[4] ?? '';
      continue;
    }
    const count = text.startsWith('@') ? 1 : 5;
    const [head = '', ...fields] = new RegExp(`^${'(\\S+)\\s+'.repeat(count)}(.*)$`).exec(text) ?? [];
    const special = head !== '' && count === 1 ? (SPECIAL[fields[0]!.toLowerCase()] ?? (fields[0]!.toLowerCase() === '@reboot' ? '' : undefined)) : undefined;
    if (count === 1 && special === undefined) {
      faults.push({ line, message: 'bad time specifier' });
      continue;
    }
    const times = count === 1 ? special! : head === '' ? text : fields.slice(0, 5).join(' ');
    const read = times === '' ? undefined : schedule(times.split(/\s+/));
    if (typeof read === 'string') {
      faults.push({ line, message: read });
      continue;
    }
    let command = fields[count] ?? '';
    let user: string | undefined;
    if (isSystem) [, user, command = ''] = /^(\S+)\s+(.*)$/.exec(command) ?? [];
    if (command === '') {
      faults.push({ line, message: isSystem && user === undefined ? 'bad username' : 'bad command' });
      continue;
    }
    jobs.push({ schedule: read, user, command, environment: { ...environment } });
  }
  return { jobs, faults };
}

/** Whether a job is due in the minute that begins at `ms`. With both days given, either of them will do. */
export function isDue({ minutes, hours, days, months, weekdays, anyDay, anyWeekday }: Schedule, ms: number): boolean {
  const minute = Math.floor(ms / 60_000);
  const since = Math.floor(minute / 1440);
  const { month, day } = civilFromDays(since);
  const weekday = (since + 4) % 7;
  if (!minutes.has(minute % 60) || !hours.has(Math.floor(minute / 60) % 24) || !months.has(month)) return false;
  return anyDay || anyWeekday ? days.has(day) && weekdays.has(weekday) : days.has(day) || weekdays.has(weekday);
}
