import type { PieChart } from './kinds.ts';
import { slicePath } from './scale.ts';
import { seriesColour } from './series-colour.ts';

/** A ring of slices, clockwise from the top, with the sum in the middle. */
export function PieDrawing({ chart }: { chart: PieChart }) {
  const sum = chart.segments.reduce((total, segment) => total + segment.value, 0);
  let from = 0;
  const slices = chart.segments.map((segment, index) => {
    const to = from + (sum ? segment.value / sum : 0);
    const path = slicePath(from, to, 70, 42);
    from = to;
    return (
      <path key={segment.label} d={path} fill={seriesColour(index)}>
        <title>{`${segment.label}: ${segment.value}`}</title>
      </path>
    );
  });
  return (
    <svg className="chart-pie" viewBox="-76 -76 152 152" aria-hidden="true">
      {slices}
      <text className="chart-sum" y="6" textAnchor="middle">
        {sum}
      </text>
    </svg>
  );
}
