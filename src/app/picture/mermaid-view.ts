import type { Mermaid } from 'mermaid';

let loading: Promise<Mermaid> | undefined;
let count = 0;

function load(dark: boolean): Promise<Mermaid> {
  loading ??= import('mermaid').then((module) => module.default);
  return loading.then((mermaid) => {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: 'base',
      fontFamily: 'system-ui, sans-serif',
      state: { useMaxWidth: true, nodeSpacing: 28, rankSpacing: 34 },
      themeVariables: dark
        ? { primaryColor: '#1d2b38', primaryTextColor: '#e6edf3', primaryBorderColor: '#6d8496', lineColor: '#8fa6b8', textColor: '#dbe4ec', background: '#141d26', edgeLabelBackground: '#141d26', labelBackgroundColor: '#141d26', transitionLabelColor: '#dbe4ec' }
        : { primaryColor: '#eef4f8', primaryTextColor: '#1d2a35', primaryBorderColor: '#7d93a3', lineColor: '#5f7787', textColor: '#1d2a35', background: '#ffffff', edgeLabelBackground: '#ffffff', labelBackgroundColor: '#ffffff', transitionLabelColor: '#1d2a35' },
    });
    return mermaid;
  });
}

/** Renders Mermaid text to SVG; the library is loaded at the first picture. */
export async function renderMermaid(text: string, dark: boolean): Promise<string> {
  const mermaid = await load(dark);
  const { svg } = await mermaid.render(`picture-${++count}`, text);
  return svg;
}
