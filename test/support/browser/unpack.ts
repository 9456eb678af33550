import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Unpacks the package's browser into the folder in TMPDIR. It is a separate program because the package can
// only unpack there, and because tests run as CommonJS.
const chromium = resolve(import.meta.dirname, '../../../node_modules/@sparticuz/chromium');
const packed = join(chromium, 'bin');

// The last version that installs on Node.js 20 has the function, but does not export it.
const { inflate } = (await import(join(chromium, 'build/esm/lambdafs.js'))) as {
  inflate: (file: string) => Promise<string>;
};

const files = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br', 'swiftshader.tar.br'];
await Promise.all(files.map((file) => inflate(join(packed, file))));

// The package's own configuration looks for fonts in folders of AWS Lambda.
writeFileSync(
  join(tmpdir(), 'fonts/fonts.conf'),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
);
