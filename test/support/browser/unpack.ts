import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inflate } from '@sparticuz/chromium';

// Unpacks the browser of the package into the folder that TMPDIR names. It is a program of its own because the
// package unpacks nowhere else, and because tests run as CommonJS.
const packed = resolve(import.meta.dirname, '../../../node_modules/@sparticuz/chromium/bin');
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
