'use strict';
const http = require('http');
const https = require('https');
class AxiosError extends Error {
  constructor(message, code, config, request, response) {
    super(message);
    Object.defineProperty(this, 'name', { value: 'AxiosError', configurable: true, writable: true });
    this.code = code;
    this.config = config;
    this.request = request;
    if (response) {
      this.response = response;
      this.status = response.status;
    }
    this.isAxiosError = true;
  }
  toJSON() { return { message: this.message, name: this.name, code: this.code, status: this.status }; }
}
const merge = (a, b = {}) => ({ ...a, ...b, headers: { ...a.headers, ...b.headers }, params: a.params || b.params ? { ...a.params, ...b.params } : undefined });
function create(defaults = {}) {
  const handlers = { request: [], response: [] };
  async function send(config) {
    const headers = { Accept: 'application/json, text/plain, */*', ...config.headers };
    const base = config.baseURL && !/^[a-z]+:\/\//i.test(config.url ?? '') ? `${config.baseURL.replace(/\/$/, '')}/${(config.url ?? '').replace(/^\//, '')}` : config.url;
    let url;
    try {
      url = new URL(base);
    } catch {
      throw new AxiosError('Invalid URL', 'ERR_INVALID_URL', config);
    }
    for (const [name, value] of config.params instanceof URLSearchParams ? config.params : Object.entries(config.params ?? {})) if (value !== undefined && value !== null) url.searchParams.append(Array.isArray(value) ? `${name}[]` : name, value);
    let body = config.data;
    if (body instanceof URLSearchParams) {
      headers['Content-Type'] ??= 'application/x-www-form-urlencoded;charset=utf-8';
      body = body.toString();
    } else if (body !== undefined && body !== null && typeof body === 'object' && !Buffer.isBuffer(body)) {
      headers['Content-Type'] ??= 'application/json';
      body = /urlencoded/.test(headers['Content-Type']) ? new URLSearchParams(body).toString() : JSON.stringify(body);
    } else if (typeof body === 'string') headers['Content-Type'] ??= 'application/x-www-form-urlencoded';
    headers['User-Agent'] ??= `axios/${require('./package.json').version}`;
    if (body !== undefined && body !== null) headers['Content-Length'] = Buffer.byteLength(body);
    if (config.auth) headers.Authorization = `Basic ${Buffer.from(`${config.auth.username}:${config.auth.password}`).toString('base64')}`;
    const method = (config.method ?? 'get').toUpperCase();
    const response = await new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers }, (res) => {
        const parts = [];
        res.on('data', (part) => parts.push(part));
        res.on('end', () => {
          const bytes = Buffer.concat(parts);
          let data = config.responseType === 'arraybuffer' ? bytes : bytes.toString();
          if (config.responseType !== 'arraybuffer' && config.responseType !== 'text') {
            try {
              data = JSON.parse(data);
            } catch {
              // Text stays text.
            }
          }
          resolve({ status: res.statusCode, statusText: res.statusMessage, headers: res.headers, config, request, data });
        });
      });
      request.on('error', (error) => reject(Object.assign(new AxiosError(error.message, error.code, config, request), { errno: error.errno, syscall: error.syscall, hostname: error.hostname, address: error.address, port: error.port, cause: error })));
      if (config.timeout) request.setTimeout(config.timeout, () => request.destroy(new AxiosError(`timeout of ${config.timeout}ms exceeded`, 'ECONNABORTED', config, request)));
      config.signal?.addEventListener('abort', () => reject(new AxiosError('canceled', 'ERR_CANCELED', config, request)));
      request.end(body ?? undefined);
    });
    if ([301, 302, 303, 307, 308].includes(response.status) && response.headers.location && (config.maxRedirects ?? 21) > 0) return send({ ...config, url: new URL(response.headers.location, url).href, params: undefined, baseURL: undefined, maxRedirects: (config.maxRedirects ?? 21) - 1 });
    const ok = config.validateStatus ? config.validateStatus(response.status) : response.status >= 200 && response.status < 300;
    if (!ok) throw new AxiosError(`Request failed with status code ${response.status}`, response.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST', config, response.request, response);
    return response;
  }
  const run = (url, config) => {
    let work = Promise.resolve(merge(defaults, typeof url === 'string' ? { url, ...config } : url));
    for (const [good, wrong] of handlers.request) work = work.then(good, wrong);
    work = work.then(send);
    for (const [good, wrong] of handlers.response) work = work.then(good, wrong);
    return work;
  };
  const axios = (url, config) => run(url, config);
  const interceptors = (list) => ({ use: (good, wrong) => list.push([good, wrong]) - 1, eject: (id) => (list[id] = [undefined, undefined]), clear: () => list.splice(0) });
  Object.assign(axios, { request: run, defaults, interceptors: { request: interceptors(handlers.request), response: interceptors(handlers.response) }, create: (more) => create(merge(defaults, more)) });
  for (const method of ['get', 'delete', 'head', 'options']) axios[method] = (url, config) => run({ ...config, method, url });
  for (const method of ['post', 'put', 'patch']) axios[method] = (url, data, config) => run({ ...config, method, url, data });
  return axios;
}
const axios = create({ headers: {} });
axios.AxiosError = AxiosError;
axios.isAxiosError = (error) => error?.isAxiosError === true;
axios.isCancel = (error) => error?.code === 'ERR_CANCELED';
axios.all = (list) => Promise.all(list);
axios.default = axios;
module.exports = axios;
