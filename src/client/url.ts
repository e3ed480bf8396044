/** Query parameters; undefined ones are left out, lists repeat their key. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const EXTRA = /[!'()*]/g;

function percent(char: string): string {
  return '%' + char.charCodeAt(0).toString(16).toUpperCase();
}

/** url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text).replace(EXTRA, percent).replaceAll('%20', '+');
}

/** url.Values.Encode: sorted by key. */
export function encodeQuery(query: Query): string {
  const parts: string[] = [];
  for (const key of Object.keys(query).sort()) {
    const value = query[key];
    if (value === undefined) continue;
    for (const item of typeof value === 'string' ? [value] : value) parts.push(`${queryEscape(key)}=${queryEscape(item)}`);
  }
  return parts.join('&');
}

/** A path as net/url escapes it: separators and `$&+,:;=@` stand as they are. */
export function encodePath(path: string): string {
  return encodeURIComponent(path).replace(EXTRA, percent).replace(/%(24|26|2B|2C|2F|3A|3B|3D|40)/g, (code) => decodeURIComponent(code));
}
