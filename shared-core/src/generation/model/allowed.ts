import type { PipelineSpec } from '../../spec';
import type { GenerateOptions, GenerationResult } from '../options';

/** Connections that a spec may use: those of the datasets, those given, and those that the parser found in the text. */
export function allowedConnections(options: GenerateOptions, offline: GenerationResult): Map<string, string> {
  const draft = offline.status === 'ok' ? offline.spec : offline.draft;
  const found = Object.entries(draft?.connections ?? {}).map(([name, { system }]) => [name, system] as const);
  const given = Object.entries(options.connections ?? {}).map(
    ([name, { system }]) => [name, system] as const,
  );
  const described = (options.datasets ?? []).map(({ connection, system }) => [connection, system] as const);
  const usual = [
    ['files', 'file'],
    ['clickhouse', 'clickhouse'],
    ['postgresql', 'postgresql'],
  ] as const;
  const systems = new Set([...found, ...given, ...described].map(([, system]) => system));
  return new Map([...usual.filter(([, system]) => !systems.has(system)), ...found, ...given, ...described]);
}

/**
 * What a model may not put into a spec, whatever the text told it: connections of its own, sources that nobody named,
 * paths and addresses that are not in the text.
 */
export function forbidden(
  spec: PipelineSpec,
  text: string,
  options: GenerateOptions,
  connections: ReadonlyMap<string, string>,
): string[] {
  const said = text.toLowerCase();
  const objects = new Set((options.datasets ?? []).map(({ object }) => object));
  const known = (object: string): boolean => objects.has(object) || said.includes(object.toLowerCase());
  return [
    ...Object.entries(spec.connections)
      .filter(([name, { system }]) => connections.get(name) !== system)
      .map(([name, { system }]) => `connection "${name}" (${system}) is not among the listed ones`),
    ...spec.steps.flatMap((step) =>
      step.kind === 'source' && !known(step.object)
        ? [`steps "${step.id}": no dataset "${step.object}" was given or named in the text`]
        : [],
    ),
    ...spec.steps.flatMap((step) =>
      step.kind === 'target' && /[\\/]|\.\./.test(step.object) && !known(step.object)
        ? [`steps "${step.id}": the path "${step.object}" is not in the text`]
        : [],
    ),
    ...(spec.notify ?? []).flatMap(({ email }) =>
      email && !said.includes(email.toLowerCase())
        ? [`notify: the address "${email}" is not in the text`]
        : [],
    ),
  ];
}
