import { createHash } from 'node:crypto';

/** Cut before any pattern looks at it. */
const longest = 600;

/**
 * What differs between two equal failures, and what stands for it. In order: a later pattern sees what earlier ones left.
 * Each is linear: no repeat stands next to another that could take the same characters.
 */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '<time>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>'],
  [
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b,? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?: \d{1,2})?/g,
    '<time>',
  ],
  [/\b0x[0-9a-f]{2,16}\b/gi, '<address>'],
  [/\b(?:sha(?:1|256|512)[:-])[\w+/=]{16,128}/gi, '<hash>'],
  [/\b(?=[0-9a-f]{0,63}\d)(?=[0-9a-f]{0,63}[a-f])[0-9a-f]{7,64}\b/g, '<hash>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g, '<host>'],
  [/\blocalhost(?::\d{1,5})?\b/gi, '<host>'],
  [/\b([a-z][a-z+]{1,12}:\/\/)[^\s/'"`)>\]]{1,200}/gi, '$1<host>'],
  [
    /\b(?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|net|io|dev|local|internal|cloud|example|test|app)(?::\d{1,5})\b/gi,
    '<host>',
  ],
  [
    /(?:\/(?:private\/)?(?:var\/)?(?:tmp|folders)\/|[A-Z]:\\[^\s:'"]{0,80}\\Temp\\)[^\s:'"`)\]]{1,200}/gi,
    '<temp>',
  ],
  [/\b(?:tmp|temp)[._-]?[A-Za-z0-9]{6,12}\b(?!\.\w)/g, '<temp>'],
  [/(?:[A-Za-z]:)?(?:[\w.@~+-]{0,80}[\\/]){1,30}(?=[\w.@+-])/g, ''],
  [
    /\b(pid|process|thread|worker|port|gw|runner|attempt|seed|line|job|build)([ =:#-]{0,3})\d{1,12}\b/gi,
    '$1$2<n>',
  ],
  [
    /\b\d[\d.,]{0,20} ?(?:ns|µs|us|ms|s|sec|secs|seconds?|m|min|minutes?|h|hours?|[KMGT]i?B|bytes?|%)(?![\w-])/g,
    '<amount>',
  ],
  [/(\bHTTP\/?[\d.]{0,3} |\bstatus(?: code)?:? ?|\bcode |\berror:? )([1-5]\d\d)\b/gi, '$1#$2#'],
  [/(?<![\w#.])[+-]?\d[\d.,_]{0,40}(?![\w#])/g, '<n>'],
  [/(?<=[a-z])\d{3,}\b/g, '<n>'],
  [/(?:<n>[ ,;:x/-]{0,3}){2,}/g, '<n> '],
];

/** The error without what changes from run to run: paths keep their file name, numbers and times go. */
export function normalise(text: string): string {
  let out = text.slice(0, longest);
  for (const [pattern, stand] of varying) out = out.replace(pattern, stand);
  return out.replace(/\s{1,400}/g, ' ').trim();
}

/** Sixteen hexadecimal digits; equal for equal normalised texts. */
export function hashOf(normalised: string): string {
  return createHash('sha256').update(normalised).digest('hex').slice(0, 16);
}
