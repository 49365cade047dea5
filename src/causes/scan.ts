import { createFinder } from './finder.ts';
import { countNewlines } from './newlines.ts';
import { around, aroundError, aroundStart, markSign, sparkSigns, sparkWords } from './sparks.ts';

/** Gets the lines near sparks, in order; `gap` stands for the lines between that were left out. */
export type Sink = {
  line(raw: string, number: number, spark: boolean): void;
  gap(): void;
};

const newline = 10;
const capacity = 1024 * 1024;
/** Kept of what was passed, so that a spark can look back. */
const memory = 64 * 1024;
/** Decoded at the end whatever the budget says. */
const tail = 128 * 1024;
/** Bytes of one line that are decoded. */
const lineBytes = 4096;
/**
 * What may be spent on decoding lines, in bytes: enough for all of an ordinary log at once, and a share of what is read
 * beyond. A log that is nothing but errors is so judged by its start, its steps' edges and its end.
 */
const budget = { start: 6 * 1024 ** 2, share: 0.004, reserve: 2 * 1024 ** 2 };
/** A line costs more than its bytes; one with a spark is shown to every rule. */
const lineCost = 40;
const sparkCost = 160;

const signs = sparkSigns.map((sign) => Buffer.from(sign));
const findWord = createFinder(sparkWords);
/** Where each sign, and after them any word, stands next. */
const searches = signs.length + 1;
const errorMark = Buffer.from('##[error]');
const startMark = Buffer.from('##[endgroup]');

type State = {
  bytes: Buffer;
  filled: number;
  /** Start of the first line that was not looked at. */
  at: number;
  /** End of the last line that was decoded. */
  shown: number;
  /** Newlines before `counted`, since the log began. */
  lines: number;
  counted: number;
  /** Lines still to be decoded in the open window. */
  left: number;
  /** For each needle where it stands next, at or after `at`; -1 unknown. */
  next: number[];
  funds: number;
  /** Inside a line that is longer than the buffer. */
  overlong: boolean;
};

function newState(): State {
  return {
    bytes: Buffer.allocUnsafe(capacity),
    filled: 0,
    at: 0,
    shown: 0,
    lines: 0,
    counted: 0,
    left: 0,
    next: Array.from({ length: searches }, () => -1),
    funds: budget.start,
    overlong: false,
  };
}

/** Where the next spark stands, and whether it is one of GitHub's marks; `end` where there is none before it. */
function nextSpark(state: State, end: number): { at: number; mark: boolean } {
  const text = state.bytes.subarray(0, state.filled);
  const considered = state.funds > 0 ? searches : state.funds > -budget.reserve ? markSign + 1 : 0;
  let at = end;
  let mark = false;
  for (let index = 0; index < considered; index++) {
    let found = state.next[index] ?? -1;
    if (found < state.at) {
      const sign = signs[index];
      found = sign ? text.indexOf(sign, state.at) : findWord(state.bytes, state.at, state.filled);
      if (found < 0) found = Number.POSITIVE_INFINITY;
      state.next[index] = found;
    }
    if (found < at) {
      at = found;
      mark = index === markSign;
    }
  }
  return { at, mark };
}

function windowOf(state: State, spark: { at: number; mark: boolean }) {
  if (!spark.mark) return around;
  const startsWith = (word: Buffer) =>
    state.bytes.compare(
      word,
      0,
      word.length,
      spark.at,
      Math.min(state.filled, spark.at + word.length),
    ) === 0;
  if (startsWith(errorMark)) return aroundError;
  return startsWith(startMark) ? aroundStart : { before: 0, after: 2 };
}

/** The start of the line `count` lines above the one that holds `at`, no further up than what was shown already. */
function lookBack(state: State, at: number, count: number): number {
  let start = at;
  for (let line = 0; line <= count && start > state.shown; line++) {
    start = start > 0 ? state.bytes.lastIndexOf(newline, start - 1) : -1;
    if (start < 0) return state.shown;
  }
  return Math.max(state.shown, start === at ? at : start + 1);
}

function decode(bytes: Buffer, from: number, to: number): string {
  let start = from;
  let end = Math.min(to, from + lineBytes);
  if (end < to) {
    // A progress bar: its last state is the one that counts.
    const rewritten = bytes.lastIndexOf(13, to - 2);
    if (rewritten > to - lineBytes && rewritten > from) {
      start = rewritten;
      end = to;
    }
  }
  const text = bytes.toString('utf8', start, end);
  const invalid = text.indexOf('\uFFFD');
  return invalid >= 0 && invalid < text.length - 3 ? bytes.toString('latin1', start, end) : text;
}

