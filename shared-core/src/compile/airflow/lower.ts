import { createStatements, parseObjectName } from '../../ddl';
import { lowerStep, type Plan, type PlanStep } from '../../plan';
import type { PipelineSpec, StepOf } from '../../spec';
import { printQuery, quoteName, type Query, type Relation } from '../../sql';
import { parseType, type Field } from '../../schema';
import { checksOf } from './checks';
import { parameterMark } from './python-text';
import type { Dag, Duration, Schedule, SqlFile, Task, WarehouseSystem } from './dag';
import {
  factsOf,
  landedRelation,
  landedType,
  landings,
  quotedPath,
  type FileDescription,
  type FileFacts,
} from './landing';
import { lineageFile } from './lineage-file';
import { publications } from '../publications';

/** What the compilation of a DAG may know of its sources. */
export interface Sources {
  /** By source step id: what its connector described. */
  facts?: Record<string, FileDescription>;
}

const isWarehouse = (system: string | undefined): system is WarehouseSystem =>
  system === 'postgresql' || system === 'clickhouse';

/**
 * Lays a plan out as tasks. Rows are landed beside the target as they are, worked on by one statement in the target's
 * own SQL, checked, published at once, and the landed tables dropped.
 */
export function lowerDag(plan: Plan, sources: Sources): Dag {
  const lines = targetsOf(plan).map((target) => new TargetLine(plan, target, sources));
  const { spec } = plan;
  const tasks = lines.flatMap((line) => line.tasks());
  return {
    id: spec.name,
    module: moduleName(spec.name),
    title: spec.description ?? spec.name,
    story: lines.map((line) => line.story()),
    hash: plan.hash,
    owner: spec.owner ?? 'airflow',
    tags: ['ai-etl', ...spec.tags],
    schedule: scheduleOf(spec),
    timezone: timezoneOf(spec),
    retry: spec.retry && {
      attempts: spec.retry.attempts,
      delay: durationParts(spec.retry.delay),
      exponential: spec.retry.backoff === 'exponential',
    },
    timeout: spec.timeout ? durationParts(spec.timeout) : undefined,
    sla: spec.sla ? durationParts(spec.sla) : undefined,
    notify: (spec.notify ?? []).flatMap(({ on, email }) => (email && on !== 'sla' ? [{ on, email }] : [])),
    parameters: Object.entries(spec.parameters).map(([name, { type, default: value }]) => ({
      name,
      default: value,
      schema: jsonType(type),
    })),
    tasks: unique(tasks),
    edges: lines.flatMap((line) => line.edges()),
  };
}

/** Targets of a plan, in order. */
export const targetsOf = (plan: Plan) =>
  plan.steps.filter(
    (planned): planned is PlanStep & { step: StepOf<'target'> } => planned.step.kind === 'target',
  );

/** ids of a step and of all that feeds it. */
function lineTo(plan: Plan, id: string): string[] {
  const line = new Set([id]);
  for (const { step, inputs } of [...plan.steps].reverse())
    if (line.has(step.id)) inputs.forEach((input) => line.add(input));
  return [...line];
}

/** Sources that feed a step, in order. */
export function sourcesOf(plan: Plan, id: string): (PlanStep & { step: StepOf<'source'> })[] {
  const line = new Set(lineTo(plan, id));
  return plan.steps.filter(
    (planned): planned is PlanStep & { step: StepOf<'source'> } =>
      planned.step.kind === 'source' && line.has(planned.step.id),
  );
}

/** Everything that one target needs: its landings, checks, publication and clean-up. */
class TargetLine {
  private readonly step: StepOf<'target'>;
  private readonly system: WarehouseSystem;
  private readonly landed: (PlanStep & { step: StepOf<'source'> })[];

  constructor(
    private readonly plan: Plan,
    private readonly planned: PlanStep & { step: StepOf<'target'> },
    private readonly sources: Sources,
  ) {
    this.step = planned.step;
    this.system = plan.spec.connections[this.step.connection]?.system as WarehouseSystem;
    this.landed = sourcesOf(plan, this.step.id).filter(
      ({ step }) => step.connection !== this.step.connection,
    );
  }

  story(): string {
    const from = sourcesOf(this.plan, this.step.id).map(({ step }) => `${step.connection}/${step.object}`);
    return `${from.join(', ')} → ${this.step.connection}/${this.step.object} (${this.step.mode})`;
  }

  tasks(): Task[] {
    return [
      ...this.landed.map((source) => this.land(source)),
      ...this.checks(),
      this.publish(),
      ...this.cleanUp(),
    ];
  }

  edges(): [string, string][] {
    const landings = this.landed.map(({ step }) => this.landId(step));
    const gates = this.checks()
      .filter(({ kind }) => kind === 'check')
      .map(({ id }) => id);
    const warnings = this.checks()
      .filter(({ kind }) => kind === 'warning')
      .map(({ id }) => id);
    const first = [...(gates.length ? gates : [this.publishId]), ...warnings];
    const last = this.cleanUp().map(({ id }) => id);
    const each = (from: string[], to: string[]) =>
      from.flatMap((one) => to.map((next): [string, string] => [one, next]));
    return [
      ...each(landings, first),
      ...each(gates, [this.publishId]),
      ...each([this.publishId, ...warnings], last),
    ];
  }

