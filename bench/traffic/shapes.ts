import { type Records, readExample } from './exampleRecords.ts';
import { withLongerUrls, withMoreHeaders } from './longerRequests.ts';

/** Name of a measured shape of records. */
export type ShapeName = 'typical' | 'full';

export const shapeNames: readonly ShapeName[] = ['typical', 'full'];

/** Returns the example records of a shape, with the size of today's requests. */
export function recordsOfShape(shape: ShapeName): Records {
  return shape === 'typical'
    ? withLongerUrls(readExample('website-20-fields'))
    : withMoreHeaders(readExample('website-46-fields'));
}
