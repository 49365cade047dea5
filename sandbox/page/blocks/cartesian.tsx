import type { CartesianChart } from './kinds.ts';
import { lineTicks, shortNumber, ticks } from './scale.ts';
import { seriesColour } from './series-colour.ts';

const size = { width: 560, height: 220, left: 44, right: 12, top: 10, bottom: 30 };

type Plane = {
  categories: string[];
  x(category: number): number;
  y(value: number): number;
  band: number;
};

/** Bars, lines or areas on a grid of round numbers. */
export function CartesianDrawing({ chart }: { chart: CartesianChart }) {
  const { categories, x_label, y_label } = chart.axis_config;
  const values = chart.series.flatMap((series) => series.data.map((point) => point.value));
  const marks = (chart.type === 'line' ? lineTicks : ticks)(
    Math.min(...values),
    Math.max(...values),
  );
  const plane = planeOf(categories, marks);
  return (
    <svg className="chart-plane" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {marks.map((mark) => (
        <g key={mark}>
          <line
            className="chart-grid"
            x1={size.left}
            x2={size.width - size.right}
            y1={plane.y(mark)}
            y2={plane.y(mark)}
          />
          <text className="chart-label" x={size.left - 7} y={plane.y(mark) + 4} textAnchor="end">
            {shortNumber(mark)}
          </text>
        </g>
      ))}
      <CategoryLabels plane={plane} />
      {chart.type === 'bar' ? (
        <Bars chart={chart} plane={plane} />
      ) : (
        <Lines chart={chart} plane={plane} />
      )}
      {y_label && <title>{`${y_label} by ${x_label ?? 'category'}`}</title>}
    </svg>
  );
}

function planeOf(categories: string[], marks: readonly number[]): Plane {
  const low = marks[0] ?? 0;
  const high = marks.at(-1) ?? 1;
  const inner = size.height - size.top - size.bottom;
  const band = (size.width - size.left - size.right) / Math.max(1, categories.length);
  return {
    categories,
    band,
    x: (category) => size.left + band * (category + 0.5),
    y: (value) => size.top + inner * (1 - (value - low) / (high - low || 1)),
  };
}

/** Every nth name, so that they never run into each other. */
function CategoryLabels({ plane }: { plane: Plane }) {
  const longest = Math.max(...plane.categories.map((name) => name.length));
  const every = Math.max(1, Math.ceil((longest * 6.4 + 8) / plane.band));
  return plane.categories.map((name, index) =>
    index % every === 0 ? (
      <text
        key={name}
        className={`chart-label ${(index / every) % 2 === 1 ? 'is-second' : ''}`}
        x={plane.x(index)}
        y={size.height - 9}
        textAnchor="middle"
      >
        {name}
      </text>
    ) : null,
  );
}

type DrawProps = { chart: CartesianChart; plane: Plane };

function Bars({ chart, plane }: DrawProps) {
  const width = Math.min(28, (plane.band * 0.7) / chart.series.length);
  return chart.series.map((series, nth) => (
    <g key={series.name} fill={seriesColour(nth)}>
      {series.data.map((point) => {
        const centre = plane.x(plane.categories.indexOf(point.label));
        const top = Math.min(plane.y(point.value), plane.y(0));
        const left = centre + (nth - chart.series.length / 2) * width;
        const height = Math.max(1, Math.abs(plane.y(0) - plane.y(point.value)));
        return (
          <rect key={point.label} x={left + 1} y={top} width={width - 2} height={height} rx="2">
            <title>{`${series.name}, ${point.label}: ${point.value}`}</title>
          </rect>
        );
      })}
    </g>
  ));
}

function Lines({ chart, plane }: DrawProps) {
  return chart.series.map((series, nth) => {
    const points = series.data.map((point) => ({
      ...point,
      at: [plane.x(plane.categories.indexOf(point.label)), plane.y(point.value)] as const,
    }));
    const line = points.map(({ at }) => at.map((n) => n.toFixed(1)).join(' ')).join('L');
    const [first, last] = [points[0]?.at[0] ?? 0, points.at(-1)?.at[0] ?? 0];
    const floor = plane.y(0);
    return (
      <g key={series.name} stroke={seriesColour(nth)} fill={seriesColour(nth)}>
        {chart.type === 'area' && (
          <path d={`M${first} ${floor}L${line}L${last} ${floor}Z`} stroke="none" opacity="0.18" />
        )}
        <path
          d={`M${line}`}
          fill="none"
          strokeWidth="2.2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {points.map(({ at, label, value }) => (
          <circle key={label} cx={at[0]} cy={at[1]} r="3" stroke="var(--paper)" strokeWidth="1.5">
            <title>{`${series.name}, ${label}: ${value}`}</title>
          </circle>
        ))}
      </g>
    );
  });
}
