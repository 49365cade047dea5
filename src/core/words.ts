/** A line that a person typed, taken apart. */
export type Words = {
  /** What stands by itself, in order. */
  plain: string[];
  /** `--name value`, `--name=value`; a flag without a value is `true`. */
  flags: Map<string, string | true>;
};

const opening: Record<string, string> = { '"': '"', '“': '”', '„': '“', "'": "'", '‘': '’' };

/**
 * Takes a typed line apart: quotes of any kind hold words together, `--flags` take the word behind
 * them unless `switches` names them, and Slack's own wrapping of links is undone
 * (`<https://x|x>` is the address, `<@U1|dana>` is `@U1`, `<#C1|builds>` is `#C1`).
 */
export function parseWords(line: string, switches: ReadonlySet<string> = new Set()): Words {
  const plain: string[] = [];
  const flags = new Map<string, string | true>();
  const tokens = tokenize(unwrap(line));
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    const flag = token.quoted ? null : /^(?:--|—)([a-z][\w-]*)(?:=(.*))?$/is.exec(token.text);
    if (!flag) {
      plain.push(token.text);
      continue;
    }
    const name = (flag[1] ?? '').toLowerCase();
    const next = tokens[index + 1];
    const takesNext = flag[2] === undefined && !switches.has(name) && next && !isFlag(next);
    flags.set(name, flag[2] ?? (takesNext ? next.text : true));
    if (takesNext) index += 1;
  }
  return { plain, flags };
}

type Token = { text: string; quoted: boolean };

const isFlag = (token: Token): boolean => !token.quoted && /^(--|—)[a-z]/i.test(token.text);

function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let current: Token | undefined;
  let closing: string | undefined;
  for (const character of line) {
    if (closing !== undefined) {
      if (character === closing) closing = undefined;
      else if (current) current.text += character;
      continue;
    }
    const opens = opening[character];
    if (opens !== undefined && (current === undefined || current.text.endsWith('='))) {
      current = { text: current?.text ?? '', quoted: current === undefined };
      if (tokens.at(-1) !== current) tokens.push(current);
      closing = opens;
    } else if (/\s/.test(character)) {
      current = undefined;
    } else {
      if (current === undefined) {
        current = { text: '', quoted: false };
        tokens.push(current);
      }
      current.text += character;
    }
  }
  return tokens;
}

function unwrap(line: string): string {
  return line
    .replace(/<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<([@#][A-Z0-9]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
