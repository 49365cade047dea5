import type { DataTableBlock } from '@slack/types';
import { useState } from 'react';
import { ScrollRegion } from '../elements/scroll-region.tsx';
import { Icon } from '../shell/icons.tsx';
import { Cell } from './cell.tsx';
import { cellText, isLong, type TableCell } from './cell-text.ts';

type Order = { column: number; down: boolean };

/** A table that sorts by a click on a column's name, a page at a time. */
export function DataTableBlockView({ block }: { block: DataTableBlock }) {
  const [head = [], ...rows] = block.rows;
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const size = block.page_size ?? 10;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const sorted = order ? rows.toSorted((a, b) => compare(a, b, order)) : rows;
  const shown = sorted.slice(page * size, (page + 1) * size);
  const numeric = (column: number) => rows[0]?.[column]?.type === 'raw_number';
  const sortBy = (column: number) => {
    setPage(0);
    setOrder((now) => ({ column, down: now?.column === column ? !now.down : numeric(column) }));
  };
  return (
    <div className="data-table">
      <ScrollRegion label={block.caption} className="table-scroll">
        <table className="table">
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th
                  scope="col"
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
                  key={column}
                  className={numeric(column) ? 'is-number' : ''}
                  aria-sort={ariaSort(order, column)}
                >
                  <button type="button" onClick={() => sortBy(column)}>
                    <Cell cell={cell} />
                    <Icon name="chevron" size={11} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its position.
              <tr key={index}>
                {row.map((cell, column) => (
                  <DataCell
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
                    key={column}
                    cell={cell}
                    names={block.row_header_column_index === column}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {pages > 1 && (
        <nav className="pager" aria-label={`Pages of ${block.caption}`}>
          <button
            type="button"
            className="button"
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            Previous
          </button>
          <span aria-live="polite">
            {page + 1} of {pages}
          </span>
          <button
            type="button"
            className="button"
            disabled={page === pages - 1}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </nav>
      )}
    </div>
  );
}

function DataCell({ cell, names }: { cell: TableCell; names: boolean }) {
  const className = `${cell.type === 'raw_number' ? 'is-number' : ''} ${isLong(cell) ? 'is-long' : ''}`;
  const content = <Cell cell={cell} />;
  if (!names) return <td className={className}>{content}</td>;
  return (
    <th scope="row" className={className}>
      {content}
    </th>
  );
}

function ariaSort(order: Order | undefined, column: number): 'ascending' | 'descending' | 'none' {
  if (order?.column !== column) return 'none';
  return order.down ? 'descending' : 'ascending';
}

function compare(a: readonly TableCell[], b: readonly TableCell[], order: Order): number {
  const [left, right] = [a[order.column], b[order.column]];
  const sign = order.down ? -1 : 1;
  if (left?.type === 'raw_number' && right?.type === 'raw_number') {
    return sign * (left.value - right.value);
  }
  return sign * cellText(left).localeCompare(cellText(right), undefined, { numeric: true });
}
