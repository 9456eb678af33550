import type { Json } from './definition.ts';

type Members = Record<string, Json>;

/**
 * Reads the value at a reference path, such as `$.run.job`, or `$$.Execution.Id` for the context object.
 *
 * @throws Error if there is no value at the path, in which case Step Functions fails the execution
 */
export function readPath(path: string, data: Json, context: Json): Json {
  const ofContext = path.startsWith('$$');
  let value = ofContext ? context : data;
  for (const name of membersOf(ofContext ? path.slice(1) : path)) {
    if (value === null || typeof value !== 'object' || !(name in value))
      throw new Error(`there is no value at '${path}' in ${JSON.stringify(data)?.slice(0, 200)}`);
    value = (value as Members)[name];
  }
  return value;
}

/** Returns the data with a value set at a reference path. */
export function writePath(path: string, data: Json, value: Json): Json {
  const [first, ...rest] = membersOf(path);
  if (first === undefined) return value;
  const members = (data ?? {}) as Members;
  return { ...members, [first]: writePath(['$', ...rest].join('.'), members[first], value) };
}

/** Fills in a payload template: members whose names end with `.$` are replaced by the values at their paths. */
export function fillTemplate(template: Json, data: Json, context: Json): Json {
  if (Array.isArray(template)) return template.map((each) => fillTemplate(each, data, context));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), readPath(String(value), data, context)]
        : [name, fillTemplate(value, data, context)],
    ),
  );
}

function membersOf(path: string): string[] {
  const [, members] = /^\$((?:\.\w+)*)$/.exec(path) ?? [];
  if (members === undefined) throw new Error(`expected a path such as '$.run.job', got '${path}'`);
  return members.split('.').slice(1);
}
