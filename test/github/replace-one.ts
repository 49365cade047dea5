/** Puts a value in place of one of all that stand anywhere in a JSON value; which one the seed says. */
export function replaceOne(root: unknown, seed: number, value: unknown): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  (function walk(node: unknown) {
    if (typeof node !== 'object' || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      walk(holder[key]);
    }
  })(root);
  const place = places[seed % places.length];
  if (place) place.holder[place.key] = value;
}
