/**
 * Arrows go down only: main → config, app; app → everything below it; commands and jobs → features,
 * core; features → core, their own folder, and of the edges the types; edges → core; core → nothing.
 * Each rule says why in its comment; ARCHITECTURE.md draws the same picture.
 */
const features = 'acts|builds|causes|handoffs|oncall|deploys|reports|watches';
const edges = 'github|slack|store|calendars';
/** Files at the edges that hold types alone: the words in which an edge is spoken to. */
const types = '^src/(store/types/|github/api|slack/words)';
const sdks = '@slack/|@octokit/|kysely|better-sqlite3|pg$|pg/|prom-client|node-cron|pino|ical\\.js';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle means that two files are one thought in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-imports-nothing',
      comment: 'core is plain TypeScript: everyone may lean on it because it leans on nobody.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^(src|commands|sandbox)/', pathNot: '^src/core/' },
    },
    {
      name: 'features-stand-apart',
      comment:
        'What two features want moves down to core; what one tells another is a line in app/reactions.ts.',
      severity: 'error',
      from: { path: `^src/(${features})/` },
      to: { path: `^(src/(${features}|app|jobs|config)/|src/main|commands/)`, pathNot: '^src/$1/' },
    },
    {
      name: 'features-see-edge-types-only',
      comment: 'A feature names the methods that it needs; it is handed the thing itself.',
      severity: 'error',
      from: { path: `^src/(${features})/` },
      to: { path: `^src/(${edges})/`, pathNot: types },
    },
    {
      name: 'commands-and-jobs-see-features-and-core',
      comment: 'A command declares and returns; it is handed services.',
      severity: 'error',
      from: { path: '^(commands|src/jobs)/' },
      to: { path: `^(src/(${edges}|app|config)/|src/main)`, pathNot: types },
    },
    {
      name: 'edges-stand-apart',
      comment: 'Slack does not know GitHub, and neither knows SQL.',
      severity: 'error',
      from: { path: `^src/(${edges})/` },
      to: { path: '^(src|commands)/', pathNot: '^src/($1|core)/' },
    },
    {
      name: 'sdks-at-the-edges',
      comment: 'Foreign shapes stop at the door.',
      severity: 'error',
      from: { path: `^(src/(core|config|jobs|${features})|commands)/` },
      to: { path: `node_modules/(${sdks})` },
    },
    {
      name: 'config-sees-core-only',
      comment: 'What baton.yml may say is known before there is anything that could do it.',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^(src|commands)/', pathNot: '^src/(config|core)/' },
    },
    {
      name: 'nobody-imports-what-is-started',
      comment:
        'main.ts and the files of cli begin when they are loaded; only a person starts them.',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/(main\\.ts$|cli/(backfill|doctor|replay)\\.ts$)' },
    },
    {
      name: 'src-never-imports-the-sandbox',
      comment: 'What runs in production does not know the demo.',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { path: '^(sandbox|test|bench)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Its parser reads no TSX; biome looks for cycles among the page's files instead.
    exclude: { path: '(^|/)dist/|\\.tsx$' },
  },
};
