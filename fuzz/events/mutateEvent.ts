import type { Random } from '../../harness/random.ts';

/** An object or list in an event. */
type Node = Record<PropertyKey, unknown>;

/** Values that can replace any value. */
const unusualValues: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    'text',
    '=',
    '\0',
    '\x1b[2J\n',
    '\ud800',
  ],
  ...[
    '../../x',
    'shardId-000000000001',
    'shardId-000000000001:1',
    '4959',
    'a'.repeat(10_000),
    'é'.repeat(1000),
  ],
  ...[[], {}, [[]], { length: 5 }, { Records: [] }, { toString: 'text' }, { kinesis: {} }],
];

/**
 * Creates an event from another by a few changes: removes a value, duplicates it, or replaces it with another
 * value of the event or something else. In one of twenty events, changes the text, so that it may no longer
 * be JSON.
 */
export function mutateEvent(random: Random, seeds: readonly unknown[]): unknown {
  const event = structuredClone(random.pick(seeds));
  if (random.below(20) === 0) return mutatedText(random, event);
  const box = { event };
  for (let changes = random.below(5); changes > 0; changes--) change(random, box);
  return box.event;
}

function change(random: Random, box: { event: unknown }): void {
  const nodes = nodesOf(box);
  const node = random.pick(nodes);
  const keys = Object.keys(node);
  const key = random.pick(keys.length === 0 ? ['Records'] : keys);
  switch (random.below(5)) {
    case 0:
      if (Array.isArray(node)) node.splice(Number(key), 1);
      else if (node !== box) delete node[key];
      break;
    case 1:
      if (Array.isArray(node)) node.splice(Number(key), 0, structuredClone(node[Number(key)]));
      break;
    case 2:
      node[key] = structuredClone(random.pick(nodes));
      break;
    case 3:
      if (typeof node[key] === 'string') node[key] = mutatedString(random, node[key]);
      break;
    default:
      node[key] = structuredClone(random.pick(unusualValues));
  }
}

/** Returns all objects and lists in an event, starting with the box that contains it. */
function nodesOf(box: object): Node[] {
  const found = [box as Node];
  for (const node of found) {
    for (const value of Object.values(node))
      if (typeof value === 'object' && value !== null) found.push(value as Node);
  }
  return found;
}

function mutatedString(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const part = String.fromCharCode(random.below(0x250));
  return text.slice(0, at) + part.repeat(random.below(40)) + text.slice(at + random.below(20));
}

function mutatedText(random: Random, event: unknown): unknown {
  const text = mutatedString(random, JSON.stringify(event));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
