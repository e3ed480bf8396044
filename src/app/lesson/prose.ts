import { parser, type Token } from 'marked';

const ALLOWED = new Set('P H1 H2 H3 H4 UL OL LI EM STRONG CODE PRE A BLOCKQUOTE TABLE THEAD TBODY TR TH TD BR HR DEL'.split(' '));

/** Lesson prose as HTML with nothing in it that can run: unknown elements lose their tags, all but links their attributes. */
export function proseHtml(tokens: Token[]): string {
  const page = new DOMParser().parseFromString(parser(tokens), 'text/html');
  for (const element of [...page.body.querySelectorAll('*')]) {
    if (!ALLOWED.has(element.tagName)) {
      if (/^(SCRIPT|STYLE|IFRAME|OBJECT|EMBED|SVG|MATH|TEMPLATE)$/i.test(element.tagName)) element.remove();
      else element.replaceWith(...element.childNodes);
      continue;
    }
    const href = element.getAttribute('href') ?? '';
    for (const attribute of [...element.attributes]) element.removeAttribute(attribute.name);
    if (element.tagName === 'A' && /^(https?:|#)/.test(href)) {
      element.setAttribute('href', href);
      element.setAttribute('rel', 'noopener noreferrer');
      element.setAttribute('target', '_blank');
    }
  }
  return page.body.innerHTML;
}
