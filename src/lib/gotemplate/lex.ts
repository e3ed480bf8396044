/** The lexer of Go's text/template: the same tokens and the same complaints. */
export type TokenType =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | 'keyword';

export interface Token {
  type: TokenType;
  /** Index into the text (UTF-16 units). */
  pos: number;
  text: string;
  line: number;
}

const KEYWORDS = new Set(['.', 'block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'nil', 'template', 'with']);
const SPACES = ' \t\r\n';

function isSpace(char: string | undefined): boolean {
  return char !== undefined && char !== '' && SPACES.includes(char);
}
function isAlphaNumeric(char: string | undefined): boolean {
  return char !== undefined && /^[_\p{L}\p{Nd}]$/u.test(char);
}

/** Go's %#U of a rune: U+0040 '@'. */
function unicodeName(char: string): string {
  if (char === '') return 'U+FFFFFFFFFFFFFFFF';
  const name = 'U+' + char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(char) ? `${name} '${char}'` : name;
}

/** Splits a template into tokens; the last is `eof` or `error`. */
export function lex(input: string, quote: (text: string) => string): Token[] {
  const tokens: Token[] = [];
  let pos = 0;
  let start = 0;
  let line = 1;
  let parens = 0;

  const peek = (): string => (pos < input.length ? String.fromCodePoint(input.codePointAt(pos)!) : '');
  const countLines = (text: string): number => text.split('\n').length - 1;
  const skip = (): void => {
    line += countLines(input.slice(start, pos));
    start = pos;
  };
  const emit = (type: TokenType): void => {
    tokens.push({ type, pos: start, text: input.slice(start, pos), line });
    skip();
  };
  const fail = (message: string): false => {
    tokens.push({ type: 'error', pos: start, text: message, line });
    return false;
  };
  const trimBefore = (at: number): boolean => input[at] === '-' && isSpace(input[at + 1]);
  const trimAfter = (at: number): boolean => isSpace(input[at]) && input[at + 1] === '-' && input.startsWith('}}', at + 2);
  const skipSpaces = (): void => {
    while (isSpace(input[pos])) pos++;
    skip();
  };
  const atTerminator = (): boolean => {
    const char = peek();
    return char === '' || isSpace(char) || '.,|:)('.includes(char) || input.startsWith('}}', pos);
  };

  const comment = (): boolean => {
    const close = input.indexOf('*/', pos + 2);
    if (close === -1) return fail('unclosed comment');
    pos = close + 2;
    const trim = trimAfter(pos);
    if (!trim && !input.startsWith('}}', pos)) return fail('comment ends before closing delimiter');
    pos += trim ? 4 : 2;
    skip();
    if (trim) skipSpaces();
    return true;
  };

  const quoted = (close: string, what: string): boolean => {
    for (;;) {
      const char = input[pos++];
      if (char === '\\' && input[pos] !== undefined && input[pos] !== '\n') {
        pos++;
        continue;
      }
      if (char === undefined || char === '\n' || char === '\\') return fail(`unterminated ${what}`);
      if (char === close) return true;
    }
  };

  const accept = (chars: string): boolean => {
    const char = input[pos];
    if (char === undefined || !chars.includes(char)) return false;
    pos++;
    return true;
  };
  const scanNumber = (): boolean => {
    accept('+-');
    let digits = '0123456789_';
    let exponent = 'eE';
    if (accept('0')) {
      if (accept('xX')) [digits, exponent] = ['0123456789abcdefABCDEF_', 'pP'];
      else if (accept('oO')) [digits, exponent] = ['01234567_', ''];
      else if (accept('bB')) [digits, exponent] = ['01_', ''];
    }
    while (accept(digits));
    if (accept('.')) while (accept(digits));
    if (exponent !== '' && accept(exponent)) {
      accept('+-');
      while (accept('0123456789_'));
    }
    accept('i');
    if (isAlphaNumeric(peek())) {
      pos += peek().length;
      return false;
    }
    return true;
  };
  const number = (): boolean => {
    const bad = () => fail(`bad number syntax: ${quote(input.slice(start, pos))}`);
    if (!scanNumber()) return bad();
    if (input[pos] === '+' || input[pos] === '-') {
      if (!scanNumber() || input[pos - 1] !== 'i') return bad();
      emit('complex');
    } else emit('number');
    return true;
  };

  const word = (type: 'field' | 'variable' | 'identifier'): boolean => {
    while (isAlphaNumeric(peek())) pos += peek().length;
    if (!atTerminator()) return fail(`bad character ${unicodeName(peek())}`);
    const text = input.slice(start, pos);
    if (type !== 'identifier') emit(text === '.' ? 'keyword' : type);
    else if (KEYWORDS.has(text)) emit('keyword');
    else emit(text === 'true' || text === 'false' ? 'bool' : 'identifier');
    return true;
  };

  /** One token inside an action; false after an error. */
  const action = (): boolean => {
    const char = peek();
    if (char === '') return fail('unclosed action');
    if (isSpace(char)) {
      while (isSpace(input[pos])) pos++;
      // The last space may belong to a trimming right delimiter.
      if (trimAfter(pos - 1)) pos--;
      if (pos > start) emit('space');
      return true;
    }
    pos += char.length;
    switch (char) {
      case '=':
        emit('assign');
        return true;
      case ':':
        if (input[pos] !== '=') {
          return fail('expected :=');
        }
        pos++;
        emit('declare');
        return true;
      case '|':
        emit('pipe');
        return true;
      case '"':
        if (!quoted('"', 'quoted string')) return false;
        emit('string');
        return true;
      case "'":
        if (!quoted("'", 'character constant')) return false;
        emit('charConstant');
        return true;
      case '`': {
        const close = input.indexOf('`', pos);
        if (close === -1) return fail('unterminated raw quoted string');
        pos = close + 1;
        emit('rawString');
        return true;
      }
      case '$':
        return word('variable');
      case '.':
        if (pos < input.length && !/[0-9]/.test(input[pos]!)) return word('field');
        pos--;
        return number();
      case '(':
        parens++;
        emit('leftParen');
        return true;
      case ')':
        if (--parens < 0) return fail('unexpected right paren');
        emit('rightParen');
        return true;
    }
    if (char === '+' || char === '-' || /[0-9]/.test(char)) {
      pos--;
      return number();
    }
    if (isAlphaNumeric(char)) {
      pos -= char.length;
      return word('identifier');
    }
    if (char > ' ' && char < '\x7f') {
      emit('char');
      return true;
    }
    return fail(`unrecognized character in action: ${unicodeName(char)}`);
  };

  for (;;) {
    const open = input.indexOf('{{', pos);
    if (open === -1) {
      pos = input.length;
      if (pos > start) emit('text');
      tokens.push({ type: 'eof', pos, text: 'EOF', line });
      return tokens;
    }
    pos = open;
    const trim = trimBefore(open + 2);
    if (trim) while (pos > start && isSpace(input[pos - 1])) pos--;
    if (pos > start) emit('text');
    pos = open;
    skip();
    const afterMarker = open + (trim ? 4 : 2);
    if (input.startsWith('/*', afterMarker)) {
      pos = afterMarker;
      skip();
      if (!comment()) return tokens;
      continue;
    }
    pos = open + 2;
    emit('leftDelim');
    pos = afterMarker;
    skip();
    parens = 0;
    for (;;) {
      const trimRight = trimAfter(pos);
      if (trimRight || input.startsWith('}}', pos)) {
        if (parens > 0) {
          fail('unclosed left paren');
          return tokens;
        }
        pos += trimRight ? 2 : 0;
        skip();
        pos += 2;
        emit('rightDelim');
        if (trimRight) skipSpaces();
        break;
      }
      if (!action()) return tokens;
    }
  }
}
