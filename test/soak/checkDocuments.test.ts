import { documentFormats } from '../../core/json/documentFormat.ts';
import { RequestDocuments } from '../../core/json/requestDocuments.ts';
import { BatchReader } from '../../core/records/batchReader.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { checkDocuments } from '../../soak/destination/checkDocuments.ts';
import { numberedRecord, requestId } from '../../soak/records/numberedRecord.ts';
import { registeredLayouts } from '../../soak/records/soakLayouts.ts';
import { batchOf } from '../support/batches.ts';

const records = 300;
const epoch = Date.UTC(2026, 10, 20);
const lines = Array.from({ length: records }, (_, number) => numberedRecord(number, 'a', epoch));

/** Returns the documents of all readable records, as the delivery creates them. */
function takenDocuments(): Map<string, string[]> {
  const reader = new BatchReader(registeredLayouts(['a', 'b'], epoch), defaultSensitivityPolicy);
  const { bytes, ends, count } = new RequestDocuments(documentFormats.opensearch).write(
    reader.readWhole(batchOf(lines)),
  );
  const texts = bytes
    .toString('utf8', 0, ends[count - 1])
    .trimEnd()
    .split('\n');
  return new Map(texts.map((text) => [`requests/${JSON.parse(text).x_edge_request_id}`, [text]]));
}

const place = `requests/${requestId(12)}`;

describe('checkDocuments', () => {
  it('finds no problems in the documents of all readable records, including repeated ones', () => {
    const taken = takenDocuments();
    taken.set(place, [...(taken.get(place) ?? []), ...(taken.get(place) ?? [])]);
    expect(checkDocuments(taken, records)).toEqual({ lost: [], wrong: [], repeated: 1 });
  });

  it('finds lost documents', () => {
    const taken = takenDocuments();
    taken.delete(place);
    expect(checkDocuments(taken, records)).toEqual({ lost: [12], wrong: [], repeated: 0 });
  });

  it.each<[string, (taken: Map<string, string[]>, texts: string[]) => unknown]>([
    ['in a second index', (taken, texts) => taken.set(`other/${requestId(12)}`, texts)],
    ['under another id', (taken, texts) => taken.delete(place) && taken.set('requests/other', texts)],
    ['with another content', (taken, [text]) => taken.set(place, [text.replace('(12)', '(13)')])],
    ['repeated with another content', (taken, [text]) => taken.set(place, [text, `${text} `])],
  ])('finds a document %s', (_, spoil) => {
    const taken = takenDocuments();
    spoil(taken, taken.get(place) ?? []);
    expect(checkDocuments(taken, records).wrong).toHaveLength(1);
  });
});
