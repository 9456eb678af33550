/** Versions of Node.js that a package runs on. */
export interface NodeVersions {
  /** The `engines` of its package.json. */
  readonly range: string;
  /** The oldest version, with which `npm run packages` checks the package. */
  readonly oldest: string;
}

/** Node.js versions for the construct, which uses iterator helpers. */
export const constructNode: NodeVersions = { range: '>=22.0.0', oldest: '22.0.0' };

/**
 * Node.js versions for `cfrl`, which uses Zstandard from `node:zlib`, added in 22.15 and 23.8 (Node.js 24
 * documentation, zlib, November 2026).
 */
export const commandNode: NodeVersions = { range: '^22.15.0 || >=23.8.0', oldest: '22.15.0' };

/**
 * The file that starts `cfrl` and enables the compile cache. It runs on any version of Node.js: on a version that is too
 * old, it prints the required version.
 */
export const startFile = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15) || (major === 23 && minor < 8)) {
  console.error('cfrl requires Node.js 22.15 or later (of Node.js 23: 23.8 or later); this is ' + process.versions.node + '.');
  process.exitCode = 2;
} else {
  require('node:module').enableCompileCache?.();
  require('./cfrl.cjs');
}
`;
