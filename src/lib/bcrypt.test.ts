import { expect, test } from 'vitest';
import { bcrypt, bcryptFits } from './bcrypt';

test('hashes as crypt(3) and htpasswd do', () => {
  expect(bcrypt('p', 'abcdefghijklmnopqrstuu', 5)).toBe('$2y$05$abcdefghijklmnopqrstuuqwWMzKt5N8p.u2GX5MuH1t19BMWuLOW');
  expect(bcryptFits('p', '$2y$05$nPqi0kOCAb5wGG9AoCPmzOsVTEAZ.K/KuAwx4mcgau1qILPkE/aVq')).toBe(true);
  expect(bcryptFits('q', '$2y$05$nPqi0kOCAb5wGG9AoCPmzOsVTEAZ.K/KuAwx4mcgau1qILPkE/aVq')).toBe(false);
});
