import type { Language } from '../language';

/** A part of a report, said once and printed in every format. @public */
export type ReportBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'figures'; items: { label: string; value: string; note?: string }[] }
  | { kind: 'table'; columns: { title: string; align?: 'left' | 'right' }[]; rows: string[][] }
  | { kind: 'bars'; title: string; unit: string; bars: { label: string; value: number; text: string }[] }
  | {
      kind: 'histogram';
      title: string;
      unit: string;
      temporal: boolean;
      bins: { from: string; to: string; count: number }[];
    }
  | { kind: 'callout'; tone: 'advice' | 'warning'; title: string; text: string }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'card'; title: string; tag: string; blocks: ReportBlock[] };

/** @public */
export interface ReportSection {
  id: string;
  title: string;
  blocks: ReportBlock[];
}

/** A report before it has a format. @public */
export interface ReportDocument {
  kind: string;
  language: Language;
  title: string;
  subtitle: string;
  generatedAt: string;
  sections: ReportSection[];
}
