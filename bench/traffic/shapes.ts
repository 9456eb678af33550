import { type Records, readExample } from './exampleRecords.ts';
import { withLongerUrls, withMoreHeaders } from './longerRequests.ts';

/** Name of a shape of records that is measured. */
export type ShapeName = 'typical' | 'full';

export const shapeNames: readonly ShapeName[] = ['typical', 'full'];

/** The example records of a shape, resized to what today's requests make of it. */
export function recordsOfShape(shape: ShapeName): Records {
  return shape === 'typical'
    ? withLongerUrls(readExample('website-20-fields'))
    : withMoreHeaders(readExample('website-46-fields'));
}
