import type { Io } from '../applet';
import { linesOf } from '../applet';
import { pem } from '../crypto/base64';
import { rsaPkcs8, rsaSpki, type RsaKey } from '../crypto/rsa';
import { authorityExtensions, extensionOf, isSignedBy, makeCertificate, makeRequest, NAME_OIDS, readRequest, type Extension, type Name } from '../crypto/x509';
import { UsageExit } from '../options';
import { DAY_MS, extensionLines, keyText, nameText, signatureLines } from './certificate-text';
import { blocksOf, newKey, privateKey } from './keys';
import { put, readOptions, type Given } from './options';
import { serialOf } from './serial';

/** `/C=US/O=Acme/CN=host`, with `\` before what is meant literally. */
async function subjectOf(io: Io, written: string): Promise<Name> {
  if (!written.startsWith('/')) {
    await io.err(`req: subject name is expected to be in the format /type0=value0/type1=value1/type2=... where characters may be escaped by \\. This name is not in that format: '${written}'`);
    throw new UsageExit(1);
  }
  const out: (readonly [string, string])[] = [];
  for (const part of written.slice(1).match(/(?:\\.|[^/\\])+/g) ?? []) {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part.replace(/\\(.)/g, '$1'))!;
    if (!NAME_OIDS[key]) await io.err(`req: Skipping unknown subject name attribute "${key}"`);
    else if (value === '') await io.err(`req: No value provided for subject name attribute "${key}", skipped`);
    else out.push([key, value]);
  }
  return out;
}

const QUESTIONS: readonly [prompt: string, key: string, byDefault: string][] = [
  ['Country Name (2 letter code)', 'C', 'AU'], ['State or Province Name (full name)', 'ST', 'Some-State'], ['Locality Name (eg, city)', 'L', ''], ['Organization Name (eg, company)', 'O', 'Internet Widgits Pty Ltd'],
  ['Organizational Unit Name (eg, section)', 'OU', ''], ['Common Name (e.g. server FQDN or YOUR name)', 'CN', ''], ['Email Address', 'emailAddress', ''],
];

/** The questions of OpenSSL's default configuration. */
async function askSubject(io: Io, extra: boolean): Promise<Name> {
  await io.err("You are about to be asked to enter information that will be incorporated\ninto your certificate request.\nWhat you are about to enter is what is called a Distinguished Name or a DN.\nThere are quite a few fields but you can leave some blank\nFor some fields there will be a default value,\nIf you enter '.', the field will be left blank.\n-----");
  const lines = linesOf(io.sys, 0);
  const out: [string, string][] = [];
  const ask = async (prompt: string): Promise<string> => {
    await io.sys.write(2, prompt);
    const { value, done } = await lines.next();
    if (!done) return value;
    await io.err('Error making certificate request');
    throw new UsageExit(1);
  };
  for (const [prompt, key, byDefault] of QUESTIONS) {
    const answer = (await ask(`${prompt} [${byDefault}]:`)) || byDefault;
    if (answer !== '' && answer !== '.') out.push([key, answer]);
  }
  if (extra) {
    await io.err("\nPlease enter the following 'extra' attributes\nto be sent with your certificate request");
    await ask('A challenge password []:');
    await ask('An optional company name []:');
  }
  return out;
}

/** openssl req: a request, or with -x509 a certificate that signs itself. */
export async function req(io: Io, args: readonly string[]): Promise<number> {
  const given = await readOptions(io, 'req', args, 'in out key keyout newkey subj days addext set_serial', 'new x509 nodes noenc sha256 sha384 sha512 batch noout text verify subject pubkey utf8');
  const wanted = given.get('newkey');
  if (given.has('sha384') || given.has('sha512')) {
    await io.err('dockyard: openssl req with another digest than sha256 is not simulated');
    return 1;
  }
  if (!given.has('new') && !given.has('x509') && wanted === undefined) return showRequest(io, given);
  let key: RsaKey;
  if (given.get('key') !== undefined) key = await privateKey(io, given.get('key'));
  else {
    const size = wanted === undefined ? 2048 : Number(/^rsa(?::(\d+))?$/.exec(wanted)?.[1] ?? (wanted === 'rsa' ? 2048 : Number.NaN));
    if (Number.isNaN(size)) {
      await io.err(`dockyard: openssl req -newkey ${wanted} is not simulated`);
      return 1;
    }
    if (!given.has('nodes') && !given.has('noenc')) {
      await io.err('dockyard: openssl req with an encrypted key is not simulated: add -nodes');
      return 1;
    }
    key = await newKey(io, size, true);
    await put(io, given.get('keyout') ?? 'privkey.pem', pem('PRIVATE KEY', rsaPkcs8(key)), true);
    await io.err('-----');
  }
  const subject = given.get('subj') === undefined ? await askSubject(io, !given.has('x509')) : await subjectOf(io, given.get('subj')!);
  const added = args.flatMap((arg, i) => (arg === '-addext' ? [args[i + 1]!] : []));
  const extensions: Extension[] = [];
  for (const text of added) {
    const [, name = '', value = ''] = /^\s*([\w.]+)\s*=\s*(.*)$/.exec(text) ?? [];
    const extension = extensionOf(name, value);
    if (!extension) {
      await io.err(`dockyard: openssl req -addext ${name || text} is not simulated`);
      return 1;
    }
    extensions.push(extension);
  }
  if (!given.has('x509')) {
    await put(io, given.get('out'), pem('CERTIFICATE REQUEST', makeRequest(subject, key, extensions)));
    return 0;
  }
  const own = authorityExtensions(key, key).filter(({ oid }) => !extensions.some((one) => one.oid === oid));
  const now = io.sys.now();
  await put(io, given.get('out'), pem('CERTIFICATE', makeCertificate({ serial: await serialOf(io, 'req', given), issuer: subject, subject, notBeforeMs: now, notAfterMs: now + Number(given.get('days') ?? 30) * DAY_MS, key, extensions: [...own, ...extensions] }, key)));
  return 0;
}

/** openssl req -in: shows or checks a request. */
async function showRequest(io: Io, given: Given): Promise<number> {
  const block = (await blocksOf(io, given.get('in'), 'certificate request')).find(({ label }) => /CERTIFICATE REQUEST$/.test(label));
  if (!block) {
    await io.err('Unable to load X509 request');
    return 1;
  }
  const request = readRequest(block.bytes);
  if (given.has('verify')) await io.err(isSignedBy(request, request.key) ? 'Certificate request self-signature verify OK' : 'Certificate request self-signature verify failure');
  if (given.has('text')) {
    await io.out(`Certificate Request:\n    Data:\n        Version: 1 (0x0)\n        Subject: ${nameText(request.subject)}\n${keyText(request.key)}        Attributes:\n${request.extensions.length === 0 ? '            (none)\n' : ''}            Requested Extensions:\n${request.extensions.map((one) => extensionLines(one, '                ')).join('')}    Signature Algorithm: sha256WithRSAEncryption\n    Signature Value:\n${signatureLines(request.signature)}`);
  }
  if (given.has('subject')) await io.out(`subject=${nameText(request.subject)}\n`);
  if (given.has('pubkey')) await io.out(pem('PUBLIC KEY', rsaSpki(request.key)));
  if (!given.has('noout')) await put(io, given.get('out'), pem('CERTIFICATE REQUEST', block.bytes));
  return 0;
}
