/** Versions of Node.js that a package runs on. */
export interface NodeVersions {
  /** The `engines` of its package.json. */
  readonly range: string;
  /** The oldest of them, on which `npm run packages` uses the package. */
  readonly oldest: string;
}

/** Versions for the construct, which uses iterator helpers. */
export const constructNode: NodeVersions = { range: '>=22.0.0', oldest: '22.0.0' };

/**
 * Versions for `cfrl`, which uses Zstandard of `node:zlib`: 22.15 and 23.8 added it (Node.js 24 documentation, zlib,
 * November 2026).
 */
export const commandNode: NodeVersions = { range: '^22.15.0 || >=23.8.0', oldest: '22.15.0' };

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
