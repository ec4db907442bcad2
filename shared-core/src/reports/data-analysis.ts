import type { Advice, DatasetAdvice } from '../advice';
import type { Language } from '../language';
import type { ColumnProfile, DatasetProfile } from '../profiling';
import { printType } from '../schema';
import type { ReportBlock, ReportDocument, ReportSection } from './document';
import { formTitles, formValues } from './file-form';
import { messages } from './messages';
import { numberText, type NumberText } from './numbers';

/** What a data-analysis report is made of. @public */
export interface DataAnalysis {
  profile: DatasetProfile;
  advice?: DatasetAdvice;
  /** CREATE statements by system. */
  ddl?: Record<string, string[]>;
}

const systems: Record<string, string> = { postgresql: 'PostgreSQL', clickhouse: 'ClickHouse' };

/**
 * Makes the data-analysis report: what the data is, what looks wrong in it, where it should live and why.
 *
 * @param generatedAt - printed as it is, so that the same input gives the same report
 * @public
 */
export function dataAnalysisReport(
  analysis: DataAnalysis,
  options: { language: Language; generatedAt?: string },
): ReportDocument {
  const { profile } = analysis;
  const writer = new Writer(options.language);
  return {
    kind: 'data-analysis',
    language: options.language,
    title: writer.words.title({ dataset: profile.dataset }),
    subtitle: writer.words.subtitle({
      rows: writer.numbers.integer(profile.rows),
      columns: profile.columns.length,
    }),
    generatedAt: options.generatedAt ?? new Date().toISOString().slice(0, 16).replace('T', ' '),
    sections: writer.sections(analysis),
  };
}

class Writer {
  readonly words: (typeof messages)['en'];
  readonly numbers: NumberText;

  constructor(private readonly language: Language) {
    this.words = messages[language];
    this.numbers = numberText(language);
  }

  sections({ profile, advice, ddl }: DataAnalysis): ReportSection[] {
    const { words } = this;
    return [
      { id: 'overview', title: words.overview, blocks: this.overview(profile) },
      ...this.form(profile),
      { id: 'warnings', title: words.warningsTitle, blocks: this.warnings(profile) },
      ...(advice ? [{ id: 'advice', title: words.adviceTitle, blocks: this.advice(advice) }] : []),
      { id: 'keys', title: words.keysTitle, blocks: this.keys(profile) },
      {
        id: 'columns',
        title: words.columnsTitle,
        blocks: profile.columns.map((column) => this.column(column)),
      },
      ...(ddl ? [{ id: 'ddl', title: words.ddlTitle, blocks: this.ddl(ddl) }] : []),
    ];
  }

  private overview(profile: DatasetProfile): ReportBlock[] {
    const { words, numbers } = this;
    const cells = profile.rows * profile.columns.length;
    const missing = profile.columns.reduce((sum, column) => sum + column.nulls, 0);
    const figures = [
      { label: words.rows, value: numbers.integer(profile.rows) },
      { label: words.columns, value: numbers.integer(profile.columns.length) },
      ...(profile.sizeBytes === undefined
        ? []
        : [{ label: words.size, value: numbers.bytes(profile.sizeBytes) }]),
      { label: words.missing, value: numbers.percent(cells === 0 ? 0 : missing / cells) },
      { label: words.rejected, value: numbers.integer(profile.rejected) },
      { label: words.seconds, value: `${numbers.decimal(profile.seconds)} ${words.secondsUnit}` },
    ];
    return [{ kind: 'figures', items: figures }, this.columnTable(profile), ...this.missingChart(profile)];
  }

  /** How a file was read, where anything had to be found out. */
  private form({ dialect = {} }: DatasetProfile): ReportSection[] {
    const { words, numbers, language } = this;
    const rows = Object.entries(formTitles).flatMap(([what, title]) => {
      const found = dialect[what];
      if (!found) return [];
      const { value, confidence, decidedBy } = found;
      const why = [decidedBy?.why[language], decidedBy?.value && `«${decidedBy.value}»`].filter(Boolean);
      return [
        [
          title[language],
          formValues[value]?.[language] ?? value,
          numbers.percent(confidence),
          why.join(': '),
        ],
      ];
    });
    const table = tableOf([words.figure, words.value, words.confidence, words.reasons], rows);
    return table.length === 0 ? [] : [{ id: 'form', title: words.formTitle, blocks: table }];
  }

