import { fields as catalog, findField } from '../fields/catalog.ts';
import { areDistinguishable } from './distinguishable.ts';
import type { Layout } from './layout.ts';
import { daysToStayDistinguishable } from './layoutTimes.ts';

/**
 * Rejects orders of fields whose records could be mistaken for those of other layouts, or vice versa.
 *
 * @throws Error with one sentence: the fields that cause the problem, and what to add or remove
 */
export function rejectConfusable(orders: readonly (readonly string[])[], others: readonly Layout[]): void {
  for (const order of orders) {
    const other = others.find(({ fields }) => !areDistinguishable(order, fields));
    if (other !== undefined) throw new Error(explain(order, other, orders, others));
  }
}

function explain(
  order: readonly string[],
  other: Layout,
  orders: readonly (readonly string[])[],
  others: readonly Layout[],
): string {
  const added = order.filter((name) => !other.fields.includes(name));
  const removed = other.fields.filter((name) => !order.includes(name));
  const change =
    added.length === 0 ? 'the same fields in another order' : `${list(added)} for ${list(removed)}`;
  const isApart = (changed: readonly string[]) =>
    others.every(({ fields }) => areDistinguishable(changed, fields));
  const more = catalog.find((field) => {
    const allowed = field.sensitivity === undefined && !order.includes(field.name);
    return allowed && orders.every((one) => isApart(withField(one, field.name)));
  });
  const less = added.find((name) => orders.every((one) => isApart(one.filter((field) => field !== name))));
  return (
    `fields: expected fields whose records can be distinguished from those of the last ${daysToStayDistinguishable} days, got ` +
    `${order.length} columns as before with ${change}; ` +
    `${[addition(more?.name), removal(less), waiting(other)].filter((advice) => advice !== '').join(', or ')}`
  );
}

function addition(name: string | undefined): string {
  return name === undefined ? 'add several fields' : `add a field, such as ${name}`;
}

function removal(name: string | undefined): string {
  return name === undefined ? 'remove several' : `remove one, such as ${name}`;
}

function waiting({ until }: Layout): string {
  if (until === undefined) return '';
  const end = new Date(Date.parse(until) + daysToStayDistinguishable * 86_400_000);
  return `deploy again after ${end.toISOString()}`;
}

/** Returns the order with an additional known field, before the first field that follows it in the catalog. */
function withField(order: readonly string[], name: string): string[] {
  const position = findField(name)?.position ?? 0;
  const place = order.findIndex((other) => (findField(other)?.position ?? 0) > position);
  return order.toSpliced(place === -1 ? order.length : place, 0, name);
}

function list(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
