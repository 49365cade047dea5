import { createFinder } from './finder.ts';
import { countNewlines } from './newlines.ts';
import { around, aroundError, aroundStart, markSign, sparkSigns, sparkWords } from './sparks.ts';

/** Gets the lines near sparks, in order; `gap` stands for the lines between that were left out. */
export type Sink = {
  line(raw: string, number: number, spark: boolean): void;
  gap(): void;
};

export const newline = 10;
const carriageReturn = 13;
/** Bytes of one line that are decoded. */
const lineBytes = 4096;

/**
 * What may be spent on decoding lines, in bytes: enough for all of an ordinary log at once, and a share of what is read
 * beyond. A log that is nothing but errors is so judged by its start, its steps' edges and its end.
 */
export const budget = { start: 6 * 1024 ** 2, share: 0.004, reserve: 2 * 1024 ** 2 };
/** A line costs more than its bytes; one with a spark is shown to every rule. */
const lineCost = 40;
const sparkCost = 160;

const signs = sparkSigns.map((sign) => Buffer.from(sign));
const findWord = createFinder(sparkWords);
/** Each sign, and after them any word. */
const searches = signs.length + 1;
const errorMark = Buffer.from('##[error]');
const startMark = Buffer.from('##[endgroup]');

/** A stretch of the log, and how far it was looked at. All places are indices into `bytes`. */
export type Window = {
  bytes: Buffer;
  filled: number;
  /** Start of the first line that was not looked at. */
  at: number;
  /** End of the last line that was shown. */
  shown: number;
  /** Newlines before `counted`, since the log began. */
  lines: number;
  counted: number;
  /** Lines still to be shown around the last spark. */
  left: number;
  /** Where each search finds something next; -1 where that is not known. */
  next: number[];
  funds: number;
};

export function newWindow(capacity: number): Window {
  const next = Array.from({ length: searches }, () => -1);
  const bytes = Buffer.allocUnsafe(capacity);
  return {
    bytes,
    filled: 0,
    at: 0,
    shown: 0,
    lines: 0,
    counted: 0,
    left: 0,
    next,
    funds: budget.start,
  };
}

/** Makes `lines` the number of lines before `at`, which may lie before what was counted when a spark looks back. */
export function countTo(window: Window, at: number): void {
  const { bytes, counted } = window;
  if (counted < at) window.lines += countNewlines(bytes, counted, at);
  else window.lines -= countNewlines(bytes, at, counted);
  window.counted = at;
}

function search(window: Window, index: number): number {
  const sign = signs[index];
  const { bytes, at, filled } = window;
  const found = sign ? bytes.indexOf(sign, at) : findWord(bytes, at, filled);
  return found < 0 || found + (sign?.length ?? 0) > filled ? Number.POSITIVE_INFINITY : found;
}

/** Searches that the funds allow: when they are spent, GitHub's own marks are still followed, for a while. */
function affordable(window: Window): number {
  if (window.funds > 0) return searches;
  return window.funds > -budget.reserve ? markSign + 1 : 0;
}

type Spark = { at: number; mark: boolean };

/** The next spark before `end`, or `end`. */
function nextSpark(window: Window, end: number): Spark {
  const spark: Spark = { at: end, mark: false };
  const count = affordable(window);
  for (let index = 0; index < count; index++) {
    let found = window.next[index] ?? -1;
    if (found < window.at) {
      found = search(window, index);
      window.next[index] = found;
    }
    if (found >= spark.at) continue;
    spark.at = found;
    spark.mark = index === markSign;
  }
  return spark;
}

function linesAround({ bytes, filled }: Window, spark: Spark) {
  const startsWith = (word: Buffer) =>
    bytes.compare(word, 0, word.length, spark.at, Math.min(filled, spark.at + word.length)) === 0;
  if (!spark.mark) return around;
  if (startsWith(errorMark)) return aroundError;
  return startsWith(startMark) ? aroundStart : { before: 0, after: 2 };
}

/** The start of the line `count` lines above the one that holds `at`, no further up than what was shown already. */
function lookBack({ bytes, shown }: Window, at: number, count: number): number {
  let start = at;
  for (let line = 0; line <= count; line++) {
    const previous = start > 0 ? bytes.lastIndexOf(newline, start - 1) : -1;
    if (previous < shown) return shown;
    start = previous;
  }
  return start + 1;
}

/** The text of a line: its head, or, where it rewrites itself as progress bars do, its last state. */
function decode(bytes: Buffer, from: number, to: number): string {
  let start = from;
  let end = Math.min(to, from + lineBytes);
  if (end < to) {
    const rewritten = bytes.lastIndexOf(carriageReturn, to - 2);
    if (rewritten > from && rewritten > to - lineBytes) [start, end] = [rewritten, to];
  }
  const text = bytes.toString('utf8', start, end);
  // The cut may go through the last character; elsewhere an invalid one means that the log is not in UTF-8.
  const invalid = text.indexOf('\uFFFD');
  return invalid >= 0 && invalid < text.length - 3 ? bytes.toString('latin1', start, end) : text;
}

/** Shows the line at `at`, which ends before `end`, and moves past it. */
function show(window: Window, sink: Sink, end: number): void {
  const { bytes, at } = window;
  const stop = bytes.indexOf(newline, at);
  const to = stop < 0 || stop > end ? end : stop;
  const spark = nextSpark(window, to);
  const sparks = spark.at < to;
  countTo(window, at);
  sink.line(decode(bytes, at, to), window.lines + 1, sparks);
  window.left = Math.max(window.left - 1, sparks ? linesAround(window, spark).after : 0);
  window.funds -= Math.min(to - at, lineBytes) + (sparks ? sparkCost : lineCost);
  window.at = Math.min(to + 1, window.filled);
  window.shown = window.at;
}

/** Looks at all lines from `at` to `end`, where a line ends. */
export function advance(window: Window, sink: Sink, end: number): void {
  while (window.at < end) {
    if (window.left > 0 && window.funds > -budget.reserve) {
      show(window, sink, end);
      continue;
    }
    window.left = 0;
    const spark = nextSpark(window, end);
    if (spark.at >= end) {
      window.at = end;
      return;
    }
    const start = lookBack(window, spark.at, linesAround(window, spark).before);
    if (start > window.shown) sink.gap();
    window.at = start;
    do show(window, sink, end);
    while (window.at <= spark.at && window.at < end);
  }
}
