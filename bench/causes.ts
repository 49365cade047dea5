import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCause } from '../src/causes/read.ts';
import type { Cause } from '../src/causes/types.ts';
import { benchLogReading } from './log-reading.ts';
import { lineOf } from './row.ts';

/** A log as people labelled it: which lines are the cause, and of which kind it is. */
type Label = { file: string; lines: number[]; categories: string[] };

type Verdict = { label: Label; cause: Cause; hit: boolean; marked: boolean; category: boolean };

function table(path: string): Record<string, string>[] {
  if (!existsSync(path)) return [];
  const [head = '', ...rows] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function labelsOf(folder: string): Label[] {
  const kinds = new Map(table(join(folder, 'labels.tsv')).map((row) => [row['file'], row]));
  return table(join(folder, 'index.tsv')).map((row) => {
    const kind = kinds.get(row['file']);
    const lines = (row['root_cause_lines'] ?? '').split(',').map(Number);
    return {
      file: row['file'] ?? '',
      lines: lines.filter((line) => line > 0),
      categories: [kind?.['category'] ?? '', kind?.['also'] ?? ''].filter((one) => one !== ''),
    };
  });
}

async function judge(folder: string, label: Label): Promise<Verdict> {
  const cause = await readCause(createReadStream(join(folder, label.file)), { job: label.file });
  const labelled = cause.lines.filter((line) => label.lines.includes(line.number));
  return {
    label,
    cause,
    hit: labelled.length > 0,
    marked: labelled.some((line) => line.marked),
    category: label.categories.includes(cause.category),
  };
}

function printLine({ label, cause, hit, marked, category }: Verdict): void {
  const wanted = label.categories.join(' or ');
  const kind = category || wanted === '' ? cause.category : `${cause.category}, not ${wanted}`;
  const found = hit ? 'hit' : 'miss';
  const mark = marked ? 'marked right' : 'marked wrong';
  console.log([found, mark, kind, `${cause.lines.length} lines`, label.file].join(' | '));
}

/** What was shown, and what people had labelled. */
function printMiss(folder: string, { label, cause }: Verdict): void {
  const file = readFileSync(join(folder, label.file), 'latin1').split('\n');
  console.log(`\n${label.file}: ${cause.rule} said ${cause.category}: ${cause.evidence}`);
  for (const number of label.lines.slice(0, 4)) {
    console.log(`  labelled ${number} ${(file[number - 1] ?? '').slice(0, 200)}`);
  }
  for (const line of cause.lines) {
    console.log(`  ${line.marked ? '>' : ' '} ${line.number} ${line.text.slice(0, 160)}`);
  }
}

/** Reads every labelled log of a folder, and prints for how many the cause was found. */
async function benchCauses(folder: string): Promise<void> {
  const verdicts: Verdict[] = [];
  for (const label of labelsOf(folder)) verdicts.push(await judge(folder, label));
  verdicts.forEach(printLine);
  const ofKind = verdicts.filter(({ label }) => label.categories.length > 0);
  for (const one of verdicts) {
    const right = one.category || one.label.categories.length === 0;
    if (!one.hit || !one.marked || !right) printMiss(folder, one);
  }
  const hits = verdicts.filter((one) => one.hit).length;
  const marked = verdicts.filter((one) => one.marked).length;
  const kinds = ofKind.filter((one) => one.category).length;
  const all = verdicts.length;
  console.log(`cause ${hits}/${all}, marked ${marked}/${all}, category ${kinds}/${ofKind.length}`);
}

const [folder] = process.argv.slice(2);
if (folder === '--big') for (const row of await benchLogReading()) console.log(lineOf(row));
else if (folder) await benchCauses(folder);
else console.log('Usage: npm run bench:causes -- FOLDER (with index.tsv and labels.tsv), or --big');
