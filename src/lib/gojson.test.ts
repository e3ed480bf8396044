import { expect, test } from 'vitest';
import { marshal, marshalIndent } from './gojson';

test('escapes as json.Marshal, keeps order, leaves out undefined', () => {
  expect(marshal({ b: '<a&b>\u2028\u0001"\\\n\ud800', a: [1, 1e21, 1e-7, null, true], u: undefined })).toBe(
    '{"b":"\\u003ca\\u0026b\\u003e\\u2028\\u0001\\"\\\\\\n\\ufffd","a":[1,1e+21,1e-7,null,true]}',
  );
  expect(marshal({ a: '<>' }, { escapeHtml: false })).toBe('{"a":"<>"}');
});

test('indents by four, empty lists and objects on their line', () => {
  expect(marshalIndent([{ Id: 'x', Args: [], Labels: {}, Cmd: ['a'] }])).toBe(
    '[\n    {\n        "Id": "x",\n        "Args": [],\n        "Labels": {},\n        "Cmd": [\n            "a"\n        ]\n    }\n]',
  );
});
