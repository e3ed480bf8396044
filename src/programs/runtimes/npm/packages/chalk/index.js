'use strict';
const STYLES = { reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49] };
const level = process.env.FORCE_COLOR !== undefined ? Number(process.env.FORCE_COLOR) || 1 : process.env.NO_COLOR === undefined && process.stdout.isTTY ? 2 : 0;
function make(applied) {
  const paint = (...parts) => {
    const text = parts.join(' ');
    return level === 0 || text === '' ? text : applied.reduceRight((shown, [open, close]) => `\u001b[${open}m${shown.replaceAll(`\u001b[${close}m`, `\u001b[${open}m`)}\u001b[${close}m`, text);
  };
  for (const [name, codes] of Object.entries(STYLES)) Object.defineProperty(paint, name, { get: () => make([...applied, codes]) });
  paint.rgb = (r, g, b) => make([...applied, [`38;2;${r};${g};${b}`, 39]]);
  paint.hex = (code) => paint.rgb(...code.replace('#', '').match(/../g).map((pair) => Number.parseInt(pair, 16)));
  paint.bgRgb = (r, g, b) => make([...applied, [`48;2;${r};${g};${b}`, 49]]);
  paint.level = level;
  return paint;
}
const chalk = make([]);
chalk.default = chalk;
chalk.supportsColor = level > 0 ? { level } : false;
module.exports = chalk;
