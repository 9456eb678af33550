import { createRequire } from 'node:module';

const [file = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const start = performance.now();
require(file);
console.log(JSON.stringify({ milliseconds: performance.now() - start }));
