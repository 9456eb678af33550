import { createRequire } from 'node:module';
import { output } from '../../terminal/printer.ts';

const [file = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const start = performance.now();
require(file);
output.line(JSON.stringify({ milliseconds: performance.now() - start }));
