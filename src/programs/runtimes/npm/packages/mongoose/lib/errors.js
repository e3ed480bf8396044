'use strict';
const { MongoServerSelectionError } = require('mongodb');
class MongooseError extends Error {}
Object.defineProperty(MongooseError.prototype, 'name', { value: 'MongooseError', configurable: true, writable: true });
const shown = (value) => (typeof value === 'string' ? `"${value}"` : require('util').inspect(value).replace(/\s+/g, ' '));
const typeName = (value) => (value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'Object') : typeof value);
class CastError extends MongooseError {
  constructor(kind, value, path, reason, model) {
    const because = reason && reason.name !== 'AssertionError' ? ` because of "${reason.name}"` : '';
    super(`Cast to ${kind} failed for value ${shown(value)} (type ${typeName(value)}) at path "${path}"${because}${model ? ` for model "${model}"` : ''}`);
    Object.assign(this, { stringValue: shown(value), messageFormat: undefined, valueType: typeName(value), kind, value, path, reason, name: 'CastError' });
  }
  toJSON() { const { stringValue, valueType, kind, value, path, reason, name, message } = this; return { stringValue, valueType, kind, value, path, reason, name, message }; }
}
class ValidatorError extends MongooseError {
  constructor(properties) {
    super(properties.message);
    Object.assign(this, { name: 'ValidatorError', properties, kind: properties.type, path: properties.path, value: properties.value, reason: properties.reason });
    Object.defineProperty(this, 'name', { enumerable: false });
  }
  toString() { return this.message; }
  toJSON() { const { validator, ...properties } = this.properties; return { name: this.name, message: this.message, properties, kind: this.kind, path: this.path, value: this.value }; }
}
class ValidationError extends MongooseError {
  constructor(model, errors) {
    super(`${model} validation failed: ${Object.entries(errors).map(([path, error]) => `${path}: ${error.message}`).join(', ')}`);
    this.errors = errors;
    this._message = `${model} validation failed`;
    Object.defineProperty(this, 'name', { value: 'ValidationError', configurable: true, writable: true });
  }
  toJSON() { return { errors: this.errors, _message: this._message, name: this.name, message: this.message }; }
}
const named = (name) => {
  const Class = { [name]: class extends MongooseError {} }[name];
  Object.defineProperty(Class.prototype, 'name', { value: name });
  return Class;
};
const [DocumentNotFoundError, MissingSchemaError, OverwriteModelError, StrictModeError, VersionError] = ['DocumentNotFoundError', 'MissingSchemaError', 'OverwriteModelError', 'StrictModeError', 'VersionError'].map(named);
class MongooseServerSelectionError extends MongooseError {
  constructor(cause) {
    super(cause.message);
    Object.assign(this, { errorLabelSet: new Set(), reason: cause.reason, code: undefined, cause: cause.reason });
    Object.defineProperty(this, 'name', { value: 'MongooseServerSelectionError', configurable: true, writable: true });
  }
}
module.exports = { MongooseError, CastError, ValidatorError, ValidationError, DocumentNotFoundError, MissingSchemaError, OverwriteModelError, StrictModeError, VersionError, MongooseServerSelectionError, MongoServerSelectionError };
