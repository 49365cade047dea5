/** What an event of somebody else's calendar says about who it means. */
export type Meant = { title: string; attendees: readonly { email: string; name: string | null }[] };

/** Somebody who can be meant. */
export type Known = { person: string; email: string | null; name: string | null };

/**
 * Whom an event means, by certainty: the e-mail address of somebody who takes part or that stands in
 * the title, then a name there. Undefined where it says nobody, or several.
 */
export function personMeant(event: Meant, people: readonly Known[]): string | undefined {
  const emails = emailsIn(event);
  const byEmail = people.filter(
    ({ email }) => email !== null && emails.includes(email.toLowerCase()),
  );
  const names = [event.title, ...event.attendees.map(({ name }) => name ?? '')];
  const byName = people.filter(({ person, name }) =>
    [person, name].some((each) => each !== null && names.some((text) => says(text, each))),
  );
  const [only, ...more] = byEmail.length > 0 ? byEmail : byName;
  return more.length === 0 ? only?.person : undefined;
}

/** The e-mail addresses that an event names, in lower case. */
export function emailsIn({ title, attendees }: Meant): string[] {
  const inTitle = title.toLowerCase().match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? [];
  return [...attendees.map(({ email }) => email.toLowerCase()), ...inTitle];
}

/** Whether a text has a name in it, as words of their own. */
function says(text: string, name: string): boolean {
  if (name === '') return false;
  const [all, sought] = [text.toLowerCase(), name.toLowerCase()];
  for (let at = all.indexOf(sought); at !== -1; at = all.indexOf(sought, at + 1)) {
    const around = [all[at - 1] ?? ' ', all[at + sought.length] ?? ' '];
    if (around.every((letter) => !/[\p{L}\p{N}_]/u.test(letter))) return true;
  }
  return false;
}
