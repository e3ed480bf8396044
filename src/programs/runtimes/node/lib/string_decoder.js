// string_decoder: whole characters from pieces of bytes.
class StringDecoder {
  constructor(encoding = 'utf8') {
    this.encoding = String(encoding).toLowerCase().replace('utf-8', 'utf8');
    this.rest = Buffer.alloc(0);
  }
  write(bytes) {
    if (typeof bytes === 'string') return bytes;
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    let whole = all.length;
    if (this.encoding === 'utf8') {
      for (let back = 1; back <= 3 && back <= all.length; back++) {
        const byte = all[all.length - back];
        if (byte < 0x80) break;
        if (byte >= 0xc0) {
          if ((byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back) whole = all.length - back;
          break;
        }
      }
    } else if (this.encoding.startsWith('utf16') || this.encoding.startsWith('ucs')) whole -= whole % 2;
    else if (this.encoding === 'base64') whole -= whole % 3;
    this.rest = Buffer.from(all.subarray(whole));
    return Buffer.from(all.buffer, all.byteOffset, whole).toString(this.encoding);
  }
  end(bytes) {
    const text = bytes === undefined ? '' : this.write(bytes);
    const rest = this.rest.length > 0 ? this.rest.toString(this.encoding) : '';
    this.rest = Buffer.alloc(0);
    return text + rest;
  }
}
module.exports = { StringDecoder };
