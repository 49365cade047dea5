import { useId } from 'react';
import { CartesianDrawing } from './cartesian.tsx';
import type { CartesianChart, DataVisualizationBlock, PieChart } from './kinds.ts';
import { PieDrawing } from './pie.tsx';
import { seriesColour } from './series-colour.ts';

/** A chart with its title, its legend, and the same numbers as a table for screen readers. */
export function ChartBlockView({ block }: { block: DataVisualizationBlock }) {
  const id = useId();
  const { chart } = block;
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id}>{block.title}</figcaption>
      {chart.type === 'pie' ? <PieDrawing chart={chart} /> : <CartesianDrawing chart={chart} />}
      <Legend chart={chart} />
      <Numbers chart={chart} />
    </figure>
  );
}

function Legend({ chart }: { chart: CartesianChart | PieChart }) {
  const names =
    chart.type === 'pie'
      ? chart.segments.map((segment) => `${segment.label} · ${segment.value}`)
      : chart.series.map((series) => series.name);
  return (
    <ul className="legend">
      {names.map((name, index) => (
        <li key={name}>
          <span className="legend-swatch" style={{ background: seriesColour(index) }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ chart }: { chart: CartesianChart | PieChart }) {
  const rows =
    chart.type === 'pie'
      ? chart.segments.map((segment) => [segment.label, segment.value] as const)
      : chart.series.flatMap((series) =>
          series.data.map((point) => [`${series.name}, ${point.label}`, point.value] as const),
        );
  return (
    <table className="unseen">
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
