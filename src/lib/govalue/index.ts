export * from './types';
export { fromBytes, toBytes, byteLength, compareStrings, wellFormed } from './bytes';
export { quote, unquote, isPrint } from './quote';
export { formatFloat } from './float';
export { sprint, sprintf, sprintln } from './print';
export { valueToJson } from './json';
export { declareTypes } from './declare';
