import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCause } from '../src/causes/read.ts';

type Row = { file: string; lines: number[]; categories: string[] };

function table(path: string): Record<string, string>[] {
  const [head = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const names = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function rowsOf(folder: string): Row[] {
  const labels = existsSync(join(folder, 'labels.tsv')) ? table(join(folder, 'labels.tsv')) : [];
  return table(join(folder, 'index.tsv')).map((row) => {
    const label = labels.find((one) => one['file'] === row['file']);
    return {
      file: row['file'] ?? '',
      lines: (row['root_cause_lines'] ?? '')
        .split(',')
        .map(Number)
        .filter((line) => line > 0),
      categories: [label?.['category'], label?.['also']].filter(
        (one) => one !== undefined && one !== '',
      ),
    } as Row;
  });
}

async function judge(folder: string, row: Row) {
  const cause = await readCause(createReadStream(join(folder, row.file)), { job: row.file });
  const hit = cause.lines.some((line) => row.lines.includes(line.number));
  const marked = cause.lines.some((line) => line.marked && row.lines.includes(line.number));
  const category = row.categories.includes(cause.category);
  return { row, cause, hit, marked, category };
}

/** Runs every labelled log of a folder through the engine, and prints how many causes it finds. */
export async function benchCauses(folder: string, wanted = (_file: string) => true): Promise<void> {
  const rows = rowsOf(folder).filter((row) => wanted(row.file));
  const judged: Awaited<ReturnType<typeof judge>>[] = [];
  for (const row of rows) judged.push(await judge(folder, row));
  for (const { row, cause, hit, marked, category } of judged) {
    const kind =
      row.categories.length === 0 || category
        ? cause.category
        : `${cause.category} (not ${row.categories.join(' or ')})`;
    console.log(
      `${hit ? 'hit ' : 'miss'} | marked ${marked ? 'right' : 'wrong'} | ${kind} | ${cause.lines.length} lines | ${cause.rule} | ${row.file}`,
    );
  }
  const misses = judged.filter(
    (one) => !one.hit || !one.marked || (one.row.categories.length > 0 && !one.category),
  );
  for (const { row, cause } of misses) {
    console.log(
      `\n--- ${row.file}: labelled ${row.lines.join(',')} ${row.categories.join('/')}, found ${cause.rule} ${cause.category}`,
    );
    for (const line of cause.lines)
      console.log(`${line.marked ? '>' : ' '} ${line.number} ${line.text.slice(0, 160)}`);
  }
  const count = (of: 'hit' | 'marked' | 'category', among = judged) =>
    among.filter((one) => one[of]).length;
  const labelled = judged.filter((one) => one.row.categories.length > 0);
  console.log(
    `cause ${count('hit')}/${judged.length}, marked ${count('marked')}/${judged.length}, category ${count('category', labelled)}/${labelled.length}`,
  );
}

const folder = process.argv[2];
const only = process.argv[3]
  ? new Set(readFileSync(process.argv[3], 'utf8').split('\n'))
  : undefined;
if (folder) await benchCauses(folder, (file) => only?.has(file) ?? true);
