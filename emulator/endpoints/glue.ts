import { requestsViewName } from '../../core/lake/requestsView.ts';
import { tableName } from '../../core/lake/table.ts';
import type { LocalCompaction } from '../compaction/localCompaction.ts';
import { awsJsonService } from './awsJsonService.ts';
import type { EndpointService } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/** Tables that the local Athena can read. */
const readable: readonly string[] = [tableName, requestsViewName];

/**
 * Creates a local Glue catalog with the raw table and the view of the local lake. It doesn't contain the
 * compaction's tables, because they are in memory, where the local Athena can't read them.
 */
export function glueService(database: string, compaction: LocalCompaction): EndpointService {
  return awsJsonService({
    name: 'glue',
    version: '1.1',
    targetPrefix: 'AWSGlue',
    operations: {
      async GetTable({ DatabaseName, Name }: { DatabaseName: string; Name: string }) {
        const table =
          DatabaseName === database && readable.includes(Name) ? await compaction.findTable(Name) : undefined;
        if (table === undefined)
          throw new ServiceError('EntityNotFoundException', `Entity Not Found: ${DatabaseName}.${Name}`);
        return {
          Table: {
            Name,
            DatabaseName,
            TableType: table.viewText === undefined ? 'EXTERNAL_TABLE' : 'VIRTUAL_VIEW',
            StorageDescriptor: { Columns: table.columns.map((column) => ({ Name: column })) },
            ...(table.viewText !== undefined && { ViewOriginalText: table.viewText }),
          },
        };
      },
    },
  });
}
