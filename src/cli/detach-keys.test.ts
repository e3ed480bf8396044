import { expect, test } from 'vitest';
import { text, utf8 } from '../lib/bytes';
import { Detached, EscapeWatch, parseDetachKeys, validateDetachKeys } from './detach-keys';

test('the sequence detaches, its beginning alone is typed after all', () => {
  const watch = new EscapeWatch(parseDetachKeys('ctrl-p,ctrl-q'));
  expect(text(watch.push(utf8('ls\x10')))).toBe('ls');
  expect(text(watch.push(utf8('x')))).toBe('\x10x');
  expect(() => watch.push(utf8('\x10\x11'))).toThrow(Detached);
});

test('keys that cannot be typed are refused', () => {
  expect(() => validateDetachKeys('nonsense')).toThrow("invalid detach keys (nonsense): Unknown character: 'nonsense'");
});
