import type { Sys } from '../../machine/sys';
import { scramble } from '../sql/scramble';

export interface Role {
  name: string;
  password: string | undefined;
  superuser: boolean;
  login: boolean;
  createDb: boolean;
  createRole: boolean;
}

/** The cluster's roles, in a file of their own as pg_authid is. */
export class Roles {
  private readonly path: string;
  private roles: Role[];

  constructor(private readonly sys: Sys, pgdata: string) {
    this.path = `${pgdata}/global/pg_authid`;
    this.roles = JSON.parse(sys.readText(this.path)) as Role[];
  }

  static initialize(sys: Sys, pgdata: string, name: string, password: string): void {
    const role: Role = { name, password: password === '' ? undefined : scramble(password), superuser: true, login: true, createDb: true, createRole: true };
    sys.writeFile(`${pgdata}/global/pg_authid`, JSON.stringify([role]), 0o600);
  }

  all(): readonly Role[] {
    return [...this.roles].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Role | undefined {
    return this.roles.find((role) => role.name === name);
  }

  put(role: Role): void {
    this.write([...this.roles.filter((each) => each.name !== role.name), role]);
  }

  drop(name: string): void {
    this.write(this.roles.filter((role) => role.name !== name));
  }

  private write(roles: Role[]): void {
    this.roles = roles;
    this.sys.writeFile(this.path, JSON.stringify(roles), 0o600);
  }
}
