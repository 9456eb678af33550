import { expectedLayouts, type Layout } from '../../../core/layouts/layout.ts';
import { parseLayouts, printFields, printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { allFields, disputedFieldsOf64FieldGuide, fields46 } from '../../support/fieldLists.ts';

const since = '2026-11-20T13:00:00Z';

describe('printFields', () => {
  it.each<[string, readonly string[], string]>([
    ['a run', fields46, '1-46'],
    ['a field alone', ['asn'], '46'],
    ['runs and fields alone', ['timestamp', 'c-ip', 's-ip', 'cs-method', 'asn'], '1-3,7,46'],
    ['fields in falling order', ['asn', 'origin-lbl'], '46,45'],
    [
      'unknown fields by their names',
      ['timestamp', 'c-ip', 'x-new-field', 's-ip', 'connection-id'],
      '1-2,x-new-field,3,69',
    ],
    ['no field', [], ''],
  ])('writes %s', (_, names, text) => {
    expect(printFields(names)).toBe(text);
  });
});

describe('the document of layouts', () => {
  it('contains all properties of every layout, and can be read back', () => {
    const layouts: Layout[] = [
      { fields: [...fields46.slice(0, 41), ...disputedFieldsOf64FieldGuide], status: 'confirmed', since },
      { fields: ['timestamp', 'c-ip', 'x-new-field', 'asn'], status: 'expected', since },
      ...expectedLayouts(allFields, since),
    ];
    expect(parseLayouts(printLayouts(layouts))).toEqual(layouts);
  });

  it('is readable for people', () => {
    const layouts: Layout[] = [
      { fields: [...fields46.slice(0, 41), ...disputedFieldsOf64FieldGuide], status: 'confirmed', since },
    ];
    expect(printLayouts(layouts)).toBe(`{
  "version": 1,
  "layouts": [
    {
      "fields": "1-41,44-46,42-43",
      "status": "confirmed",
      "since": "2026-11-20T13:00:00Z"
    }
  ]
}
`);
  });

  it('may contain no layouts', () => {
    expect(parseLayouts(printLayouts([]))).toEqual([]);
  });

  it.each([
    ['no JSON', 'layouts', 'expected JSON in layouts.json, got layouts'],
    ['nothing', '', 'expected JSON in layouts.json, got '],
    [
      'another version',
      '{"version":2}',
      'expected {"version":1,"layouts":[…]} in layouts.json, got {"version":2}',
    ],
    ['a list', '[]', 'expected {"version":1,"layouts":[…]} in layouts.json, got []'],
    ['null', 'null', 'expected {"version":1,"layouts":[…]} in layouts.json, got null'],
    [
      'a layout of another status',
      '{"version":1,"layouts":[{"fields":"1-46","status":"new","since":"2026-11-20"}]}',
      'expected a layout {"fields":"1-46","status":"confirmed"|"expected","since":"…"}, ' +
        'got {"fields":"1-46","status":"new","since":"2026-11-20"}',
    ],
    [
      'a layout without fields',
      '{"version":1,"layouts":[null]}',
      'expected a layout {"fields":"1-46","status":"confirmed"|"expected","since":"…"}, got null',
    ],
    ...['0-3', '70-72', '72', '5-3', ''].map((positions): [string, string, string] => [
      `the positions '${positions}'`,
      `{"version":1,"layouts":[{"fields":"1,${positions}","status":"expected","since":"2026-11-20"}]}`,
      `expected positions from 1 to 71 in layouts.json, got '${positions}'`,
    ]),
  ])('rejects %s with a sentence', (_, text, message) => {
    expect(() => parseLayouts(text)).toThrow(new Error(message));
  });
});
