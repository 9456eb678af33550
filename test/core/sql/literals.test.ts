import { DuckDBInstance } from '@duckdb/node-api';
import { sqlText, sqlTimestamp } from '../../../core/sql/literals.ts';
import { hostileTexts } from '../../support/hostile.ts';

async function evaluate(sql: string): Promise<unknown> {
  const connection = await (await DuckDBInstance.create()).connect();
  const [[value] = []] = (await connection.runAndReadAll(`SELECT ${sql}`)).getRows();
  return value;
}

it('writes every text so that the engine reads the same text', async () => {
  const texts = [...hostileTexts, '', "'", "''; DROP TABLE x --", '\0', "a\0'\0b", '\\', '$', '語'];
  const list = await evaluate(`to_json([${texts.map(sqlText).join(', ')}])::VARCHAR`);
  expect(JSON.parse(String(list))).toEqual(texts);
});

it('writes a text with NUL characters so that it can be compared', async () => {
  expect(await evaluate(`${sqlText('a\0b')} IN (${sqlText('x')}, ${sqlText('a\0b')})`)).toBe(true);
});

it('writes a time in UTC, to the millisecond', async () => {
  const time = Date.parse('2026-11-20T12:00:00.123Z');
  expect(sqlTimestamp(time)).toBe("TIMESTAMP '2026-11-20 12:00:00.123'");
  expect(await evaluate(`epoch_ms(${sqlTimestamp(time)})`)).toBe(BigInt(time));
});
