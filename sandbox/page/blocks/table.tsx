import type { TableBlock } from '@slack/types';
import { ScrollRegion } from '../elements/scroll-region.tsx';
import { Cell } from './cell.tsx';
import { isLong } from './cell-text.ts';

/** A table; its first row names the columns. */
export function TableBlockView({ block }: { block: TableBlock }) {
  const [head = [], ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  const style = (column: number) => ({ textAlign: settings[column]?.align ?? ('left' as const) });
  return (
    <ScrollRegion label="Table" className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
              <th scope="col" key={column} style={style(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its position.
            <tr key={index}>
              {row.map((cell, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
                  key={column}
                  className={isLong(cell) ? 'is-long' : ''}
                  style={style(column)}
                >
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
