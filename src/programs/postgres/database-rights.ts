import type { Sys } from '../../machine/sys';

/** Privileges by role; `public` stands for everybody. */
export type Acl = Record<string, string[]>;

interface Entry {
  owner?: string;
  database?: Acl;
  schema?: Acl;
}

/** Owners and privileges of databases and of their schema `public`, in a file of their own as pg_database's columns are. */
export class DatabaseRights {
  private readonly path: string;
  private entries: Record<string, Entry>;

  constructor(private readonly sys: Sys, pgdata: string, private readonly superuser: string, private readonly major: number) {
    this.path = `${pgdata}/global/pg_database`;
    this.entries = sys.access(this.path, 'r') ? (JSON.parse(sys.readText(this.path)) as Record<string, Entry>) : {};
  }

  owner(database: string): string {
    return this.entries[database]?.owner ?? this.superuser;
  }

  /** What is given where; until something is, what a new database comes with (documentation, 5.7): since 15 the schema lets nobody but the owner create. */
  acl(database: string, what: 'database' | 'schema'): Acl {
    return this.entries[database]?.[what] ?? (what === 'database' ? { public: ['TEMPORARY', 'CONNECT'] } : { public: this.major >= 15 ? ['USAGE'] : ['USAGE', 'CREATE'] });
  }

  isChanged(database: string, what: 'database' | 'schema'): boolean {
    return this.entries[database]?.[what] !== undefined;
  }

  put(database: string, change: Entry): void {
    this.entries = { ...this.entries, [database]: { ...this.entries[database], ...change } };
    this.sys.writeFile(this.path, JSON.stringify(this.entries), 0o600);
  }

  forget(database: string): void {
    this.entries = Object.fromEntries(Object.entries(this.entries).filter(([name]) => name !== database));
    this.sys.writeFile(this.path, JSON.stringify(this.entries), 0o600);
  }
}
