import { execFileSync } from 'node:child_process';
import { shellWord } from '../../terminal/shellWord.ts';

it.each([
  'lake',
  'my lake',
  "it's",
  '$(id)',
  '`id`',
  '*',
  '',
  'a;b',
  '"',
  '\\',
  '~',
  '-n',
])('quotes %j', (text) => {
  const printed = execFileSync('/bin/sh', ['-c', `printf '[%s]' ${shellWord(text)}`], { encoding: 'utf8' });
  expect(printed).toBe(`[${text}]`);
});

it('does not change plain paths', () => {
  expect(shellWord('/tmp/lake-1/raw')).toBe('/tmp/lake-1/raw');
});