  private land(source: PlanStep & { step: StepOf<'source'> }): Task {
    const { step } = source;
    const system = this.plan.spec.connections[step.connection]?.system;
    const id = this.landId(step);
    const from = `${step.connection}/${step.object}`;
    const fields = isWarehouse(system) ? source.schema.fields : this.fileFields(step);
    const prepare = this.sqlFile(id, `Makes the table in which ${from} lands`, [
      `DROP TABLE IF EXISTS ${this.landedName(step)}`,
      ...createStatements({
        system: this.system,
        object: this.landedPath(step).join('.'),
        schema: { fields },
        createContainer: this.step.create === 'auto',
      }),
    ]);
    const base = {
      kind: 'copy' as const,
      id,
      doc: `${from} lands beside the target, row by row as it is`,
      target: { kind: this.system, connection: this.step.connection },
      prepare,
    };
    const names = fields.map((field) => quoteName(field.name, this.system));
    return isWarehouse(system)
      ? {
          ...base,
          source: { kind: system, connection: step.connection, select: this.extract(step, system) },
          insert: transfers[this.system].insert(this.landedName(step), names),
        }
      : {
          ...base,
          source: this.file(step),
          insert:
            landings[this.system].formats[this.facts(step).format]?.(
              this.landedName(step),
              names,
              this.facts(step),
            ) ?? '',
        };
  }

  private file(step: StepOf<'source'>) {
    const { encoding, compression } = this.facts(step);
    return {
      kind: 'file' as const,
      connection: step.connection,
      path: step.object,
      encoding: encoding.toLowerCase(),
      compression: compression === undefined ? undefined : ('gzip' as const),
    };
  }

  private extract(step: StepOf<'source'>, system: WarehouseSystem): string {
    const query = lowerStep(this.plan, step.id, {
      relationOf: (one) => ({ kind: 'table', path: pathOf(one.object) }),
    });
    return transfers[system].select(printQuery(query, system));
  }

  private fileFields(step: StepOf<'source'>): Field[] {
    const described = this.plan.sources[step.id]?.fields ?? [];
    return described.map((field) => ({
      ...field,
      type: landedType(field, this.facts(step)),
      nullable: true,
    }));
  }

  private checks(): Task[] {
    const line = new Set(lineTo(this.plan, this.step.id));
    return checksOf(this.plan, (step) => line.has(step), this.lowering()).map(
      ({ step, name, stops, query }) => {
        const id = `check_${step}_${slug(name)}`;
        const doc = stops
          ? `Stops the run when rows break the rule "${name}"`
          : `Tells how many rows break the rule "${name}"`;
        return {
          kind: stops ? 'check' : 'warning',
          id,
          doc,
          system: this.system,
          connection: this.step.connection,
          sql: this.sqlFile(id, `Rule "${name}"`, [this.print(query)]),
        };
      },
    );
  }

  private publish(): Task {
    const { object, mode, keys, layout, create } = this.step;
    const { schema } = this.planned;
    const quote = (name: string) => quoteName(name, this.system);
    const path = pathOf(object);
    const statements = publications[this.system][mode]({
      name: (suffix = '') => quotedPath([...path.slice(0, -1), `${path.at(-1)}${suffix}`], this.system),
      fields: schema.fields.map((field) => quote(field.name)),
      keys: (keys ?? []).map(quote),
      create:
        create === 'auto'
          ? createStatements({
              system: this.system,
              object,
              schema,
              layout,
              keys,
              ifNotExists: true,
              createContainer: true,
            })
          : [],
      query: this.print(lowerStep(this.plan, this.step.id, this.lowering())),
    });
    const sql = this.sqlFile(this.publishId, `${this.step.object}, mode ${mode}`, statements.filter(isWork));
    return {
      kind: 'statements',
      id: this.publishId,
      doc: `Works the rows out and publishes them into ${object} (${mode})`,
      system: this.system,
      connection: this.step.connection,
      sql,
      outlet: assetName(this.step),
      lineage: lineageFile(
        this.plan,
        this.step,
        sourcesOf(this.plan, this.step.id).map(({ step }) => step),
        `sql/${moduleName(this.plan.spec.name)}/${this.publishId}.lineage.json`,
      ),
    };
  }

  private cleanUp(): Task[] {
    if (this.landed.length === 0) return [];
    const id = `clean_up_${this.step.id}`;
    const drops = this.landed.map(({ step }) => `DROP TABLE IF EXISTS ${this.landedName(step)}`);
    return [
      {
        kind: 'statements',
        id,
        doc: 'Drops the landed tables',
        system: this.system,
        connection: this.step.connection,
        sql: this.sqlFile(id, 'Drops the landed tables', drops),
      },
    ];
  }

