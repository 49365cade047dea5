/** Text that is already HTML. */
export type Html = { html: string };

/** A template whose values are escaped, unless they are HTML themselves. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    html: parts.reduce((text, part, index) => text + written(values[index - 1] ?? '') + part),
  };
}

type Value = string | number | Html | readonly Html[];

function written(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A whole page, light and dark, for screens of any width. */
export function page(title: string, body: Html): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style>
<header><b>Simulated GitHub</b></header><main>${body}</main></html>`.html;
}

const style: Html = {
  html: `:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:0;color:light-dark(#1f2328,#e6edf3);background:light-dark(#fff,#0d1117)}
header{padding:.6rem 1rem;border-bottom:1px solid light-dark(#d1d9e0,#30363d);color:light-dark(#59636e,#9198a1)}
main{max-width:60rem;margin:1rem auto;padding:0 1rem}a{color:light-dark(#0969da,#58a6ff)}
li{margin:.2rem 0}pre{overflow:auto;padding:.8rem;font-size:12px;background:light-dark(#f6f8fa,#151b23);border-radius:6px}
.success{color:light-dark(#1a7f37,#3fb950)}.failure,.timed_out,.startup_failure{color:light-dark(#d1242f,#f85149)}
small{color:light-dark(#59636e,#9198a1)}`,
};
