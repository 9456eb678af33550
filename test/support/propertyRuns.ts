const factor: unknown = Reflect.get(globalThis, 'propertyRunsFactor');

/** Number of random cases per property: few in `npm test`, many in `npm run properties`. */
export function propertyRuns(usual: number): number {
  return usual * (typeof factor === 'number' ? factor : 1);
}
