/** One door to the programs of cron, which are loaded together. */
export { cron } from './cron';
export { crond } from './crond';
export { crontab } from './crontab';
