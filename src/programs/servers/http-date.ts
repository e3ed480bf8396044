import { formatDate } from '../coreutils/date-text';

/** An HTTP date (RFC 9110 section 5.6.7). */
export function httpDate(ms: number): string {
  return formatDate('%a, %d %b %Y %H:%M:%S GMT', ms);
}
