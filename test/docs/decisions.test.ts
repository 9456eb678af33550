import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path/posix';

const index = readFileSync('docs/decisions/README.md', 'utf8');
const records = globSync('docs/decisions/*.md')
  .map((file) => basename(file.replaceAll('\\', '/')))
  .filter((name) => name !== 'README.md');

describe('a decision record', () => {
  it.each(
    records,
  )('%s has a title, its status with a date, and its line in docs/decisions/README.md', (name) => {
    const text = readFileSync(`docs/decisions/${name}`, 'utf8');
    const heading =
      /^# (?<title>.+)\n\n\*\*Status:\*\* (?<status>accepted|superseded by \S+), (?<date>\d{4}-\d\d-\d\d)/;
    const { title, status, date } = heading.exec(text)?.groups ?? {};
    expect(text).toMatch(heading);
    expect(index).toContain(`| [${title}](${name}) | ${status} | ${date} |`);
  });
});
