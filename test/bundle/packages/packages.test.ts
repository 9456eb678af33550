import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunction } from '../../../bundle/bundleFunction.ts';
import { entryOf, functionFolders } from '../../../bundle/functions.ts';
import { buildConstruct, oldestCdk } from '../../../bundle/packages/buildConstruct.ts';
import { synthesizeApp, writeCommonJsApp } from '../../../bundle/packages/checkApps.ts';
import { constructNode } from '../../../bundle/packages/nodeVersions.ts';
import { readManifest } from '../../../bundle/packages/paths.ts';
import { featuresOf, satisfies, versions } from './nodeFeatures.ts';

let folder: string;
let built: string;

/** A user's folder with only the package and its peer dependencies installed. */
beforeAll(() => {
  // The app's path differs in each run, so that its compiled code would be kept for nothing.
  delete process.env['NODE_COMPILE_CACHE'];
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  built = join(folder, 'node_modules/cloudfront-realtime-logs');
  mkdirSync(built, { recursive: true });
  buildConstruct(built, readManifest());
  for (const name of ['aws-cdk-lib', 'constructs', 'zod']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name), 'dir');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// `npm run packages` installs both packages from files, with the oldest and the newest CDK.
describe('the package of the construct', () => {
  it('can be synthesized by a CommonJS app without a bundler', () => {
    const types = synthesizeApp(folder, writeCommonJsApp(folder));
    expect(types).toEqual(
      expect.arrayContaining(['AWS::Kinesis::Stream', 'AWS::CloudFront::RealtimeLogConfig']),
    );
  });

  it('contains the same bytes of functions that npm start runs', () => {
    for (const name of functionFolders) {
      const outputFolder = join(folder, 'functions', name);
      const { file } = bundleFunction({ entryFile: entryOf(name), outputFolder });
      const packed = readFileSync(join(built, 'functions', name, 'index.js'));
      expect(packed.equals(readFileSync(file))).toBe(true);
    }
  });

  it("only depends on zod, and uses the app's CDK", () => {
    const manifest = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      engines: { node: constructNode.range },
      dependencies: { zod: readManifest().dependencies['zod'] },
      peerDependencies: {
        'aws-cdk-lib': `^${oldestCdk['aws-cdk-lib']}`,
        constructs: `^${oldestCdk.constructs}`,
      },
    });
    expect(manifest.private).toBeUndefined();
  });

  it('supports exactly the Node.js versions that have the features in its code', () => {
    const features = featuresOf(readFileSync(join(built, 'lib/index.js'), 'utf8'));
    expect(features).toEqual({
      used: ['Map.groupBy', 'iterator helpers'],
      versions: versions.filter((version) => satisfies(version, constructNode.range)),
    });
  });
});
