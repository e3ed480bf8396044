import { text as protoText } from '../lib/bytes';
import { ProtoWriter, readProto, type ProtoField } from './protobuf';

/**
 * A build's progress as BuildKit reports it: moby.buildkit.v1.StatusResponse, which the answer of
 * `POST /build?version=2` carries in records `{"id":"moby.buildkit.trace","aux":"<base64>"}`.
 * Times are milliseconds since the epoch, with a fraction.
 */
export interface StatusResponse {
  vertexes: BuildVertex[];
  statuses: VertexStatus[];
  logs: VertexLog[];
  warnings: VertexWarning[];
}

/** One step. It is told of again whenever something about it changes. */
export interface BuildVertex {
  digest: string;
  inputs: string[];
  name: string;
  cached: boolean;
  started?: number;
  completed?: number;
  error: string;
  progressGroup?: { id: string; name: string; weak: boolean };
}

/** A part of a step's work (`transferring context:`); `current` and `total` in bytes, when it is about bytes. */
export interface VertexStatus {
  id: string;
  vertex: string;
  name: string;
  current: number;
  total: number;
  timestamp?: number;
  started?: number;
  completed?: number;
}

/** What a step's process printed: stream 1 or 2. */
export interface VertexLog {
  vertex: string;
  timestamp?: number;
  stream: number;
  msg: Uint8Array;
}

export interface SourceInfo {
  filename: string;
  data: Uint8Array;
  language: string;
}

/** Lines and characters, from 1 and 0. */
export interface SourceRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export interface VertexWarning {
  vertex: string;
  level: number;
  short: Uint8Array;
  detail: Uint8Array[];
  url: string;
  info?: SourceInfo;
  ranges: SourceRange[];
}

export const TRACE_ID = 'moby.buildkit.trace';
export const IMAGE_ID = 'moby.image.id';

export function emptyStatus(): StatusResponse {
  return { vertexes: [], statuses: [], logs: [], warnings: [] };
}

function writeTime(writer: ProtoWriter, field: number, ms: number | undefined): void {
  if (ms === undefined) return;
  const seconds = Math.floor(ms / 1000);
  const nanos = Math.round((ms - seconds * 1000) * 1e6);
  writer.element(field, new ProtoWriter().integer(1, seconds).integer(2, nanos).finish());
}

function readTime(message: Uint8Array): number {
  let ms = 0;
  for (const { field, number } of readProto(message)) ms += field === 1 ? number * 1000 : field === 2 ? number / 1e6 : 0;
  return ms;
}

function writeVertex(vertex: BuildVertex): Uint8Array {
  const writer = new ProtoWriter().text(1, vertex.digest);
  for (const input of vertex.inputs) writer.text(2, input);
  writer.text(3, vertex.name).bool(4, vertex.cached);
  writeTime(writer, 5, vertex.started);
  writeTime(writer, 6, vertex.completed);
  writer.text(7, vertex.error);
  const group = vertex.progressGroup;
  if (group) writer.element(8, new ProtoWriter().text(1, group.id).text(2, group.name).bool(3, group.weak).finish());
  return writer.finish();
}

function readVertex(message: Uint8Array): BuildVertex {
  const vertex: BuildVertex = { digest: '', inputs: [], name: '', cached: false, error: '' };
  for (const { field, number, bytes } of readProto(message)) {
    if (field === 1) vertex.digest = protoText(bytes);
    else if (field === 2) vertex.inputs.push(protoText(bytes));
    else if (field === 3) vertex.name = protoText(bytes);
    else if (field === 4) vertex.cached = number !== 0;
    else if (field === 5) vertex.started = readTime(bytes);
    else if (field === 6) vertex.completed = readTime(bytes);
    else if (field === 7) vertex.error = protoText(bytes);
    else if (field === 8) vertex.progressGroup = readGroup(bytes);
  }
  return vertex;
}

function readGroup(message: Uint8Array): NonNullable<BuildVertex['progressGroup']> {
  const group = { id: '', name: '', weak: false };
  for (const { field, number, bytes } of readProto(message)) {
    if (field === 1) group.id = protoText(bytes);
    else if (field === 2) group.name = protoText(bytes);
    else if (field === 3) group.weak = number !== 0;
  }
  return group;
}

function writeStatus(status: VertexStatus): Uint8Array {
  const writer = new ProtoWriter()
    .text(1, status.id).text(2, status.vertex).text(3, status.name).integer(4, status.current).integer(5, status.total);
  writeTime(writer, 6, status.timestamp);
  writeTime(writer, 7, status.started);
  writeTime(writer, 8, status.completed);
  return writer.finish();
}

