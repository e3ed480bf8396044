export interface WindowSize {
  rows: number;
  cols: number;
}

/** The part of termios(3) that programs set. Cooked: all true; raw mode: all false but `opost` as wanted. */
export interface Termios {
  /** ICANON: lines, with erase, kill, word-erase and end-of-file keys. */
  canonical: boolean;
  /** ECHO. */
  echo: boolean;
  /** ISIG: Ctrl-C, Ctrl-\ and Ctrl-Z send signals. */
  signals: boolean;
  /** ICRNL: carriage return is read as newline. */
  crToNl: boolean;
  /** OPOST|ONLCR: newline is written as carriage return, newline. */
  nlToCrNl: boolean;
  /** IXON: Ctrl-S and Ctrl-Q. */
  flowControl: boolean;
}

export const COOKED: Termios = { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true, flowControl: true };
export const RAW: Termios = { canonical: false, echo: false, signals: false, crToNl: false, nlToCrNl: false, flowControl: false };
