import { formatDate } from '../coreutils/date-text';

function local(seconds: number, zone: string): number {
  return (seconds + (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(3)) * 60)) * 1000;
}

/** A date as git shows it: `Sat Nov 21 09:00:00 2026 +0000`. */
export function dateText(seconds: number, zone: string): string {
  return `${formatDate('%a %b %-d %T %Y', local(seconds, zone))} ${zone}`;
}

/** The same as `2026-11-21 09:00:00 +0000`. */
export function isoDateText(seconds: number, zone: string): string {
  return `${formatDate('%F %T', local(seconds, zone))} ${zone}`;
}

/** How long ago: `2 hours ago` (git's date.c, show_date_relative). */
export function agoText(seconds: number, now: number): string {
  const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'} ago`;
  let diff = Math.max(0, now - seconds);
  if (diff < 90) return count(diff, 'second');
  diff = Math.floor((diff + 30) / 60);
  if (diff < 90) return count(diff, 'minute');
  diff = Math.floor((diff + 30) / 60);
  if (diff < 36) return count(diff, 'hour');
  diff = Math.floor((diff + 12) / 24);
  if (diff < 14) return count(diff, 'day');
  if (diff < 70) return count(Math.floor((diff + 3) / 7), 'week');
  if (diff < 365) return count(Math.floor((diff + 15) / 30), 'month');
  return count(Math.floor((diff + 183) / 365), 'year');
}
