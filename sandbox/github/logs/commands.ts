/** A line by which a tool speaks to the runner: `::error file=a.ts,line=3::message`. */
export type Command = {
  level: 'failure' | 'warning' | 'notice';
  file: string | undefined;
  line: number;
  title: string | undefined;
  message: string;
};

const pattern = /^::(error|warning|notice|debug|group|endgroup)(?: ([^:]*(?::[^:]+)*?))?::(.*)$/;

/** What the tools of a log told the runner to annotate. */
export function commandsIn(text: string): Command[] {
  return text.split('\n').flatMap((line) => {
    const [, word = '', fields = '', message = ''] = pattern.exec(line) ?? [];
    const level = levels.get(word);
    if (level === undefined) return [];
    const field = (key: string) => new RegExp(`(?:^|,)${key}=([^,]*)`).exec(fields)?.[1];
    return [
      {
        level,
        file: field('file'),
        line: Number(field('line') ?? 1),
        title: field('title'),
        message: unescaped(message),
      },
    ];
  });
}

const levels = new Map<string, Command['level']>([
  ['error', 'failure'],
  ['warning', 'warning'],
  ['notice', 'notice'],
]);

/** A line as the runner writes it down: `::error …::message` becomes `##[error]message`. */
export function shown(line: string): string {
  const match = pattern.exec(line);
  return match === null ? line : `##[${match[1]}]${unescaped(match[3] ?? '')}`;
}

function unescaped(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '').replaceAll('%25', '%');
}