  private lowering() {
    const landed = new Set(this.landed.map(({ step }) => step.id));
    return {
      relationOf: (step: StepOf<'source'>): Relation =>
        landed.has(step.id) ? this.landedRelation(step) : { kind: 'table', path: pathOf(step.object) },
      isRead: (step: StepOf<'source'>) =>
        landed.has(step.id) && isWarehouse(this.plan.spec.connections[step.connection]?.system),
      parameters: 'keep' as const,
    };
  }

  private landedRelation(step: StepOf<'source'>): Relation {
    const fields = this.plan.sources[step.id]?.fields ?? [];
    return landedRelation(this.landedPath(step), fields, this.facts(step));
  }

  /** Landed tables stand beside the target, so that one right is enough: to write there. */
  private landedPath(step: StepOf<'source'>): string[] {
    return [
      ...pathOf(this.step.object).slice(0, -1),
      `${moduleName(this.plan.spec.name)}__${moduleName(step.id)}`.slice(0, 63),
    ];
  }

  private landedName(step: StepOf<'source'>): string {
    return quotedPath(this.landedPath(step), this.system);
  }

  private landId(step: StepOf<'source'>): string {
    const isOnlyTarget = targetsOf(this.plan).length === 1;
    return isOnlyTarget ? `land_${step.id}` : `land_${step.id}_for_${this.step.id}`;
  }

  private get publishId(): string {
    return `publish_${this.step.id}`;
  }

  private facts(step: StepOf<'source'>): FileFacts {
    return factsOf(step, this.sources.facts?.[step.id]);
  }

  private print(query: Query): string {
    return printQuery(query, this.system, {
      parameterText: (name) =>
        parameterText(name, this.plan.spec.parameters[name]?.type ?? 'string', this.system),
    });
  }

  private sqlFile(task: string, comment: string, statements: string[]): SqlFile {
    return { path: `sql/${moduleName(this.plan.spec.name)}/${task}.sql`, comment, statements };
  }
}

const bareKinds = ['integer', 'decimal', 'float', 'boolean'];

/** A parameter's value as Airflow puts it in: numbers as they are (Airflow checks their type), texts quoted. */
function parameterText(name: string, type: string, system: WarehouseSystem): string {
  const value = `params[${JSON.stringify(name)}]`;
  if (bareKinds.includes(parseType(type).kind)) return parameterMark(value);
  const escaped = system === 'clickhouse' ? ' | replace("\\\\", "\\\\\\\\")' : '';
  return `'${parameterMark(`${value} | string${escaped} | replace("'", "''")`)}'`;
}

/** Rows between two servers travel as CSV in which NULL is \N, so that an empty text stays one. */
const transfers: Record<
  WarehouseSystem,
  { select: (query: string) => string; insert: (table: string, fields: string[]) => string }
> = {
  postgresql: {
    select: (query) => `COPY (\n${query}\n) TO STDOUT WITH (FORMAT csv, HEADER true, NULL '\\N')`,
    insert: (table, fields) =>
      `COPY ${table} (${fields.join(', ')}) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\\N')`,
  },
  clickhouse: {
    select: (query) => `${query}\nFORMAT CSVWithNames`,
    insert: (table, fields) =>
      `INSERT INTO ${table} (${fields.join(', ')}) SETTINGS date_time_input_format = 'best_effort' FORMAT CSVWithNames`,
  },
};

/** The operator opens and ends the transaction itself. */
const isWork = (statement: string) => statement !== 'BEGIN' && statement !== 'COMMIT';

/** `analytics.orders` in its parts. */
function pathOf(object: string): string[] {
  const { container, table } = parseObjectName(object);
  return container === undefined ? [table] : [container, table];
}

function scheduleOf({ schedule }: PipelineSpec): Schedule {
  if (schedule === 'manual') return { kind: 'manual' };
  if ('cron' in schedule) return { kind: 'cron', cron: schedule.cron };
  if ('every' in schedule) return { kind: 'every', every: durationParts(schedule.every) };
  return { kind: 'asset', asset: assetName(schedule.event) };
}

const units = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days' } as const;

/** `15m` as `timedelta` takes it; the spec's schema has checked its form. */
function durationParts(text: string): Duration {
  return { amount: parseInt(text, 10), unit: units[text.at(-1) as keyof typeof units] };
}

const timezoneOf = ({ schedule }: PipelineSpec) =>
  typeof schedule === 'object' && 'timezone' in schedule ? schedule.timezone : 'UTC';

/** One name for what a pipeline writes and what another waits for. */
const assetName = ({ connection, object }: { connection: string; object: string }) =>
  `${connection}/${object}`;

const jsonTypes: [RegExp, string][] = [
  [/^u?int/, 'integer'],
  [/^(decimal|float)/, 'number'],
  [/^boolean/, 'boolean'],
];
const jsonType = (type: string) => jsonTypes.find(([pattern]) => pattern.test(type))?.[1] ?? 'string';
const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '') || 'rule';
const moduleName = slug;

function unique(tasks: Task[]): Task[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
