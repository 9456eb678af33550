import type { ErasedPlace } from './erasedPlaces.ts';

/** What a place has of the subject. */
export interface PlaceFindings {
  readonly place: ErasedPlace;
  /** Files that were read. */
  readonly read: number;
  /** Files that have something of the subject. */
  readonly keys: readonly string[];
  /** Rows, records, or lines in them. */
  readonly items: number;
}

/**
 * Reads all files of places.
 *
 * @param onFile is called before each file
 */
export async function findInPlaces(
  places: readonly ErasedPlace[],
  onFile: (place: string, key: string) => void,
): Promise<PlaceFindings[]> {
  const findings: PlaceFindings[] = [];
  for (const place of places) {
    const keys: string[] = [];
    let items = 0;
    const listed = await place.list();
    for (const key of listed) {
      onFile(place.name, key);
      const { removed } = await place.erase((await place.store.get(key)).body);
      if (removed > 0) keys.push(key);
      items += removed;
    }
    findings.push({ place, read: listed.length, keys, items });
  }
  return findings;
}

/**
 * Removes what was found.
 *
 * @throws Error if a file changed in the meantime; everything before it is erased
 */
export async function eraseFromPlaces(
  findings: readonly PlaceFindings[],
  onFile: (place: string, key: string) => void,
): Promise<void> {
  for (const { place, keys } of findings) {
    for (const key of keys) {
      onFile(place.name, key);
      const object = await place.store.get(key);
      const { removed, body } = await place.erase(object.body);
      if (removed === 0) continue;
      if (body === undefined) await place.store.remove(key);
      else await place.store.replace(key, object, body);
    }
  }
}
