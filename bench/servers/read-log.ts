import { createReadStream } from 'node:fs';
import { readCause } from '../../src/causes/read.ts';

/** Reads the log that the bench names, in a process of its own, and says how long it took and how much memory. */
const file = process.env['BENCH_LOG'] ?? '';
const atRest = process.memoryUsage.rss();
let peak = atRest;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);

const start = performance.now();
const cause = await readCause(createReadStream(file, { highWaterMark: 1024 * 1024 }), {
  job: 'bench',
});
const milliseconds = performance.now() - start;
clearInterval(watch);
process.send?.({ milliseconds, extra: peak - atRest, rule: cause.rule });
