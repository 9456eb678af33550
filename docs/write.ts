import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsPage } from './fieldsPage.ts';

writeFileSync(join(import.meta.dirname, 'fields.md'), fieldsPage());
