const factor: unknown = Reflect.get(globalThis, 'propertyRunsFactor');

/** How many random cases a property is tried on: few in `npm test`, many in `npm run properties`. */
export function propertyRuns(usual: number): number {
  return usual * (typeof factor === 'number' ? factor : 1);
}
