/**
 * Versions of Node.js that both packages run on. Their code imports Zstandard from `node:zlib`, which 22.15 and 23.8
 * added (Node.js 24 documentation, zlib, November 2026), and the versions between don't have.
 */
export const nodeRange = '^22.15.0 || >=23.8.0';

/** The oldest of these versions, on which `npm run packages` uses both packages. */
export const oldestNode = '22.15.0';

/**
 * The file that starts `cfrl`. It turns on the compile cache, and runs on any version of Node.js, so that an older one
 * prints what is needed instead of a failed import.
 */
export const startFile = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15) || (major === 23 && minor < 8)) {
  console.error('cfrl needs Node.js 22.15 or later, or 23.8 or later; this is ' + process.versions.node + '.');
  process.exitCode = 2;
} else {
  require('node:module').enableCompileCache?.();
  require('./cfrl.cjs');
}
`;
