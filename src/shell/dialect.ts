/** What differs between the shells that one interpreter speaks. */
export interface Dialect {
  name: 'bash' | 'dash' | 'ash';
  bash: boolean;
  /** Bash and BusyBox ash: [[ ]], $'…', ${x/…}, ${x:1}, &>, source, local arrays not among them. */
  extended: boolean;
  /** echo interprets escapes without -e. */
  echoEscapes: boolean;
  /** echo knows -e. */
  echoE: boolean;
  notFound: string;
}

export const BASH: Dialect = {
  name: 'bash', bash: true, extended: true, echoEscapes: false, echoE: true, notFound: 'command not found',
};
export const DASH: Dialect = {
  name: 'dash', bash: false, extended: false, echoEscapes: true, echoE: false, notFound: 'not found',
};
export const ASH: Dialect = {
  name: 'ash', bash: false, extended: true, echoEscapes: false, echoE: true, notFound: 'not found',
};

export const DIALECTS: Readonly<Record<Dialect['name'], Dialect>> = { bash: BASH, dash: DASH, ash: ASH };
