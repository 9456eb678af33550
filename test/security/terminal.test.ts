import { EventEmitter } from 'node:events';
import { describeRequest } from '../../cli/find/describeRequest.ts';
import { TailOutput } from '../../cli/tail/tailOutput.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import { withoutColors } from '../../terminal/colors.ts';
import { Printer, type TextStream } from '../../terminal/printer.ts';
import { batchOf } from '../support/batches.ts';
import { fields46 } from '../support/fieldLists.ts';
import { hostileTexts, obeyed, viewerTexts } from '../support/hostile.ts';
import { asLogged } from '../support/logging.ts';
import { lineOf } from '../support/records.ts';
import { keepAll } from '../support/transforming.ts';

const lines = hostileTexts.map((text) =>
  lineOf(fields46, {
    ...Object.fromEntries(viewerTexts.map((field) => [field, asLogged(text)])),
    'sc-content-type': asLogged(text),
    'sc-content-len': asLogged(text),
  }),
);
const records = new RecordReader(expectedLayouts(fields46), keepAll).read(batchOf(lines));
const places = Array.from({ length: records.count }, (_, record) => record);

class Sink extends EventEmitter implements TextStream {
  readonly texts: string[] = [];
  write(text: string): boolean {
    this.texts.push(text);
    return true;
  }
}

function outputOf(json: boolean, chosen: readonly string[] | undefined) {
  const errors = new Sink();
  const output = new TailOutput({
    output: new Printer(() => new Sink()),
    errors: new Printer(() => errors),
    json,
    logged: fields46,
    chosen,
  });
  return { output, errors };
}

describe('cfrl tail', () => {
  it.each([
    ['lines', false, undefined],
    ['lines of all fields', false, fields46],
    ['JSON', true, undefined],
  ])('prints no control characters in %s', (_, json, chosen) => {
    const { output } = outputOf(json, chosen);
    expect(places).toHaveLength(hostileTexts.length);
    for (const record of places) expect(output.format(records, record)).not.toMatch(obeyed);
  });

  it('prints no control characters in its notes', () => {
    const { output, errors } = outputOf(false, undefined);
    for (const text of hostileTexts) output.note(text);
    for (const text of errors.texts) expect(text.replace(/\n$/, '')).not.toMatch(obeyed);
  });
});

describe('cfrl find', () => {
  it('prints no control characters', () => {
    for (const record of places) {
      const values = new Map(fields46.map((field) => [field, records.value(record, field)]));
      const request = {
        place: 'the lake',
        values,
        malformedValues: records.malformedValues(record),
        copies: 1,
      };
      for (const line of describeRequest(request, { paint: withoutColors, lineWidth: undefined }))
        expect(line).not.toMatch(obeyed);
    }
  });
});
