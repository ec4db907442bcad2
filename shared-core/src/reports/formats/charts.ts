import { init, type EChartsOption } from 'echarts';
import type { ReportBlock } from '../document';

type Bars = Extract<ReportBlock, { kind: 'bars' }>;
type Histogram = Extract<ReportBlock, { kind: 'histogram' }>;

const width = 460;
const rowHeight = 22;
const histogramHeight = 150;
/** Readable on white and on dark paper alike, since one file serves both. */
const ink = '#7a8794';
const fill = '#3f86a8';
const text = { color: ink, fontFamily: 'system-ui, sans-serif', fontSize: 11 };

/** A chart as SVG text; the same data gives the same bytes. @internal */
export function chartSvg(block: Bars | Histogram): string {
  const height = block.kind === 'bars' ? block.bars.length * rowHeight + 8 : histogramHeight;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: text,
      ...(block.kind === 'bars' ? barOption(block) : histogramOption(block)),
    });
    return withoutRunningIds(chart.renderToSVGString());
  } finally {
    // An undisposed chart keeps timers, and the process would never end.
    chart.dispose();
  }
}

function barOption({ bars }: Bars): EChartsOption {
  const label = (dataIndex: number) => bars[dataIndex]?.text ?? '';
  return {
    grid: { left: 150, right: 70, top: 4, bottom: 4 },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => shorten(bar.label)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, interval: 0 },
    },
    series: [
      {
        type: 'bar',
        data: bars.map((bar) => bar.value),
        barWidth: '64%',
        itemStyle: { color: fill, borderRadius: [0, 2, 2, 0] },
        label: { show: true, position: 'right', ...text, formatter: ({ dataIndex }) => label(dataIndex) },
      },
    ],
  };
}

function histogramOption({ bins }: Histogram): EChartsOption {
  return {
    grid: { left: 56, right: 12, top: 8, bottom: 24 },
    xAxis: {
      type: 'category',
      data: bins.map((bin) => bin.from),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      axisLabel: { ...text, formatter: shortNumber },
      splitLine: { lineStyle: { color: ink, opacity: 0.25 } },
    },
    series: [
      { type: 'bar', data: bins.map((bin) => bin.count), barCategoryGap: '6%', itemStyle: { color: fill } },
    ],
  };
}

const magnitudes = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

function shortNumber(value: number): string {
  const [size, letter] = magnitudes.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return `${Number((value / size).toPrecision(3))}${letter}`;
}

const shorten = (label: string) => (label.length > 22 ? `${label.slice(0, 21)}…` : label);

/** echarts numbers its charts for hover styles that a report does not have; without the numbers the bytes repeat. */
const withoutRunningIds = (svg: string) =>
  svg.replace(/ class="zr\d+-cls-\d+"/g, '').replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, '');
