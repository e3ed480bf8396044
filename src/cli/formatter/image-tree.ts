import type { Schemas } from '../../api/types';
import { compareStrings } from '../../lib/govalue';
import { humanSize } from '../../lib/units';
import { truncateId } from '../../lib/width';
import { INFO_HEADER } from './note';
import { cut, plain, style, visibleWidth, type Style } from './ansi';

type Image = Schemas['ImageSummary'];

export interface ImageTreeOptions {
  /** `--tree`: an image's platforms on lines of their own. */
  expanded?: boolean;
  /** Columns of the terminal; none when stdout isn't one. */
  width?: number;
  /** Whether stdout is a terminal that wants colours (no NO_COLOR). */
  color?: boolean;
}

interface Details {
  id: string;
  diskUsage: string;
  contentSize: string;
  inUse: boolean;
}
interface Child {
  platform: string;
  available: boolean;
  details: Details;
}
interface Row {
  names: string[];
  details: Details;
  children: Child[];
}
interface Column {
  title: string;
  width: number;
  right?: boolean;
  value?: (details: Details) => string;
  /** Never cut: names. */
  whole?: boolean;
  /** Has its own colours: chips. */
  uncolored?: boolean;
}

const SPACING = '   ';
const UNTAGGED = '<untagged>';
const IN_USE = { plain: 'U', fancy: '\x1b[38;5;0m\x1b[48;5;14m U \x1b[0m' };
const NO_CHIP = { plain: ' ', fancy: '   ' };

const TITLE = style(39, 1);
const NAME = style(34, 1);
const NORMAL = style(39);
const FAINT = style(39, 2);

/** `linux/arm64/v8`, as containerd formats a platform. */
function platformText(platform: { os?: string; architecture?: string; variant?: string } | null | undefined): string {
  return [platform?.os ?? 'unknown', platform?.architecture ?? '', platform?.variant ?? ''].filter((part) => part !== '').join('/');
}

function rowsOf(image: Image, expanded: boolean): Row[] {
  let content = 0;
  let inUse = (image.Containers ?? 0) > 0;
  const children: Child[] = [];
  for (const manifest of image.Manifests ?? []) {
    content += manifest.Size.Content;
    if (manifest.Kind !== 'image') continue;
    const used = (manifest.ImageData?.Containers ?? []).length > 0;
    inUse ||= used;
    if (!expanded) continue;
    children.push({
      platform: platformText(manifest.ImageData?.Platform),
      available: manifest.Available,
      details: { id: manifest.ID, diskUsage: humanSize(manifest.Size.Total, 3), contentSize: humanSize(manifest.Size.Content, 3), inUse: used },
    });
  }
  const details = { id: image.Id, diskUsage: humanSize(image.Size ?? 0, 3), contentSize: humanSize(content, 3), inUse };
  const tags = [...(image.RepoTags ?? [])].sort(compareStrings);
  if (expanded || tags.length === 0) return [{ names: tags, details, children }];
  return tags.map((tag) => ({ names: [tag], details, children }));
}

function cell(column: Column, paint: Style, text: string): string {
  const fill = column.width - visibleWidth(text);
  if (fill < 0 && !column.whole) return paint(cut(text, column.width));
  const padding = ' '.repeat(Math.max(fill, 0));
  return column.right ? padding + paint(text) : paint(text) + padding;
}

/** Drops columns that the terminal has no room for and gives the rest to the names. */
function fit(columns: Column[], rows: readonly Row[], width: number): Column[] {
  let nameWidth = width;
  let kept = columns;
  if (width > 0) {
    for (const [i, column] of columns.entries()) {
      if (column.width === 0) continue;
      const taken = column.width + (i > 0 ? SPACING.length : 0);
      if (nameWidth - taken < 12) {
        kept = columns.slice(0, i);
        break;
      }
      nameWidth -= taken;
    }
  }
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  const widest = Math.max(
    columns[0]!.title.length,
    ...rows.flatMap((row) => [...(row.names.length === 0 ? [UNTAGGED] : row.names).map(bytes), ...row.children.map((child) => bytes('└─ ' + child.platform))]),
  );
  kept[0]!.width = width === 0 || nameWidth > widest ? widest : nameWidth;
  return kept;
}

/** The names of a row; the last one's line goes on with the details. */
function namesText(column: Column, names: readonly string[], name: Style, untagged: Style): string {
  if (names.length === 0) return cell(column, untagged, UNTAGGED);
  let out = '';
  names.forEach((text, i) => {
    const last = i === names.length - 1;
    const overlong = visibleWidth(text) > column.width;
    out += cell(column, name, text);
    if (!last || overlong) out += '\n';
    if (last && overlong) out += ' '.repeat(column.width);
  });
  return out;
}

/** Docker 29's own view of `docker images`, and `docker images --tree` (docker/cli command/image/tree.go). */
export function formatImageTree(images: readonly Image[], options: ImageTreeOptions = {}): string {
  const { expanded = false, color = false } = options;
  const width = options.width ? Math.max(options.width, 20) : 0;
  const paint = (wanted: Style): Style => (color ? wanted : plain);
  const show = (text: { plain: string; fancy: string }): string => (color ? text.fancy : text.plain);

  const rows = images.flatMap((image) => rowsOf(image, expanded));
  rows.sort((a, b) => {
    const [x, y] = [a.names[0] ?? '', b.names[0] ?? ''];
    if ((x === '') !== (y === '')) return x === '' ? 1 : -1;
    return compareStrings(x, y);
  });
  const spacing = rows.some((row) => row.children.length > 0);
  const chips = rows.some((row) => row.details.inUse || row.children.some((child) => child.details.inUse));

  const columns = fit(
    [
      { title: 'Image', width: 0, whole: true },
      { title: 'ID', width: 12, value: (details) => truncateId(details.id) },
      { title: 'Disk usage', width: 10, right: true, value: (details) => details.diskUsage },
      { title: 'Content size', width: 12, right: true, value: (details) => details.contentSize },
      {
        title: 'Extra',
        width: Math.max('Extra'.length, chips ? visibleWidth(show(IN_USE)) : 0),
        uncolored: true,
        value: (details) => (chips ? show(details.inUse ? IN_USE : NO_CHIP) : ''),
      },
    ],
    rows,
    width,
  );
  const detailsText = (details: Details, normal: Style): string =>
    columns
      .filter((column) => column.value)
      .map((column) => SPACING + cell(column, column.uncolored ? plain : normal, column.value!(details)))
      .join('');

  let out = '';
  if (width > 0) {
    const legend = `${show(INFO_HEADER)} ${show(IN_USE)} In Use`;
    out += ' '.repeat(Math.max(width - visibleWidth(legend), 0)) + legend + '\n';
  }
  out += columns.map((column) => cell(column, paint(TITLE), column.title.toUpperCase())).join(SPACING) + '\n';
  for (const row of rows) {
    out += namesText(columns[0]!, row.names, paint(NAME), paint(FAINT)) + detailsText(row.details, paint(NORMAL));
    if (row.children.length > 0 || spacing) out += '\n';
    row.children.forEach((child, i) => {
      const normal = paint(child.available ? NORMAL : FAINT);
      const branch = i === row.children.length - 1 ? '└─ ' : '├─ ';
      out += cell(columns[0]!, normal, branch + child.platform) + detailsText(child.details, normal) + '\n';
    });
    out += '\n';
  }
  return out;
}
