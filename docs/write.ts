import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printAlarmsTable, printOptionsTables } from '../lib/settings/optionsTable.ts';
import { fieldsPage } from './fieldsPage.ts';
import { withIngestGuides } from './ingestGuides.ts';

writeFileSync(join(import.meta.dirname, 'fields.md'), fieldsPage());

const configuration = join(import.meta.dirname, 'configuration.md');
const text = withOptions(readFileSync(configuration, 'utf8'));
writeFileSync(configuration, withTable(text, printAlarmsTable()));

const destinations = join(import.meta.dirname, 'destinations.md');
writeFileSync(destinations, withIngestGuides(readFileSync(destinations, 'utf8')));

/** Returns a page in which the tables of options replace those of the section Options. */
function withOptions(page: string): string {
  return page.replace(/(?<=^## Options\n\n).*?(?=\n\n## )/ms, () => printOptionsTables());
}

/** Replaces the table of a page that has the same header as `table`. */
function withTable(page: string, table: string): string {
  const start = page.indexOf(table.split('\n')[0]);
  if (start < 0) throw new Error(`expected a table with the header ${table.split('\n')[0]}, got none`);
  return page.slice(0, start) + table + page.slice(page.indexOf('\n\n', start));
}
