import { deflateRawSync } from 'node:zlib';
import { avroText } from '../../../core/erasure/avroText.ts';

/** Encodes a long in Avro. */
function encodeLong(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value < 0 ? -value * 2 - 1 : value * 2;
  while (rest > 127) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

const encodeText = (value: string | Buffer) =>
  Buffer.concat([encodeLong(Buffer.byteLength(value)), Buffer.from(value)]);
const sync = Buffer.alloc(16, 7);
const encodeBlock = (body: Buffer) => Buffer.concat([encodeLong(1), encodeText(body), sync]);

function makeAvroFile(codec: string, blocks: readonly Buffer[], sizedMetadata = false): Buffer {
  const pairs = Buffer.concat([
    encodeText('avro.codec'),
    encodeText(codec),
    encodeText('avro.schema'),
    encodeText('"string"'),
  ]);
  const count = sizedMetadata ? Buffer.concat([encodeLong(-2), encodeLong(pairs.length)]) : encodeLong(2);
  return Buffer.concat([Buffer.from('Obj\x01'), count, pairs, encodeLong(0), sync, ...blocks]);
}

describe('avroText', () => {
  const record = encodeText(`${'a'.repeat(300)} 192.0.2.7`);

  it.each([
    [
      'deflate',
      makeAvroFile('deflate', [
        encodeBlock(deflateRawSync(record)),
        encodeBlock(deflateRawSync(encodeText('second'))),
      ]),
    ],
    ['null', makeAvroFile('null', [encodeBlock(record), encodeBlock(encodeText('second'))], true)],
  ])('returns the text of blocks with %s', (_, file) => {
    expect(avroText(file)).toContain('192.0.2.7');
    expect(avroText(file)).toContain('second');
    expect(avroText(file)).toContain('"string"');
  });

  it('rejects files that it cannot read', () => {
    expect(() => avroText(Buffer.from('PAR1'))).toThrow(
      'expected an Avro file, got a file that starts with other bytes',
    );
    expect(() => avroText(makeAvroFile('snappy', []))).toThrow('got snappy');
  });
});
