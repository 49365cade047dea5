/** A second process for claims.test.ts: claims work and prints the key of each row. */
import { openStore } from '../../src/store/index.ts';

const [url = '', mode] = process.argv.slice(2);
const store = await openStore(url);
for (;;) {
  const rows = await store.work.claim({ limit: 3, now: 10, leaseMs: 60_000 });
  if (rows.length === 0) break;
  for (const row of rows) {
    console.log(row.key);
    if (mode === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
    await store.work.done(row, 11);
  }
}
await store.close();
