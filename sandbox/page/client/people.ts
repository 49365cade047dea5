/** The four whom a visitor can be. Their ids are the workspace's: `U0` and the name in capitals. */
export const people = [
  {
    handle: 'dana',
    name: 'Dana',
    role: 'Developer',
    sees: 'her own builds, and what waits for dev',
  },
  { handle: 'quinn', name: 'Quinn', role: 'QA', sees: 'what waits for QA' },
  { handle: 'omar', name: 'Omar', role: 'Ops, on call', sees: 'pages, and what waits for ops' },
  { handle: 'mina', name: 'Mina', role: 'Manager', sees: 'the digest, and who holds what' },
] as const;

/** The user id of a handle. */
export function idOf(handle: string): string {
  return `U0${handle.toUpperCase()}`;
}
