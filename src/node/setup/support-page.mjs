// docs/support.md as a page of its own, beside the app: no script, readable by itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import { root } from './install.mjs';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
code { font-size: 0.9em; overflow-wrap: anywhere; }`;

/** The support page as HTML; its link to the whole table leads to where the build puts it. */
export function supportHtml() {
  const text = readFileSync(join(root, 'docs/support.md'), 'utf8').replace('../public/fidelity.json', 'fidelity.json');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'" />
<title>What is simulated: Dockyard</title>
<link rel="icon" href="./icon.svg" type="image/svg+xml" />
<style>${STYLE}</style>
</head>
<body>
<p><a href="./">Dockyard</a></p>
${marked.parse(text, { async: false })}</body>
</html>
`;
}
