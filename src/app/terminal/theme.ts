import type { ITheme } from '@xterm/xterm';

const DARK: ITheme = {
  background: '#0f1720', foreground: '#dbe4ec', cursor: '#7cc4ee', cursorAccent: '#0f1720', selectionBackground: '#31506a',
  black: '#1b2733', red: '#f2837b', green: '#7fd08f', yellow: '#e2c36b', blue: '#7cb4f0', magenta: '#cf9be8', cyan: '#6fcbd1', white: '#c9d4dd',
  brightBlack: '#8496a5', brightRed: '#ffa49d', brightGreen: '#a3e5af', brightYellow: '#f2da92', brightBlue: '#a5cdf8', brightMagenta: '#e0bdf2', brightCyan: '#9be0e4', brightWhite: '#ffffff',
};

const LIGHT: ITheme = {
  background: '#fbfcfd', foreground: '#1d2a35', cursor: '#10567c', cursorAccent: '#fbfcfd', selectionBackground: '#bcdcf0',
  black: '#1d2a35', red: '#b3261e', green: '#1b6e35', yellow: '#7a5a00', blue: '#0b5394', magenta: '#7b3aa0', cyan: '#0b6670', white: '#5b6a76',
  brightBlack: '#5b6a76', brightRed: '#c7352c', brightGreen: '#237d3f', brightYellow: '#876400', brightBlue: '#1464ab', brightMagenta: '#8d48b4', brightCyan: '#0f7680', brightWhite: '#1d2a35',
};

/** The terminal's colours; all text ones have 4.5 : 1 on its ground. */
export function terminalTheme(dark: boolean): ITheme {
  return dark ? DARK : LIGHT;
}
