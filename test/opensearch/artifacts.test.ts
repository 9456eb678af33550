import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findOpenSearch } from '../../opensearch/node/artifacts.ts';
import { isOfModule } from '../../opensearch/node/nodeFiles.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

describe('findOpenSearch', () => {
  it('uses an earlier download', () => {
    const downloaded = join(folder, 'full/cfrl-opensearch/opensearch-2.19.6');
    mkdirSync(downloaded, { recursive: true });
    const onDownload = jest.fn();
    expect(findOpenSearch({ XDG_CACHE_HOME: join(folder, 'full') }, onDownload)).toBe(downloaded);
    expect(onDownload).not.toHaveBeenCalled();
  });

  it('reports that Maven is missing', () => {
    const environment = { XDG_CACHE_HOME: join(folder, 'empty'), PATH: folder };
    expect(() => findOpenSearch(environment, () => {})).toThrow(
      new UsageError('cannot run mvn to download OpenSearch 2.19.6 (spawnSync mvn ENOENT); install mvn'),
    );
  });
});

describe('the module of the HTTP interface', () => {
  it.each([
    ['netty-common-4.1.135.Final.jar', true],
    ['transport-netty4-client-2.19.6.jar', true],
    ['opensearch-2.19.6.jar', false],
    ['lucene-core-9.12.3.jar', false],
  ])('has %s: %s', (jar, expected) => expect(isOfModule(jar)).toBe(expected));
});
