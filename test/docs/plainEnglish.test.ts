import { globSync, readFileSync } from 'node:fs';

/** Words that this project doesn't use, each with what to write instead. */
const replacements: readonly [pattern: RegExp, replacement: string][] = [
  [/\breckon(?:s|ed|ing)?\b/i, 'calculate, expect'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bsince 1970\b/i, 'epoch milliseconds'],
  [/\bcatalogues?\b/i, 'catalog'],
  [/\bat the (?:most|least)\b/i, 'at most, at least'],
  [/\bsmall letters\b/i, 'lowercase letters'],
  [/\b(?:is|are|was|be) told\b/i, 'receives, knows, is reported'],
  [/\btold apart\b/i, 'distinguished'],
  [/\bhas it that\b/i, 'says that'],
  [/\bof which\b/i, 'a new sentence'],
  [/\bthere is none\b/i, 'there is no … (say what is missing)'],
  [/\blest\b/i, 'so that … not'],
  [/\banew\b/i, 'again'],
  [/\bfor want of\b/i, 'because … is missing'],
  [/\btells? of\b/i, 'reports'],
  [/\btells? apart\b/i, 'distinguishes'],
  [/\b(?:whence|thereof|therein|hitherto)\b/i, 'a plain word'],
  [/@throws \w+ where\b/, '@throws … if'],
  [/\bundefined where\b/i, 'undefined if'],
  [/\bno (?:terminal|reader) obeys\b/i, 'escaped'],
  [/\bin the place of\b/i, 'instead of'],
  [/\bas it came\b/i, 'unchanged'],
  [/\bhands? (?:out|over)\b/i, 'returns, passes'],
  [/@default nothing (?:does|is)\b/i, '@default none'],
  [/\b(?:in the )?plainest(?: way)?\b/i, 'simplest'],
];

const sources = globSync('**/*.{ts,tsx,css,html,md,yml}', {
  exclude: (name) => ['node_modules', 'cdk.out', 'dist', 'coverage'].includes(name),
}).filter((file) => !file.replaceAll('\\', '/').endsWith('test/docs/plainEnglish.test.ts'));

describe('texts, comments, and messages', () => {
  it('use plain words', () => {
    expect(sources.length).toBeGreaterThan(500);
    const found = sources.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          replacements
            .filter(([pattern]) => pattern.test(line))
            .map(([pattern, replacement]) => `${file}:${index + 1} ${pattern}: write ${replacement}`),
        ),
    );
    expect(found).toEqual([]);
  });
});
