export type Progress = { label: string; done: number; total: number };

/** `acme/api  ██████░░░░  60 %  600 of 1,000 runs`. */
export function progressLine({ label, done, total }: Progress, width = 24): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const full = Math.round(share * width);
  const bar = '█'.repeat(full) + '░'.repeat(width - full);
  const [of, all] = [done, Math.max(done, total)].map((count) => count.toLocaleString('en'));
  return `${label}  ${bar}  ${Math.floor(share * 100)} %  ${of} of ${all} runs`;
}

/** Draws a bar in place on a terminal; anywhere else writes a line for every tenth of the way. */
export function createProgress(out: { isTTY?: boolean; write(text: string): unknown }): {
  show(progress: Progress): void;
  end(): void;
} {
  let tenth = -1;
  return {
    show(progress) {
      if (out.isTTY) {
        out.write(`\r\u001b[K${progressLine(progress)}`);
        return;
      }
      const reached = Math.floor((10 * progress.done) / Math.max(1, progress.total));
      if (reached > tenth) out.write(`${progressLine(progress)}\n`);
      tenth = Math.max(tenth, reached);
    },
    end() {
      if (out.isTTY) out.write('\n');
      tenth = -1;
    },
  };
}
