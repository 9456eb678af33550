import { type AthenaContext, runQuery } from '../../core/aws/athena/runQuery.ts';
import { type QueryAnswer, readValue } from './queryAnswer.ts';

/** Answers a query by Athena, page by page. */
export async function queryAthena(context: AthenaContext, sql: string): Promise<QueryAnswer> {
  const { columns, scannedBytes, pages } = await runQuery(context, sql);
  return {
    columns: columns.map(({ name }) => name),
    scannedBytes,
    pages: (async function* () {
      for await (const rows of pages()) {
        yield rows.map((row) => row.map((text, index) => readValue(text, columns[index].type)));
      }
    })(),
  };
}
