// Prints what a release of Node has, a name a line with what it is: `f` a function, `o` anything else. Written so that
// Node 4 reads it.
'use strict';
var out = [];
var root = typeof globalThis === 'undefined' ? global : globalThis;
function add(owner, name, holder) {
  var kind = 'o';
  try { kind = typeof holder[name] === 'function' ? 'f' : 'o'; } catch (error) { kind = 'o'; }
  out.push(owner + ' ' + name + ' ' + kind);
}
function all(owner, holder) {
  if (!holder) return;
  Object.getOwnPropertyNames(holder).forEach(function (name) {
    if (holder === Buffer.prototype && name in Uint8Array.prototype) return;
    if (/^(?:length|name|prototype|constructor|arguments|caller|_.*|.*\W.*|\d+)$/.test(name)) return;
    add(owner, name, holder);
  });
}
all('global', root);
('Array ArrayBuffer Atomics BigInt Boolean DataView Date Error Function Intl Iterator JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol Uint8Array WeakMap WeakRef WeakSet ' +
 'URL URLSearchParams AbortController AbortSignal Blob Event EventTarget Headers Request Response FormData Buffer').split(' ').forEach(function (name) {
  var value = root[name];
  if (!value) return;
  all(name, value);
  all(name + '.prototype', value.prototype);
});
var typed = Object.getPrototypeOf(Uint8Array.prototype);
if (typed !== Object.prototype) all('TypedArray.prototype', typed);
all('process', process);
var natives = require('module').builtinModules || Object.keys(process.binding('natives'));
natives.concat(['node:test', 'node:sqlite', 'node:sea', 'node:test/reporters']).forEach(function (name) {
  if (/internal|^_|^v8\/tools|^node-inspect|^(?:process|console|punycode|sys)$/.test(name)) return;
  var value;
  try { value = require(name); } catch (error) { return; }
  var owner = name.replace(/^node:/, '');
  out.push('modules ' + name + ' o');
  all('module:' + owner, value);
});
console.log(out.join('\n'));
