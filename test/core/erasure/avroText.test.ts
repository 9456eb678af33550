import { deflateRawSync } from 'node:zlib';
import { avroText } from '../../../core/erasure/avroText.ts';

/** Encodes a long in Avro. */
function long(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value < 0 ? -value * 2 - 1 : value * 2;
  while (rest > 127) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

const text = (value: string | Buffer) => Buffer.concat([long(Buffer.byteLength(value)), Buffer.from(value)]);
const sync = Buffer.alloc(16, 7);
const block = (body: Buffer) => Buffer.concat([long(1), text(body), sync]);

function avroFile(codec: string, blocks: readonly Buffer[], sizedMetadata = false): Buffer {
  const pairs = Buffer.concat([text('avro.codec'), text(codec), text('avro.schema'), text('"string"')]);
  const count = sizedMetadata ? Buffer.concat([long(-2), long(pairs.length)]) : long(2);
  return Buffer.concat([Buffer.from('Obj\x01'), count, pairs, long(0), sync, ...blocks]);
}

describe('avroText', () => {
  const record = text(`${'a'.repeat(300)} 192.0.2.7`);

  it.each([
    ['deflate', avroFile('deflate', [block(deflateRawSync(record)), block(deflateRawSync(text('second')))])],
    ['null', avroFile('null', [block(record), block(text('second'))], true)],
  ])('returns the text of blocks with %s', (_, file) => {
    expect(avroText(file)).toContain('192.0.2.7');
    expect(avroText(file)).toContain('second');
    expect(avroText(file)).toContain('"string"');
  });

  it('rejects files that it cannot read', () => {
    expect(() => avroText(Buffer.from('PAR1'))).toThrow(
      'expected an Avro file, got a file that starts with other bytes',
    );
    expect(() => avroText(avroFile('snappy', []))).toThrow('got snappy');
  });
});
