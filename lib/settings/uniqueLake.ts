import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IConstruct } from 'constructs';
import { tableName } from '../../core/lake/table.ts';
import { ConfigurationError } from './configurationError.ts';

/**
 * Rejects a lake that another pipeline of the app uses with the same prefix, because each would replace the layouts of the
 * other, and a database that already has the table of another pipeline.
 *
 * @param own the pipeline's table over the raw files
 * @throws ConfigurationError if another pipeline uses the lake or the database
 */
export function rejectSharedLake(own: CfnTable): void {
  const place = placeOf(own);
  for (const construct of own.node.root.node.findAll()) {
    if (construct === own || !isTableOfPipeline(construct)) continue;
    if (!areTogether(Stack.of(own), Stack.of(construct))) continue;
    const other = placeOf(construct);
    const paths = `'${pipelineOf(construct)}' and '${pipelineOf(own)}'`;
    if (other.location === place.location) {
      throw new ConfigurationError(
        'lakePrefix',
        `expected pipelines with the same bucket to have different prefixes, got the same for ${paths}`,
      );
    }
    if (other.database === place.database) {
      throw new ConfigurationError(
        'databaseName',
        `expected a database that no other pipeline uses, got the same for ${paths}`,
      );
    }
  }
}

/** Whether two stacks are deployed to the same account and region, as far as that is known. */
function areTogether(one: Stack, other: Stack): boolean {
  if (one === other) return true;
  const { account, region } = one;
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) return false;
  return other.account === account && other.region === region;
}

/** Recognizes the tables by their type and name, because an app can load several copies of this package. */
function isTableOfPipeline(construct: IConstruct): construct is CfnTable {
  if (!CfnResource.isCfnResource(construct)) return false;
  if (construct.cfnResourceType !== CfnTable.CFN_RESOURCE_TYPE_NAME) return false;
  return tableInputOf(construct as CfnTable).name === tableName;
}

/** Returns what identifies the data and the table of a pipeline. */
function placeOf(table: CfnTable) {
  const stack = Stack.of(table);
  const { storageDescriptor } = tableInputOf(table);
  // A reference is unique in its stack only.
  const textOf = (value: unknown) => {
    const resolved: unknown = stack.resolve(value);
    return typeof resolved === 'string' ? resolved : `${stack.node.path} ${JSON.stringify(resolved)}`;
  };
  return {
    location: textOf(storageDescriptor?.location),
    database: textOf(table.databaseName),
  };
}

interface TableInput {
  readonly name?: string;
  readonly storageDescriptor?: { readonly location?: string };
}

function tableInputOf({ tableInput }: CfnTable): TableInput {
  return tableInput as TableInput;
}

/** Returns the path of the pipeline that has a table. */
function pipelineOf(table: CfnTable): string {
  return table.node.path.replace(/\/Table\/[^/]+$/, '');
}
