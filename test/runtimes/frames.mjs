// `node test/runtimes/frames.mjs`: takes from node-recorded.json the lines of Node's own that each version shows (in stacks
// and above uncaught errors), and writes them where the simulated node reads them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const recorded = JSON.parse(readFileSync(at('node-recorded.json'), 'utf8'));
const versions = [...new Set(Object.values(recorded).flatMap((results) => results.flatMap((one) => one.versions)))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

function framesOf(version) {
  const lines = (name) => recorded[name].find((one) => one.versions.includes(version)).stderr.split('\n');
  const printed = (name) => recorded[name].find((one) => one.versions.includes(version)).stdout.split('\n').filter((line) => /^ {4}at /.test(line)).map((line) => line.slice(7).replace(/ \{$/, ''));
  const frames = (name) => lines(name).filter((line) => /^ {4}at /.test(line)).map((line) => line.slice(7).replace(/ \{$/, ''));
  const after = (name, first) => frames(name).slice(frames(name).findIndex((line) => first.test(line)) + 1);
  const until = (list, end) => list.slice(0, list.findIndex((line) => end.test(line)));
  const place = (name) => lines(name).slice(0, lines(name).indexOf('')).join('\n');
  const emit = (name) => frames(name).find((line) => /\w\.emit \(/.test(line))?.replace(/^\w+\./, '') ?? '';
  const main = /^Object\.<anonymous>/;
  return {
    load: after('errors: throw error', main),
    require: until(after('errors: error while required', main), main),
    compile: frames('syntax: const x = ;\\n'),
    timer: frames('errors: timer frames').slice(1),
    immediate: frames('errors: immediate frames').slice(1),
    tick: frames('errors: next tick frames').slice(1),
    microtask: frames('errors: microtask frames').slice(1),
    emit: emit('errors: emitter frames'),
    emitMany: emit('errors: address in use'),
    resolve: until(frames('errors: missing module'), /^Module\.require /),
    resolvePlace: place('errors: missing module'),
    module: frames('errors: error in a module').slice(2),
    moduleInstantiate: frames('errors: missing export'),
    modulePackage: frames('errors: missing esm package'),
    modulePackagePlace: place('errors: missing esm package'),
    moduleFile: frames('errors: missing esm file'),
    moduleFilePlace: place('errors: missing esm file'),
    moduleSyntax: frames('syntax: in a module'),
    errorEvent: place('errors: error event'),
    errorEventOther: place('errors: error event with a string'),
    emitOther: frames('errors: error event with a string')[0],
    evaluated: after('command line: eval error', /^\[eval\]:1:7/).slice(0, after('command line: eval error', /^\[eval\]:1:7/).findIndex((line) => line.startsWith('[eval]:1'))),
    evaluatedStdin: after('command line: eval error', /^\[stdin\]:1:1/).slice(0, 9),
    evaluate: until(frames('syntax: of -e'), /eval_string/).concat(frames('syntax: of -e').find((line) => line.includes('eval_string'))),
    evaluateStdin: frames('syntax: of stdin'),
    check: frames('syntax: check'),
    badJson: until(frames('errors: bad json required'), main),
    badJsonPlace: place('errors: bad json required'),
    badPackage: frames('errors: bad package json'),
    badPackagePlace: place('errors: bad package json'),
    rejection: place('errors: reject string'),
    rejectionStack: frames('errors: reject string'),
    rejectionOfError: place('errors: aggregate error'),
    openSync: until(frames('errors: read missing file'), main),
    openSyncPlace: place('errors: read missing file'),
    listen: until(frames('errors: address in use'), /^Server\.<anonymous>/),
    listenAt: printed('errors: address in use handled'),
    once: frames('errors: address in use').find((line) => line.startsWith('Object.onceWrapper')),
    emitListening: frames('errors: address in use').slice(-4, -2),
    readPromise: frames('errors: read missing file promise').slice(0, -1),
    readPromisePlace: place('errors: read missing file promise'),
    fetchFailed: until(frames('errors: fetch refused unhandled'), /^async main|^TCPConnectWrap/),
    fetchFailedPlace: place('errors: fetch refused unhandled'),
    assertPlace: place('library: assert uncaught'),
    assertOkPlace: place('library: assert uncaught ok'),
    httpRequest: frames('library: http handler throws').slice(2),
    listenLater: frames('errors: address in use').slice(-2),
    refusedHttp: frames('errors: connection refused http'),
    refusedNet: frames('errors: connection refused net'),
  };
}

writeFileSync(at('../../src/programs/runtimes/node/frames.json'), `${JSON.stringify(Object.fromEntries(versions.map((version) => [version, framesOf(version)])), null, 1)}\n`);
