import { readFileSync } from 'node:fs';
import { createdBy } from '../../core/version.ts';

it('contains the same program name and version as package.json', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  expect(createdBy).toBe(`${name} version ${version}`);
});
