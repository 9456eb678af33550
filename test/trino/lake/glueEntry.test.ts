import { readFileSync } from 'node:fs';
import { tableColumns } from '../../../core/lake/table.ts';
import { readTableInput, replaceLocation } from '../../../trino/lake/deployment.ts';
import { metastoreEntry, viewColumns } from '../../../trino/lake/glueEntry.ts';

describe('metastoreEntry', () => {
  it("keeps everything in a template's Glue table except the bucket", () => {
    const resources = JSON.parse(readFileSync('test/lib/fixtures/release-0.1.0.default.json', 'utf8'));
    const input = readTableInput(resources);
    const entry = metastoreEntry(input, replaceLocation('local:///lake'));
    expect(entry).toMatchObject({
      tableType: 'EXTERNAL_TABLE',
      externalLocation: 'local:///lake/raw/',
      partitionColumns: [
        { name: 'arrival_day', type: 'string' },
        { name: 'arrival_hour', type: 'int' },
      ],
      parameters: {
        ...input.Parameters,
        'storage.location.template': expect.stringMatching(/^local:\/\/\/lake\/raw\/arrival_day=\$/),
      },
      originalStorageFormat: { serde: input.StorageDescriptor.SerdeInfo.SerializationLibrary },
    });
    expect(entry.dataColumns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(
        tableColumns()
          .slice(0, 40)
          .map(({ name }) => name),
      ),
    );
  });
});

describe('viewColumns', () => {
  it('reads the columns of a stored view', () => {
    const stored = { originalSql: 'SELECT 1', columns: [{ name: 'a', type: 'varchar' }, { name: 'b' }] };
    const text = Buffer.from(JSON.stringify(stored)).toString('base64');
    expect(viewColumns(`/* Presto View: ${text} */`)).toEqual(['a', 'b']);
  });
});