function readStatus(message: Uint8Array): VertexStatus {
  const status: VertexStatus = { id: '', vertex: '', name: '', current: 0, total: 0 };
  for (const { field, number, bytes } of readProto(message)) {
    if (field === 1) status.id = protoText(bytes);
    else if (field === 2) status.vertex = protoText(bytes);
    else if (field === 3) status.name = protoText(bytes);
    else if (field === 4) status.current = number;
    else if (field === 5) status.total = number;
    else if (field === 6) status.timestamp = readTime(bytes);
    else if (field === 7) status.started = readTime(bytes);
    else if (field === 8) status.completed = readTime(bytes);
  }
  return status;
}

function writeLog(log: VertexLog): Uint8Array {
  const writer = new ProtoWriter().text(1, log.vertex);
  writeTime(writer, 2, log.timestamp);
  return writer.integer(3, log.stream).bytes(4, log.msg).finish();
}

function readLog(message: Uint8Array): VertexLog {
  const log: VertexLog = { vertex: '', stream: 0, msg: new Uint8Array(0) };
  for (const { field, number, bytes } of readProto(message)) {
    if (field === 1) log.vertex = protoText(bytes);
    else if (field === 2) log.timestamp = readTime(bytes);
    else if (field === 3) log.stream = number;
    else if (field === 4) log.msg = bytes;
  }
  return log;
}

type Position = SourceRange['start'];

function writePosition({ line, character }: Position): Uint8Array {
  return new ProtoWriter().integer(1, line).integer(2, character).finish();
}

function readPosition(message: Uint8Array): Position {
  const position = { line: 0, character: 0 };
  for (const { field, number } of readProto(message)) {
    if (field === 1) position.line = number;
    else if (field === 2) position.character = number;
  }
  return position;
}

function writeWarning(warning: VertexWarning): Uint8Array {
  const writer = new ProtoWriter().text(1, warning.vertex).integer(2, warning.level).bytes(3, warning.short);
  for (const detail of warning.detail) writer.element(4, detail);
  writer.text(5, warning.url);
  const { info } = warning;
  if (info) {
    writer.element(6, new ProtoWriter().text(1, info.filename).bytes(2, info.data).text(4, info.language).finish());
  }
  for (const { start, end } of warning.ranges) {
    writer.element(7, new ProtoWriter().element(1, writePosition(start)).element(2, writePosition(end)).finish());
  }
  return writer.finish();
}

function readWarning(message: Uint8Array): VertexWarning {
  const warning: VertexWarning = { vertex: '', level: 0, short: new Uint8Array(0), detail: [], url: '', ranges: [] };
  for (const { field, number, bytes } of readProto(message)) {
    if (field === 1) warning.vertex = protoText(bytes);
    else if (field === 2) warning.level = number;
    else if (field === 3) warning.short = bytes;
    else if (field === 4) warning.detail.push(bytes);
    else if (field === 5) warning.url = protoText(bytes);
    else if (field === 6) warning.info = readInfo(bytes);
    else if (field === 7) warning.ranges.push(readRange(bytes));
  }
  return warning;
}

function readInfo(message: Uint8Array): SourceInfo {
  const info: SourceInfo = { filename: '', data: new Uint8Array(0), language: '' };
  for (const { field, bytes } of readProto(message)) {
    if (field === 1) info.filename = protoText(bytes);
    else if (field === 2) info.data = bytes;
    else if (field === 4) info.language = protoText(bytes);
  }
  return info;
}

function readRange(message: Uint8Array): SourceRange {
  const range: SourceRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  for (const { field, bytes } of readProto(message)) {
    if (field === 1) range.start = readPosition(bytes);
    else if (field === 2) range.end = readPosition(bytes);
  }
  return range;
}

/** The message's bytes. */
export function writeStatusResponse(response: StatusResponse): Uint8Array {
  const writer = new ProtoWriter();
  for (const vertex of response.vertexes) writer.element(1, writeVertex(vertex));
  for (const status of response.statuses) writer.element(2, writeStatus(status));
  for (const log of response.logs) writer.element(3, writeLog(log));
  for (const warning of response.warnings) writer.element(4, writeWarning(warning));
  return writer.finish();
}

/** What `writeStatusResponse`, or BuildKit, has written. */
export function parseStatusResponse(message: Uint8Array): StatusResponse {
  const response = emptyStatus();
  const read: Record<number, (field: ProtoField) => unknown> = {
    1: ({ bytes }) => response.vertexes.push(readVertex(bytes)),
    2: ({ bytes }) => response.statuses.push(readStatus(bytes)),
    3: ({ bytes }) => response.logs.push(readLog(bytes)),
    4: ({ bytes }) => response.warnings.push(readWarning(bytes)),
  };
  for (const field of readProto(message)) read[field.field]?.(field);
  return response;
}

/** Standard base64, as Go's encoding/json writes bytes. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

export function fromBase64(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
}
