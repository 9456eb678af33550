import { NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { readKnownLayouts } from '../../../cli/pipeline/knownLayouts.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { answeringClient } from '../answeringClient.ts';

function read(answer: unknown) {
  return readKnownLayouts(answeringClient<S3Client>({ GetObject: answer }), 'lake');
}

const bodyOf = (text: string) => ({ Body: { transformToString: async () => text } });

describe('readKnownLayouts', () => {
  it('reads the document of the lake', async () => {
    const layouts = expectedLayouts(['timestamp', 'c-ip']);

    expect(await read(bodyOf(printLayouts(layouts)))).toEqual(layouts);
  });

  it.each([
    [
      'no document',
      new NoSuchKey({ message: 'The specified key does not exist.', $metadata: {} }),
      'expected the known layouts at s3://lake/config/layouts.json, got no such object; deploy the stack again',
    ],
    [
      'an empty list',
      bodyOf(printLayouts([])),
      'expected a layout at s3://lake/config/layouts.json, got none; deploy the stack again',
    ],
    ['something else', bodyOf('[]'), 'expected {"version":1,"layouts":[…]} in layouts.json, got []'],
  ])('reports that there is %s', async (_, answer, message) => {
    await expect(read(answer)).rejects.toThrow(message);
  });
});
