import { readFileSync } from 'node:fs';
import { createdBy } from '../../core/version.ts';

it('names the program and its version as package.json does', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  expect(createdBy).toBe(`${name} version ${version}`);
});
