/** One door to what keeps programs running, loaded together. */
export { dumbInit, tini } from './inits';
export { supervisorctl } from './supervisorctl';
export { supervisord } from './supervisord';
