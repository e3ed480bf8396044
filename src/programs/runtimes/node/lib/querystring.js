// querystring
const unescape = (text) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};
const escape = (value) => encodeURIComponent(typeof value === 'object' && value !== null ? '' : String(value ?? ''));
const querystring = {
  parse(text, separator = '&', equals = '=') {
    const out = Object.create(null);
    for (const pair of String(text ?? '').split(separator)) {
      if (pair === '') continue;
      const cut = pair.indexOf(equals);
      const key = unescape(cut === -1 ? pair : pair.slice(0, cut));
      const value = cut === -1 ? '' : unescape(pair.slice(cut + equals.length));
      if (out[key] === undefined) out[key] = value;
      else out[key] = [out[key], value].flat();
    }
    return out;
  },
  stringify: (value, separator = '&', equals = '=') => Object.entries(value ?? {}).flatMap(([key, one]) => [one].flat().map((each) => `${escape(key)}${equals}${escape(each)}`)).join(separator),
  escape, unescape,
};
querystring.decode = querystring.parse;
querystring.encode = querystring.stringify;
module.exports = querystring;
