import fc from 'fast-check';
import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { appendJsonText } from '../../../core/json/jsonText.ts';
import { anyText } from '../../support/anyText.ts';

/** Writes a text as a JSON string. */
function jsonOf(text: string): string {
  const writer = new ByteWriter(1);
  const bytes = Buffer.from(`before${text}after`);
  appendJsonText(writer, bytes, 6, bytes.length - 5);
  return writer.used().toString();
}

describe('a JSON text', () => {
  it('equals the output of JSON.stringify, with %00 for U+0000', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const written = jsonOf(text);
        expect(JSON.parse(written)).toBe(text.replaceAll('\0', '%00').toWellFormed());
        expect(written).not.toContain('\n');
      }),
    );
    const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');
    expect(jsonOf(`${controls}"\\\u007f`)).toBe(JSON.stringify(`%00${controls.slice(1)}"\\\u007f`));
  });
});
