'use strict';
const VALUES = { t: 'testNamePattern', testNamePattern: '', testPathPattern: '', testPathPatterns: '', testTimeout: '', maxWorkers: '', w: 'maxWorkers', c: 'config', config: '', rootDir: '', testPathIgnorePatterns: '', env: '', reporters: '', shard: '' };
const FLAGS = new Set('verbose silent passWithNoTests ci runInBand i bail b updateSnapshot u forceExit detectOpenHandles color colors no-color noStackTrace clearMocks resetMocks restoreMocks cache no-cache runTestsByPath watch watchAll coverage collectCoverage onlyChanged o json listTests debug init showConfig findRelatedTests logHeapUsage watchAll=false no-coverage help h version v'.split(' '));
const REFUSED = ['watch', 'watchAll', 'coverage', 'collectCoverage', 'json', 'init', 'showConfig', 'findRelatedTests', 'shard', 'config', 'listTests', 'onlyChanged', 'reporters', 'debug', 'help'];
const SHORT = { i: 'runInBand', b: 'bail', u: 'updateSnapshot', o: 'onlyChanged', h: 'help', v: 'version' };

/** jest's command line: flags, values and patterns; what isn't known, and what isn't simulated. */
module.exports = (args) => {
  const options = { patterns: [] };
  for (let i = 0; i < args.length; i++) {
    const [, name, joined] = /^--?([^=]+)(?:=(.*))?$/.exec(args[i]) ?? [];
    if (name === undefined || args[i] === '-') {
      options.patterns.push(args[i]);
      continue;
    }
    const key = name.replace(/-([a-z])/g, (_, c) => c.toUpperCase());
    const known = Object.hasOwn(VALUES, key) ? VALUES[key] || key : FLAGS.has(name) || FLAGS.has(key) ? (SHORT[key] ?? key) : undefined;
    if (known === undefined) return { unknown: name };
    options[known] = Object.hasOwn(VALUES, key) ? (joined ?? args[++i] ?? '') : joined !== 'false';
  }
  const refused = REFUSED.find((name) => options[name]);
  return refused ? { refused } : options;
};
