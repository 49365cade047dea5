/** Rows by a key of theirs, in the order in which the keys first come. */
export function groupBy<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Map<Key, Group<Row>> {
  const groups = new Map<Key, Group<Row>>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** There is always a first. */
export type Group<Row> = [Row, ...Row[]];
