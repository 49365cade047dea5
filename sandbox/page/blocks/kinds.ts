import type { KnownBlock } from '@slack/types';
import type { Block } from '../../slack/wire.ts';

/** The block of June 2026 that @slack/types does not know yet. */
export type DataVisualizationBlock = {
  type: 'data_visualization';
  block_id?: string;
  title: string;
  chart: CartesianChart | PieChart;
};
export type CartesianChart = {
  type: 'line' | 'bar' | 'area';
  series: { name: string; data: { label: string; value: number }[] }[];
  axis_config: { categories: string[]; x_label?: string; y_label?: string };
};
export type PieChart = { type: 'pie'; segments: { label: string; value: number }[] };

export type PageBlock = KnownBlock | DataVisualizationBlock;

/** Reads the app's JSON as the block it says it is: the workspace has checked it already. */
export function asPageBlock(block: Block): PageBlock {
  return block as unknown as PageBlock;
}
