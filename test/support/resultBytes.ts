import { zstdDecompressSync } from 'node:zlib';
import type { TransformResult } from '../../core/transform.ts';
import { quarantineOf } from './transforming.ts';

/** Returns all bytes of a result, including decompressed content. */
export function bytesOf(result: TransformResult): Buffer {
  const { metrics, health, objects } = result;
  return Buffer.concat([
    Buffer.from(JSON.stringify([metrics, health, objects.map(({ key }) => key)])),
    ...objects.flatMap(({ body }) => [body, ...framesIn(body)]),
    ...quarantineOf(result).map(({ data }) => Buffer.from(data, 'base64')),
  ]);
}

/** Returns the contents of all zstd frames, which are found by their magic number. */
export function framesIn(body: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  const magic = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
  for (let at = body.indexOf(magic); at >= 0; at = body.indexOf(magic, at + 1)) {
    const next = body.indexOf(magic, at + 1);
    frames.push(zstdDecompressSync(body.subarray(at, next < 0 ? body.length : next), { finishFlush: 0 }));
  }
  return frames;
}
