import type { Command } from '../define.ts';
import { exportOne } from './export.ts';
import { form } from './form.ts';
import { list } from './list.ts';
import { offer } from './offer.ts';
import { show } from './show.ts';

/** Work on its way from one team to the next, in the order of `/handoff help`. */
export const handoff: Command = {
  name: '/handoff',
  summary: 'Hand work from one team to the next, and see where it is',
  bare: form,
  otherwise: offer,
  subcommands: [list, show, exportOne],
};