/** Decodes the line at `state.at`, which ends before `end`, and moves past it. */
function show(state: State, sink: Sink, end: number): void {
  const stop = state.bytes.indexOf(newline, state.at);
  const to = stop < 0 || stop > end ? end : stop;
  const spark = nextSpark(state, to);
  const sparks = spark.at < to;
  if (state.counted < state.at) state.lines += countNewlines(state.bytes, state.counted, state.at);
  state.counted = Math.max(state.counted, state.at);
  sink.line(decode(state.bytes, state.at, to), state.lines + 1, sparks);
  state.left = Math.max(state.left - 1, sparks ? windowOf(state, spark).after : 0);
  state.funds -= Math.min(to - state.at, lineBytes) + (sparks ? sparkCost : lineCost);
  state.at = Math.min(to + 1, state.filled);
  state.shown = state.at;
}

/** Looks at all whole lines in the buffer. */
function advance(state: State, sink: Sink, end: number): void {
  while (state.at < end) {
    if (state.left > 0 && state.funds > -budget.reserve) {
      show(state, sink, end);
      continue;
    }
    state.left = 0;
    const spark = nextSpark(state, end);
    if (spark.at >= end) {
      state.at = end;
      return;
    }
    const start = lookBack(state, spark.at, windowOf(state, spark).before);
    if (start > state.shown) sink.gap();
    state.at = start;
    do show(state, sink, end);
    while (state.at <= spark.at && state.at < end);
  }
}

/** Makes room: forgets all but the memory and what was not looked at yet. */
function shift(state: State): void {
  const from = Math.max(0, Math.min(state.at - memory, state.filled));
  if (state.counted < state.at) state.lines += countNewlines(state.bytes, state.counted, state.at);
  state.counted = Math.max(state.counted, state.at) - from;
  state.bytes.copyWithin(0, from, state.filled);
  state.filled -= from;
  state.at -= from;
  state.shown = Math.max(0, state.shown - from);
  state.next = state.next.map((at) => (Number.isFinite(at) && at >= from ? at - from : -1));
}

function drain(state: State, sink: Sink): void {
  let end = state.bytes.lastIndexOf(newline, state.filled - 1) + 1;
  if (state.overlong) {
    const stop = state.bytes.subarray(0, state.filled).indexOf(newline, state.at);
    if (stop < 0) {
      state.at = state.filled;
      state.shown = state.at;
      return;
    }
    state.at = stop + 1;
    state.shown = state.at;
    state.overlong = false;
  }
  if (end <= state.at && state.filled - state.at > capacity - 2 * memory) {
    end = state.filled;
    state.overlong = true;
  }
  if (end > state.at) advance(state, sink, end);
}

/** The last stretch is decoded even where the budget is spent. */
function finish(state: State, sink: Sink): void {
  drain(state, sink);
  if (state.overlong) return;
  state.funds = Number.POSITIVE_INFINITY;
  const from = Math.max(state.shown, state.filled - tail);
  if (from < state.at) {
    const start = state.bytes.indexOf(newline, from) + 1;
    state.at = start > 0 ? start : state.at;
    if (state.counted > state.at)
      state.lines -= countNewlines(state.bytes, state.at, state.counted);
    state.counted = Math.min(state.counted, state.at);
    state.next.fill(-1);
  }
  advance(state, sink, state.filled);
}

/** What was read, for the honest "could not read". */
export type Scanned = { bytes: number; lines: number };

/** Reads the whole source once, in bounded memory, and shows `sink` the lines near sparks. */
export async function scan(source: AsyncIterable<Buffer>, sink: Sink): Promise<Scanned> {
  const state = newState();
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    state.funds = Math.min(budget.start, state.funds + chunk.length * budget.share);
    for (let taken = 0; taken < chunk.length; ) {
      if (state.filled === capacity) {
        drain(state, sink);
        shift(state);
      }
      const room = Math.min(capacity - state.filled, chunk.length - taken);
      chunk.copy(state.bytes, state.filled, taken, taken + room);
      state.filled += room;
      taken += room;
    }
  }
  finish(state, sink);
  return { bytes, lines: state.lines + countNewlines(state.bytes, state.counted, state.filled) };
}
