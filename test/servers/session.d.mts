export type Kind = 'redis' | 'postgres' | 'mysql';
export interface Exchange {
  command: string;
  output: string;
}
export function input(kind: Kind, records: readonly Exchange[]): string;
export function outputs(kind: Kind, text: string): string[];