  private columnTable({ columns }: DatasetProfile): ReportBlock {
    const { words, numbers } = this;
    const titles = [
      words.column,
      words.type,
      words.nulls,
      words.distinct,
      words.minimum,
      words.maximum,
      words.example,
    ];
    return {
      kind: 'table',
      columns: titles.map((title, index) => ({
        title,
        align: index === 2 || index === 3 ? 'right' : 'left',
      })),
      rows: columns.map((column) => [
        column.name,
        printType(column.type),
        numbers.percent(column.nullShare),
        this.distinct(column),
        column.minimum ?? '',
        column.maximum ?? '',
        column.top[0]?.value ?? '',
      ]),
    };
  }

  private missingChart({ columns }: DatasetProfile): ReportBlock[] {
    const bars = columns
      .filter((column) => column.nulls > 0)
      .map((column) => ({
        label: column.name,
        value: column.nullShare,
        text: this.numbers.percent(column.nullShare),
      }));
    return bars.length === 0 ? [] : [{ kind: 'bars', title: this.words.missingByColumn, unit: '%', bars }];
  }

  private warnings({ columns }: DatasetProfile): ReportBlock[] {
    const items = columns.flatMap((column) =>
      column.warnings.map((warning) => `${column.name}: ${warning[this.language]}`),
    );
    return [items.length ? { kind: 'list', items } : { kind: 'paragraph', text: this.words.noWarnings }];
  }

  private keys({ keys }: DatasetProfile): ReportBlock[] {
    const items = keys.map((key) =>
      this.words.keyLine({
        fields: key.fields.join(' + '),
        confidence: this.numbers.percent(key.confidence),
        evidence: key.evidence[this.language],
      }),
    );
    return [items.length ? { kind: 'list', items } : { kind: 'paragraph', text: this.words.noKeys }];
  }

  private advice({ storage, partitioning, indexes }: DatasetAdvice): ReportBlock[] {
    const { words, language } = this;
    const title = (advice: Advice<unknown>) => advice.title[language];
    return [
      ...this.recommendation(words.storage({ title: title(storage) }), storage),
      ...Object.entries(partitioning).flatMap(([system, advice]) =>
        this.recommendation(
          words.partitioning({ system: systems[system] ?? system, title: title(advice) }),
          advice,
        ),
      ),
      ...Object.entries(indexes).flatMap(([system, list]) =>
        list.flatMap((advice) =>
          this.recommendation(
            words.index({ system: systems[system] ?? system, title: title(advice) }),
            advice,
          ),
        ),
      ),
    ];
  }

  private recommendation(title: string, advice: Advice<unknown>): ReportBlock[] {
    const { words, numbers, language } = this;
    const text = advice.reasons.map((reason) => reason[language]).join(' ');
    // What is not there is no evidence.
    const shown = advice.evidence.filter(({ value }) => value !== '' && value !== '—');
    const evidence = shown.map(({ what, value }) => [
      what[language],
      typeof value === 'number' ? numbers.decimal(value) : value,
    ]);
    const alternatives = advice.alternatives.map((other) => [
      other.title[language],
      numbers.percent(other.score),
      other.why[language],
    ]);
    return [
      { kind: 'callout', tone: 'advice', title, text },
      ...tableOf([words.figure, words.value], evidence),
      ...tableOf([words.alternative, words.score, words.why], alternatives),
    ];
  }

