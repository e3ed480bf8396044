// What a release of Node reads and has. Run as several releases: an answer a release.
const SYNTAX = [
  'a?.b', 'a?.[0]', 'f?.()', 'x = a?.b.c', 'a ?? b', 'a ??= 1', 'a ||= 1', 'a.b &&= {}', '1_000', '10n', 'x = 2 ** 3', 'class A { x = 1 }', 'class A { x; }', 'class A { static x = 1 }', 'class A { #x = 1; g() { return this.#x } }',
  'class A { #m() {} }', 'class A { get #m() { return 1 } }', 'class A { static { this.x = 1 } }', 'class A { #x; static t(o) { return #x in o } }', 'class A {\n  name = "x";\n  count = 0;\n}', 'async function f() { for await (const x of y) {} }', 'async function* g() {}',
  'try { } catch { }', '({...a})', 'const {a, ...b} = c', 'import("x")', 'import.meta', '/a/d', '/[a--b]/v', '/(?i:a)/', 'await 1', '{ using x = y }', 'async function f() { await using x = y }', 'delete a?.b', 'if (user?.name) { }', 'import x from "y"', 'export const y = 1', 'import("./d.json", { with: { type: "json" } })', 'return', 'a |> b', '@dec class A {}',
];
const BUILT_IN = [
  '[1, 2].at(-1)', '[[1], [2]].flat()', '[1].flatMap((x) => [x, x])', '[1, 2].findLast((x) => x < 2)', '[2, 1].toSorted()', '[1, 2].toReversed()', '[1].with(0, 5)', '[1, 2].toSpliced(0, 1)', 'Object.groupBy([1, 2], (x) => (x % 2 ? "odd" : "even"))', 'Object.hasOwn({ a: 1 }, "a")', 'Object.fromEntries([["a", 1]])', 'Object.entries({ a: 1 })',
  '"a-b".replaceAll("-", "+")', '"abc".at(-1)', '" x ".trimEnd()', '"5".padStart(3, "0")', '[..."a1b2".matchAll(/\\d/g)].length', '"a".isWellFormed()', 'typeof Promise.any', 'typeof Promise.allSettled', 'typeof Promise.withResolvers', 'typeof Promise.try', 'typeof Promise.prototype.finally', 'typeof structuredClone', 'typeof fetch', 'typeof AbortController', 'typeof WeakRef', 'typeof AggregateError',
  'typeof queueMicrotask', 'typeof globalThis', 'typeof BigInt', 'typeof URL', 'typeof TextEncoder', 'typeof Blob', 'typeof FormData', 'typeof WebSocket', 'typeof navigator', 'typeof crypto', 'typeof performance', 'typeof Iterator', 'typeof new Set().union', 'typeof Array.fromAsync', 'typeof EventSource', 'typeof CustomEvent', 'typeof Error.captureStackTrace', 'new Error("a", { cause: 1 }).cause', 'typeof Symbol("x").description', 'typeof btoa',
  'typeof require("fs").rm', 'typeof require("fs").rmSync', 'typeof require("fs").cp', 'typeof require("fs").promises', 'typeof require("fs").glob', 'typeof require("util").parseArgs', 'typeof require("util").styleText', 'typeof require("util").stripVTControlCharacters', 'typeof require("util").promisify', 'typeof require("util").isArray', 'typeof require("os").availableParallelism', 'typeof require("crypto").randomUUID', 'typeof require("crypto").createCipher', 'typeof require("events").once', 'typeof require("stream").pipeline', 'typeof process.loadEnvFile', 'typeof process.getBuiltinModule', 'typeof process.allowedNodeEnvironmentFlags', 'typeof require("assert").partialDeepStrictEqual', 'typeof require("module").isBuiltin', 'typeof require("url").fileURLToPath',
];
const MODULES = ['fs', 'node:fs', 'fs/promises', 'node:fs/promises', 'timers/promises', 'stream/promises', 'readline/promises', 'dns/promises', 'util/types', 'path/posix', 'assert/strict', 'worker_threads', 'diagnostics_channel', 'async_hooks', 'perf_hooks', 'http2', 'test', 'node:test', 'node:sqlite', 'sqlite', 'node:sea', 'node:nope'];

const tell = (list, attempt) => `function tell(text, attempt) {\n  var said;\n  try { said = attempt(); } catch (e) { said = e.name + ': ' + String(e.message).split('\\n')[0]; }\n  console.log(text + ' => ' + said);\n}\n${list.map((text) => `tell(${JSON.stringify(text)}, function () { return ${attempt(text)}; });\n`).join('')}`;
export const releases = {
  syntax: `var vm = require('vm');\n${tell(SYNTAX, (text) => `(new vm.Script(${JSON.stringify(text)}), 'read')`)}`,
  'built in': tell(BUILT_IN, (text) => `JSON.stringify(${text})`),
  modules: tell(MODULES, (text) => `typeof require('${text}')`),
  'optional chaining': `const user = { name: 'Ada' };\nconsole.log(user?.name);\n`,
  'nullish assignment': `let port = process.env.NOPE;\n  port ??= 3000;\nconsole.log(port);\n`,
  'class fields': `class Counter {\n  count = 0;\n  #secret = 1;\n}\nconsole.log(new Counter().count);\n`,
  'method that is missing': `const list = [3, 1, 2];\nconst last = list.at(-1);\nconsole.log(last, list.toSorted());\n`,
  'fetch that is missing': `async function main() {\n  const r = await fetch('http://127.0.0.1:1/');\n}\nif (typeof fetch === 'undefined') fetch('x');\nelse console.log('fetch');\n`,
  'module that is missing': `const test = require('node:test');\nconsole.log(typeof test);\n`,
  'top level await': { files: { 'app.mjs': `const x = await Promise.resolve(5);\nconsole.log(x);\n` }, run: 'node app.mjs' },
  rejected: `Promise.reject(new Error('lost'));\nsetTimeout(() => console.log('still here'), 5);\n`,
  release: `console.log(process.version, process.versions.v8, process.versions.modules, process.versions.openssl, process.release.lts, Object.keys(process.versions).join());\n`,
};
