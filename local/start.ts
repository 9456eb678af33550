// Plain JavaScript without imports, so that a Node.js that doesn't support TypeScript can run this file and
// print the error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// Types are stripped from Node.js 22.18 on, and from 23.6 on (Node.js documentation, 'Modules: TypeScript').
if (major < 22 || (major === 22 && minor < 18) || (major === 23 && minor < 6)) {
  console.error(
    `expected Node.js 24, got ${process.versions.node}; run 'npm ci' and 'npm start', which use Node.js 24, or install the version in .nvmrc`,
  );
  process.exitCode = 2;
} else {
  import('./program/start.ts').then(({ runStart }) => runStart(process.argv.slice(2)));
}
