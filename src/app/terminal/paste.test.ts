import { expect, test } from 'vitest';
import { stripPrompts } from './paste';

test('prompt signs are taken off, other lines stay', () => {
  expect(stripPrompts('$ docker pull nginx\n$ docker images')).toBe('docker pull nginx\ndocker images');
  expect(stripPrompts('  $ docker run -d \\\n    --name web nginx')).toBe('docker run -d \\\n    --name web nginx');
  expect(stripPrompts('echo $HOME\ncost: 5 $ each')).toBe('echo $HOME\ncost: 5 $ each');
});
