/** At most `max` characters, the last an ellipsis where something was cut; never half a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}

/** The first line of a commit message or title, without control characters. */
export function firstLine(text: string): string {
  return visible(text.split(/\r?\n/, 1)[0] ?? '').trim();
}

/** Without control and direction-changing characters, which could hide or reorder what stands around them. */
export function visible(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, '');
}

/** "1 run", "2 runs", "3 branches". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The seven characters by which people know a commit. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}
