import { writeFileSync } from 'node:fs';
import { schemaText } from '../src/config/schema.ts';

/** Writes baton.schema.json, which editors use to explain and check baton.yml. */
writeFileSync(new URL('../baton.schema.json', import.meta.url), schemaText());
