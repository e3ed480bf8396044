'use strict';
class FetchError extends Error {
  constructor(message, type, cause) {
    super(message);
    Object.assign(this, { type, errno: cause?.code, code: cause?.code, erroredSysCall: cause?.syscall });
  }
  get name() { return 'FetchError'; }
}
/** The fetch of node, with the errors of this package. */
async function fetch(url, options) {
  try {
    return await globalThis.fetch(url, options);
  } catch (error) {
    if (error?.name === 'AbortError') throw error;
    const why = error?.cause?.message ?? error.message;
    throw new FetchError(/Invalid URL/.test(why) ? 'Only absolute URLs are supported' : `request to ${new URL(url).href} failed, reason: ${why}`, 'system', error?.cause);
  }
}
module.exports = Object.assign(fetch, { default: fetch, fetch, Headers, Request, Response, FormData, Blob, FetchError, AbortError: DOMException, isRedirect: (status) => [301, 302, 303, 307, 308].includes(status) });
