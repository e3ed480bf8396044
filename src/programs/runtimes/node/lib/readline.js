// readline: lines from a stream
const EventEmitter = internal.builtin('events');
const { StringDecoder } = internal.builtin('string_decoder');
class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input?.input ? input : { input, output };
    this.input = options.input;
    this.output = options.output;
    this.terminal = options.terminal ?? !!options.output?.isTTY;
    this.line = '';
    this.closed = false;
    Object.defineProperties(this, { _prompt: { value: options.prompt ?? '> ', writable: true }, _rest: { value: '', writable: true }, _question: { value: undefined, writable: true } });
    const decoder = new StringDecoder('utf8');
    this._data = (chunk) => {
      const lines = (this._rest + decoder.write(chunk)).split(/\r\n|\n|\r/);
      this._rest = lines.pop();
      for (const line of lines) {
        if (this.closed) return;
        this._line(line);
      }
    };
    this._end = () => {
      if (this._rest !== '' && !this.closed) this._line(this._rest);
      this._rest = '';
      this.close();
    };
    this.input.on('data', this._data);
    this.input.on('end', this._end);
    this.input.resume();
  }
  _line(line) {
    const asked = this._question;
    this._question = undefined;
    if (asked) asked(line);
    else this.emit('line', line);
  }
  setPrompt(text) { this._prompt = text; }
  getPrompt() { return this._prompt; }
  prompt() { this.output?.write(this._prompt); this.resume(); }
  question(text, options, done = options) {
    if (this.closed) throw internal.nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    this.output?.write(text);
    this._question = done;
    this.resume();
  }
  write(text) { this.output?.write(text); }
  pause() { this.input.pause(); this.emit('pause'); return this; }
  resume() { this.input.resume(); return this; }
  close() {
    if (this.closed) return;
    this.closed = true;
    this.input.off('data', this._data);
    this.input.off('end', this._end);
    this.input.pause();
    this.emit('close');
  }
  async *[Symbol.asyncIterator]() {
    const lines = [];
    let wake = () => {};
    this.on('line', (line) => { lines.push(line); wake(); });
    this.on('close', () => wake());
    for (;;) {
      while (lines.length > 0) yield lines.shift();
      if (this.closed) return;
      await new Promise((resolve) => (wake = resolve));
    }
  }
}
Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function (text) { return new Promise((resolve) => this.question(text, resolve)); };
const createInterface = (input, output) => new Interface(input, output);
class PromiseInterface extends Interface {
  question(text) { return new Promise((resolve) => super.question(text, resolve)); }
}
module.exports = {
  Interface, createInterface,
  promises: { Interface: PromiseInterface, createInterface: (input, output) => new PromiseInterface(input, output) },
  clearLine: (stream, dir, done) => stream.clearLine?.(dir, done), cursorTo: (stream, x, y, done) => stream.cursorTo?.(x, y, done), moveCursor: (stream, dx, dy, done) => stream.moveCursor?.(dx, dy, done), clearScreenDown: (stream, done) => stream.clearScreenDown?.(done),
  emitKeypressEvents() {},
};
