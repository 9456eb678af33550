import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printAlarmsTable, printOptionsTable } from '../lib/settings/optionsTable.ts';
import { fieldsPage } from './fieldsPage.ts';
import { withIngestGuides } from './ingestGuides.ts';

writeFileSync(join(import.meta.dirname, 'fields.md'), fieldsPage());

const configuration = join(import.meta.dirname, 'configuration.md');
const text = [printOptionsTable(), printAlarmsTable()].reduce(withTable, readFileSync(configuration, 'utf8'));
writeFileSync(configuration, text);

const destinations = join(import.meta.dirname, 'destinations.md');
writeFileSync(destinations, withIngestGuides(readFileSync(destinations, 'utf8')));

/** Replaces the table of a page that has the same header as `table`. */
function withTable(page: string, table: string): string {
  const start = page.indexOf(table.split('\n')[0]);
  if (start < 0) throw new Error(`expected a table with the header ${table.split('\n')[0]}, got none`);
  return page.slice(0, start) + table + page.slice(page.indexOf('\n\n', start));
}
