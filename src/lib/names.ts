import { ADJECTIVES, SURNAMES } from './name-words';

/** What names of containers, volumes and networks are made of (moby daemon/names). */
export const NAME_CHARACTERS = '[a-zA-Z0-9][a-zA-Z0-9_.-]';
const NAME = new RegExp(`^${NAME_CHARACTERS}+$`);

/** Whether a name may be given: two characters or more, the first a letter or digit. */
export function isValidName(name: string): boolean {
  return NAME.test(name);
}

/**
 * A name for a container that was given none (moby internal/namesgenerator): adjective_surname, and a digit
 * more after a collision. `random(n)` gives an integer in [0, n).
 */
export function randomName(random: (n: number) => number, retry = 0): string {
  for (;;) {
    const name = `${ADJECTIVES[random(ADJECTIVES.length)]}_${SURNAMES[random(SURNAMES.length)]}`;
    // Steve Wozniak is not boring.
    if (name === 'boring_wozniak') continue;
    return retry > 0 ? name + random(10) : name;
  }
}
