import type { LocalCompaction } from '../compaction/localCompaction.ts';
import { awsJsonService } from './awsJsonService.ts';
import type { EndpointService } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/** A Glue catalog with the tables and the view of the local lake. */
export function glueService(database: string, compaction: LocalCompaction): EndpointService {
  return awsJsonService({
    name: 'glue',
    version: '1.1',
    targetPrefix: 'AWSGlue',
    operations: {
      async GetTable({ DatabaseName, Name }: { DatabaseName: string; Name: string }) {
        const table = DatabaseName === database ? await compaction.findTable(Name) : undefined;
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