  private column(column: ColumnProfile): ReportBlock {
    const { words } = this;
    const figures = [
      { label: words.nulls, value: this.numbers.percent(column.nullShare) },
      { label: words.distinct, value: this.distinct(column) },
      ...this.range(column),
      ...this.shape(column),
    ];
    const blocks: ReportBlock[] = [
      { kind: 'figures', items: figures },
      ...this.decision(column),
      ...this.charts(column),
    ];
    return { kind: 'card', title: column.name, tag: printType(column.type), blocks };
  }

  private range({ minimum, maximum, mean, standardDeviation, quantiles }: ColumnProfile) {
    const { words, numbers } = this;
    const figure = (label: string, value: string | undefined) =>
      value === undefined ? [] : [{ label, value }];
    const spread =
      quantiles &&
      Object.entries(quantiles)
        .map(([share, value]) => `${numbers.percent(Number(share))}: ${value}`)
        .join(' · ');
    return [
      ...figure(words.minimum, minimum),
      ...figure(words.maximum, maximum),
      ...figure(words.mean, mean === undefined ? undefined : numbers.decimal(mean)),
      ...figure(
        words.deviation,
        standardDeviation === undefined ? undefined : numbers.decimal(standardDeviation),
      ),
      ...figure(words.quantiles, spread),
    ];
  }

  private shape({ length, semantic, grain, patterns }: ColumnProfile) {
    const { words, numbers } = this;
    return [
      ...(length
        ? [
            {
              label: words.lengths,
              value: `${length.minimum} … ${length.maximum}`,
              note: `⌀ ${numbers.decimal(length.mean)}`,
            },
          ]
        : []),
      ...(semantic
        ? [{ label: words.meaning, value: semantic.value, note: numbers.percent(semantic.confidence) }]
        : []),
      ...(grain
        ? [{ label: words.grain, value: grain.unit, note: words.gaps({ n: numbers.integer(grain.gaps) }) }]
        : []),
      ...(patterns?.[0]
        ? [{ label: words.pattern, value: patterns[0].pattern, note: numbers.percent(patterns[0].share) }]
        : []),
    ];
  }

  private decision({ inference }: ColumnProfile): ReportBlock[] {
    const { runnerUp, decidedBy, value } = inference;
    if (!runnerUp || !decidedBy) return [];
    const row =
      decidedBy.row === undefined
        ? ''
        : this.words.typeBecauseRow({ row: this.numbers.integer(decidedBy.row) });
    return [
      {
        kind: 'paragraph',
        text:
          this.words.typeBecause({
            type: value,
            runnerUp: runnerUp.value,
            why: decidedBy.why[this.language],
          }) + row,
      },
    ];
  }

  private charts({ histogram, top, unique, type }: ColumnProfile): ReportBlock[] {
    const temporal = type.kind === 'date' || type.kind === 'timestamp';
    if (histogram?.length)
      return [
        {
          kind: 'histogram',
          title: this.words.distribution,
          unit: this.words.count,
          temporal,
          bins: histogram,
        },
      ];
    // Bars of one length tell nothing.
    if (unique || top.length === 0 || (top[0]?.count ?? 0) < 2) return [];
    const bars = top
      .slice(0, 10)
      .map(({ value, count }) => ({ label: value, value: count, text: this.numbers.integer(count) }));
    return [{ kind: 'bars', title: this.words.topValues, unit: this.words.count, bars }];
  }

  private ddl(ddl: Record<string, string[]>): ReportBlock[] {
    return Object.entries(ddl).flatMap(([system, statements]): ReportBlock[] => [
      { kind: 'paragraph', text: systems[system] ?? system },
      {
        kind: 'code',
        language: 'sql',
        text: statements.map((statement) => `${statement.replace(/;\s*$/, '')};`).join('\n\n'),
      },
    ]);
  }

  private distinct({ distinct, distinctExact, unique }: ColumnProfile): string {
    if (unique) return this.words.unique;
    return `${distinctExact ? '' : `${this.words.about} `}${this.numbers.integer(distinct)}`;
  }
}

function tableOf(titles: string[], rows: string[][]): ReportBlock[] {
  return rows.length ? [{ kind: 'table', columns: titles.map((title) => ({ title })), rows }] : [];
}
