// What V8 says where QuickJS says something else.
const { settings } = internal;
const major = Number(settings.version.slice(1).split('.')[0]);
/** By QuickJS's message: a text, or a function of its match and of the place (what stands there in the source). */
const MESSAGES = [
  [/^'(.+)' is not defined$/, (m, site) => notDefined(m[1], site.file ?? '')],
  [/^cannot (read|set) property 'Symbol\.iterator' of (undefined|null)$/, (m, site) => `${site.iterated ?? m[2]} is not iterable`],
  [/^cannot read property '(.*)' of (undefined|null)$/, (m) => `Cannot read properties of ${m[2]} (reading '${m[1]}')`],
  [/^cannot set property '(.*)' of (undefined|null)$/, (m) => `Cannot set properties of ${m[2]} (setting '${m[1]}')`],
  [/^cannot read property of (undefined|null)$/, (m, site) => `Cannot read properties of ${m[1]} (reading '${site.index ?? '0'}')`],
  [/^cannot set property of (undefined|null)$/, (m, site) => `Cannot set properties of ${m[1]} (setting '${site.index ?? '0'}')`],
  [/^'(.+)' is read-only$/, (m, site) => (site.taken === 'set' ? `Cannot assign to read only property '${m[1]}' of object '#<Object>'` : 'Assignment to constant variable.')],
  [/^no setter for property$/, () => 'Cannot set property of #<Object> which has only a getter'],
  [/^object is not extensible$/, (m, site) => `Cannot add property ${site.index ?? '0'}, object is not extensible`],
  [/^could not delete property$/, (m, site) => `Cannot delete property '${site.index ?? ''}' of #<Object>`],
  [/^value is not iterable$/, (m, site) => (site.iterated ? `${site.iterated} is not iterable` : 'object is not iterable (cannot read property Symbol(Symbol.iterator))')],
  [/^cannot convert to object$/, (m, site) => (site.taken !== undefined && site.iterated !== undefined ? `Cannot destructure property '${site.taken}' of '${site.iterated}' as it is ${site.iterated === 'null' ? 'null' : 'undefined'}.` : 'Cannot convert undefined or null to object')],
  [/^'?this'? is not initialized$|^this is not initialized$/, () => "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"],
  [/^(.+) is not initialized$/, (m) => `Cannot access '${m[1].replace(/^'|'$/g, '')}' before initialization`],
  [/^empty array$/, () => 'Reduce of empty array with no initial value'],
  [/^stack overflow$/, () => 'Maximum call stack size exceeded'],
  [/^circular reference$/, () => 'Converting circular structure to JSON'],
  [/^cannot convert bigint to number$/, (m, site) => (site.callee ? 'Cannot convert a BigInt value to a number' : 'Cannot mix BigInt and other types, use explicit conversions')],
  [/^cannot convert symbol to (string|number)$/, (m) => `Cannot convert a Symbol value to a ${m[1]}`],
  [/^cannot convert to BigInt: not an integer$/, (m, site) => `The number ${site.first} cannot be converted to a BigInt because it is not an integer`],
  [/^BigInt division by zero$/, () => 'Division by zero'],
  [/^invalid array length$/, () => 'Invalid array length'],
  [/^invalid repeat count$/, (m, site) => `Invalid count value: ${site.first}`],
  [/^invalid number of digits$/, (m, site) => `${/(\w+)$/.exec(site.callee ?? 'toFixed')[1]}() ${/toPrecision/.test(site.callee) ? 'argument must be between 1 and 100' : 'digits argument must be between 0 and 100'}`],
  [/^expecting hex digit$|^malformed URI/, () => 'URI malformed'],
  [/^Date value is NaN$/, () => 'Invalid time value'],
  [/^invalid 'in' operand$/, (m, site) => `Cannot use 'in' operator to search for '${(site.left ?? '').replace(/"/g, '')}' in ${(site.iterated ?? '').replace(/"/g, '')}`],
  [/^invalid 'instanceof' right operand$/, () => "Right-hand side of 'instanceof' is not an object"],
  [/^private class field '(.+)' does not exist$/, (m) => `Cannot read private member ${m[1]} from an object whose class did not declare it`],
  [/^regexp must have the 'g' flag$/, (m, site) => (/replaceAll/.test(site.callee) ? 'replaceAll must be called with a global RegExp' : 'String.prototype.matchAll called with a non-global RegExp argument')],
  [/^parent class must be constructor$/, (m, site) => `Class extends value ${site.parent ?? 'undefined'} is not a constructor or null`],
  [/^invalid value used as WeakMap key$/, () => 'Invalid value used as weak map key'],
  [/^invalid value used as WeakSet key$/, () => 'Invalid value used in weak set'],
  [/^not a prototype$/, () => 'Object prototype may only be an Object or null: undefined'],
  [/^(\w+) object expected$/, (m, site) => `Method ${m[1]}.prototype.${/(\w+)\.call$/.exec(site.callee ?? '')?.[1] ?? 'get'} called on incompatible receiver #<Object>`],
  [/^unexpected token in expression: ''$/, () => 'Unexpected end of input'],
  [/^unexpected token in expression: '(.+)'$/, (m) => `Unexpected token '${m[1]}'`],
  [/^redeclaration of '(.+)'$/, (m) => `Identifier '${m[1]}' has already been declared`],
  [/^invalid redefinition of .*$/, () => 'Identifier has already been declared'],
];

/** In ES modules the names of CommonJS have a hint beside them. */
function notDefined(name, file) {
  if (!internal.esm?.has(file) || !['require', 'exports', 'module', '__filename', '__dirname'].includes(name)) return `${name} is not defined`;
  const scope = file.endsWith('.js') ? internal.typeModuleFolder(file) : undefined;
  let text = `${name} is not defined in ES module scope`;
  if (name === 'require') text += ', you can use import instead';
  if (scope !== undefined) text += `\nThis file is being treated as an ES module because it has a '.js' file extension and '${scope}/package.json' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`;
  return text;
}

/** V8's name and message of an engine's error, and how many of its frames V8 doesn't have. */
exports.translate = (error, frames, site = {}) => {
  const { message } = error;
  const name = error.name === 'InternalError' ? 'RangeError' : error.name;
  if (message === "class constructors must be invoked with 'new'") return { name, message: `Class constructor ${frames[0]?.name} cannot be invoked without 'new'`, skip: 1 };
  if (message === 'not a function' || message === 'not a constructor') {
    if (frames[0]?.file === 'native') {
      const given = site.given === 0 ? 'undefined' : /^\d/.test(site.first ?? '') ? `number ${site.first}` : site.first?.startsWith('"') ? `string ${site.first}` : site.first === '{}' ? '#<Object>' : 'undefined';
      if (frames[0].name === 'Promise') return { name, message: `Promise resolver ${given} is not a function` };
      if (frames[0].name === 'sort') return { name, message: `The comparison function must be either a function or undefined${major >= 20 ? `: ${site.first}` : ''}` };
      return { name, message: `${given} is not a function` };
    }
    return { name, message: `${site.callee ?? '(intermediate value)'} is not a ${site.isNew || message === 'not a constructor' ? 'constructor' : 'function'}` };
  }
  for (const [pattern, give] of MESSAGES) {
    const match = pattern.exec(message);
    if (match) return { name, message: give(match, site) };
  }
  return { name, message };
};
