import type { ErasedFile } from '../../core/erasure/eraseFromFiles.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import type { ErasedPlace } from './erasedPlaces.ts';

/** Data of the subject in a place. */
export interface PlaceFindings {
  readonly place: ErasedPlace;
  /** Number of files that were read. */
  readonly read: number;
  /** Keys of files with data of the subject. */
  readonly keys: readonly string[];
  /** Number of rows, records, or lines of the subject. */
  readonly items: number;
}

/**
 * Finds data of the subject in all files of places.
 *
 * @param onFile called before each file
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
      const { removed } = await eraseFromFile(place, key, (await place.store.get(key)).body);
      if (removed > 0) keys.push(key);
      items += removed;
    }
    findings.push({ place, read: listed.length, keys, items });
  }
  return findings;
}

/**
 * Removes the found data.
 *
 * @throws Error if a file changed in the meantime; data in earlier files is already erased
 */
export async function eraseFromPlaces(
  findings: readonly PlaceFindings[],
  onFile: (place: string, key: string) => void,
): Promise<void> {
  for (const { place, keys } of findings) {
    for (const key of keys) {
      onFile(place.name, key);
      const object = await place.store.get(key);
      const { removed, body } = await eraseFromFile(place, key, object.body);
      if (removed === 0) continue;
      if (body === undefined) await place.store.remove(key);
      else await place.store.replace(key, object, body);
    }
  }
}

/** @throws Error with the key if the file can't be read. It may contain data of the subject */
async function eraseFromFile(place: ErasedPlace, key: string, body: Buffer): Promise<ErasedFile> {
  try {
    return await place.erase(body);
  } catch (error) {
    throw new Error(`expected to read '${key}' (${place.name}), got: ${errorSentence(error)}`);
  }
}
