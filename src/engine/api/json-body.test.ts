import { expect, test } from 'vitest';
import { checkTypes, CONFIG_TYPES, HOST_CONFIG_TYPES, parseBody } from './json-body';

const fault = (work: () => unknown): string => {
  try {
    return JSON.stringify(work());
  } catch (error) {
    return (error as Error).message;
  }
};

test('bodies are refused in the words of Go’s encoding/json', () => {
  const said = ['{"Image": ', 'nonsense', '{"a":1} {}', '{"a" 1}', '{"a":1 "b"}', '{a:1}', '[1 2]', '"\\x"', '-x', '{"a":1.}', '{"a":[true,{"b":"\\u00e9"}]}\n', '{"a":1}}'].map((body) => fault(() => parseBody(body)));
  expect(said).toEqual([
    'invalid JSON: unexpected EOF',
    "invalid JSON: invalid character 'o' in literal null (expecting 'u')",
    'unexpected content after JSON',
    "invalid JSON: invalid character '1' after object key",
    "invalid JSON: invalid character '\"' after object key:value pair",
    "invalid JSON: invalid character 'a' looking for beginning of object key string",
    "invalid JSON: invalid character '2' after array element",
    "invalid JSON: invalid character 'x' in string escape code",
    "invalid JSON: invalid character 'x' in numeric literal",
    "invalid JSON: invalid character '}' after decimal point in numeric literal",
    '{"a":[true,{"b":"é"}]}',
    '{"a":1}',
  ]);
});

test('fields of a wrong kind are refused', () => {
  const config = (body: unknown) => fault(() => checkTypes(body, 'CreateRequest', CONFIG_TYPES));
  expect([config([]), config({ Image: 5 }), config({ Env: ['a', 1] }), config({ Env: null, Tty: true, Labels: { a: 'b' } })]).toEqual([
    'invalid JSON: json: cannot unmarshal array into Go value of type CreateRequest',
    'invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.Image of type string',
    'invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.Env of type string',
    undefined,
  ]);
  expect(fault(() => checkTypes({ PortBindings: { '80/tcp': 'x' } }, 'HostConfig', HOST_CONFIG_TYPES))).toBe(
    'invalid JSON: json: cannot unmarshal string into Go struct field HostConfig.PortBindings of type []network.PortBinding',
  );
});
