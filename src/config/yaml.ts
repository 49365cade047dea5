import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Problem } from './problems.ts';

/** A YAML text as plain values, what is wrong with its form, and where in it a path stands. */
export type Yaml = {
  value: unknown;
  problems: readonly Problem[];
  /** The line of the path, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
};

/** Reads one YAML 1.2 document; sections that hold nothing but comments count as left out. */
export function readYaml(text: string, file: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined): number | undefined =>
    offset === undefined ? undefined : lines.linePos(offset).line;
  const problems = faultsOf(document, text).map(({ message, offset }) => {
    const line = lineAt(offset);
    return { path: '', message, file, ...(line === undefined ? {} : { line }) };
  });
  return {
    value: problems.length > 0 ? undefined : plain(document),
    problems,
    lineOf: (path) => lineAt(offsetOf(document, path)),
  };
}

const inQuotes = 'a value that begins with * stands in quotes';

/** Of the mistakes that the parser tells in words of its own: what people would say; `rest` begins at the place. */
function wordsOf(code: ErrorCode, rest: string): string | undefined {
  if (code === 'BAD_ALIAS') return `is not YAML: ${inQuotes}`;
  if (code === 'MULTIPLE_DOCS') return 'is a second document: leave out the line ---';
  if (code !== 'DUPLICATE_KEY') return undefined;
  const [key = ''] = /^[^:\n]*/.exec(rest) ?? [];
  return `is there twice: ${key.trim()}; put what both say under one`;
}

function faultsOf(
  document: Document,
  text: string,
): { message: string; offset: number | undefined }[] {
  const faults = document.errors.map(({ code, message, pos: [offset] }) => ({
    message: wordsOf(code, text.slice(offset)) ?? `is not YAML: ${message}`,
    offset: offset as number | undefined,
  }));
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document))
        faults.push({ message: `is not YAML: ${inQuotes}`, offset: alias.range?.[0] });
    },
  });
  return faults;
}

function plain(document: Document): unknown {
  const value: unknown = document.toJS();
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

/** Where the path stands: at the key of a pair, since that is what people look for. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let mark: unknown = node;
  for (const key of path) {
    const around = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(around) ? around.items.find((each) => isKey(each.key, key)) : undefined;
    const item = isSeq(around) ? around.items[Number(key)] : undefined;
    if (!pair && !item) break;
    mark = pair?.key ?? item;
    node = pair?.value ?? item;
  }
  return isNode(mark) ? mark.range?.[0] : undefined;
}

const isKey = (node: unknown, key: PropertyKey): boolean =>
  isScalar(node) && String(node.value) === key;
