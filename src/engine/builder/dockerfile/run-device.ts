import { csvFields } from './csv';
import { cut, parseBool } from './go-text';
import { DockerfileError, wrapError } from './location';
import { withSuggestion } from './suggest';

const KEYS = ['name', 'required'];

/** Checks a value of `RUN --device` (BuildKit's instructions.ParseDevice). Throws DockerfileError. */
export function checkDevice(source: string): void {
  let name = '';
  for (const field of fieldsOf(source)) {
    const [rawKey, value, hasValue] = cut(field, '=');
    const key = rawKey.toLowerCase();
    if (hasValue && key === 'name') {
      if (name !== '') throw new DockerfileError(`device name already set to ${name}`);
      name = value;
    } else if (key === 'required') {
      if (hasValue && parseBool(value) === undefined) throw new DockerfileError(`invalid value for ${key}: ${value}`);
    } else if (name === '') {
      name = field;
    } else if (!hasValue) {
      throw new DockerfileError(`invalid field '${field}' must be a key=value pair`);
    } else {
      throw new DockerfileError(withSuggestion(`unexpected key '${key}' in '${field}'`, key, KEYS));
    }
  }
}

function fieldsOf(source: string): string[] {
  try {
    return csvFields(source);
  } catch (error) {
    throw wrapError(error, 'failed to parse csv devices');
  }
}
