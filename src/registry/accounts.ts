import { digestOfText } from '../oci/digest';

/**
 * Who may log in. An open register takes a name that nobody has yet at its first login and keeps the password that
 * was given, if it has as many characters as signing up asks for: the simulated Hub has no web page to do that on.
 */
export class Accounts {
  private passwords: Map<string, string>;

  constructor(
    passwords: Readonly<Record<string, string>>,
    /** The shortest password that opens an account; undefined opens none. */
    private readonly signUpFrom?: number,
  ) {
    this.passwords = new Map(Object.entries(passwords));
  }

  logIn(user: string, password: string): boolean {
    const known = this.passwords.get(user);
    if (known !== undefined) return known === password;
    if (this.signUpFrom === undefined || password.length < this.signUpFrom || !/^[a-z0-9][a-z0-9_.-]*$/i.test(user)) return false;
    this.passwords.set(user, password);
    return true;
  }

  has(user: string): boolean {
    return this.passwords.has(user);
  }

  /** An identity token, and who it stands for. */
  refreshToken(user: string): string {
    return `dckr_${user}_${digestOfText(`${user}\n${this.passwords.get(user)}`).slice(7, 39)}`;
  }

  refresh(token: string): { user: string; password: string } | undefined {
    for (const [user, password] of this.passwords) if (this.refreshToken(user) === token) return { user, password };
    return undefined;
  }

  save(): [string, string][] {
    return [...this.passwords];
  }

  load(data: readonly (readonly [string, string])[]): void {
    this.passwords = new Map(data.map(([user, password]) => [user, password]));
  }
}
