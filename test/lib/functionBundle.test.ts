import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { entryOf, functionFolders } from '../../bundle/functions.ts';
import { makeStack } from './synthesize.ts';

describe.each(functionFolders.filter((name) => name !== 'consumer'))('the function %s', (folder) => {
  it('is a single file that loads without other files and handles events', () => {
    const outputFolder = mkdtempSync(join(tmpdir(), 'bundle-'));
    const { file } = bundleFunction({ entryFile: entryOf(folder), outputFolder });
    const script = `console.log(typeof require(${JSON.stringify(file)}).handler)`;
    const environment = {
      LAKE_BUCKET: 'lake',
      AWS_REGION: 'eu-west-1',
      DESTINATION: 'search',
      FAILURE_BUCKET: 'failures',
      RECEIVER_URL: 'https://logs.example.com/',
      PIPELINE_NAME: 'logs',
      DATABASE: 'logs',
      RETENTION_DAYS: '90',
      WORKGROUP: 'logs',
    };
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      env: environment,
    });
    rmSync(outputFolder, { recursive: true });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });
});

describe('the consumer in the template', () => {
  it('is byte for byte the bundle that npm start runs', () => {
    const stack = makeStack();
    const assembly = (stack.node.root as App).synth();
    const template = assembly.getStackByName('cloudfront-realtime-logs').template;
    const { Code } = template.Resources['PipelineConsumerFunctionB31FCB30'].Properties;
    const asset = join(assembly.directory, `asset.${Code.S3Key.replace('.zip', '')}`);

    const outputFolder = mkdtempSync(join(tmpdir(), 'bundle-'));
    const { file } = bundleFunction({ entryFile: entryOf('consumer'), outputFolder });
    const bundle = readFileSync(file);
    rmSync(outputFolder, { recursive: true });

    expect(readdirSync(asset)).toEqual(['index.js']);
    expect(readFileSync(join(asset, 'index.js')).equals(bundle)).toBe(true);
  });
});
