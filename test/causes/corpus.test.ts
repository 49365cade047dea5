import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCause } from '../../src/causes/read.ts';

const folder = join(import.meta.dirname, '../../../shared/corpora/logs');
const index = join(folder, 'index.tsv');

/** Real logs, labelled by people; the folder is not part of the repository. */
describe.skipIf(!existsSync(index))('the labelled logs of other projects', () => {
  it('show their cause in at least 95 % of excerpts, and mark it in at least 85 %', async () => {
    const rows = readFileSync(index, 'utf8').trimEnd().split('\n').slice(1);
    let hits = 0;
    let marked = 0;
    for (const row of rows) {
      const [file = '', , , , , , causes = ''] = row.split('\t');
      const wanted = causes.split(',').map(Number);
      const cause = await readCause(createReadStream(join(folder, file)), { job: file });
      expect(cause.lines.length).toBeLessThanOrEqual(20);
      if (cause.lines.some((line) => wanted.includes(line.number))) hits++;
      if (cause.lines.some((line) => line.marked && wanted.includes(line.number))) marked++;
    }
    expect(hits / rows.length).toBeGreaterThanOrEqual(0.95);
    expect(marked / rows.length).toBeGreaterThanOrEqual(0.85);
  });
});
