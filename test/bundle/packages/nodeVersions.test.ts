import { globSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { commandNode, startFile } from '../../../bundle/packages/nodeVersions.ts';
import { featuresOf, satisfies, versions } from './nodeFeatures.ts';

const promised = versions.filter((version) => satisfies(version, commandNode.range));

describe('cfrl', () => {
  it('supports exactly the Node.js versions that have the features in its code', () => {
    const files = globSync('{bin/cfrl,{cli,captures,core,explorer,terminal}/**/*}.ts', {
      exclude: ['explorer/page/**'],
    });
    const features = featuresOf(files.map((file) => readFileSync(file, 'utf8')).join('\n'));
    expect(features).toEqual({
      used: ['Map.groupBy', 'Promise.withResolvers', 'iterator helpers', 'globs', 'Zstandard'],
      versions: promised,
    });
  });

  it('uses only built-in objects of ECMAScript 2024 and iterator helpers, which Node.js 22 has', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8'));
    expect(compilerOptions.lib).toEqual(['es2024', 'esnext.iterator']);
  });

  it.each(['@aws-sdk/client-s3', '@smithy/core', 'commander'])('uses no newer features in %s', (name) => {
    const { engines } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    expect(satisfies(commandNode.oldest, engines.node)).toBe(true);
  });

  it('starts on these versions, and prints the requirement on others', () => {
    for (const version of versions)
      expect(start(version)).toEqual(
        promised.includes(version)
          ? { loaded: ['node:module', './cfrl.cjs'], errors: [], exitCode: undefined }
          : {
              loaded: [],
              errors: [
                `cfrl requires Node.js 22.15 or later (of Node.js 23: 23.8 or later); this is ${version}.`,
              ],
              exitCode: 2,
            },
      );
  });
});

/** Runs the command's start file as if on a version of Node.js. */
function start(version: string) {
  const loaded: string[] = [];
  const errors: string[] = [];
  const process = { versions: { node: version }, exitCode: undefined };
  runInNewContext(startFile.replace(/^#!.*/, ''), {
    process,
    console: { error: (text: string) => errors.push(text) },
    require: (name: string) => {
      loaded.push(name);
      return {};
    },
  });
  return { loaded, errors, exitCode: process.exitCode };
}
