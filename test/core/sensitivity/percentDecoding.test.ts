import fc from 'fast-check';
import { anyText } from '../../support/anyText.ts';
import { columnText, columnTexts } from '../../support/fieldTexts.ts';
import { asLogged } from '../../support/logging.ts';
import { decodeOnce } from '../../support/plainReading.ts';
import { propertyRuns } from '../../support/propertyRuns.ts';

const decode = (logged: string) => columnText('cs-user-agent', logged);

describe('percent escapes', () => {
  it.each([
    ['Mozilla/5.0%20(X11)', 'Mozilla/5.0 (X11)'],
    ['%41%61', 'Aa'],
    ['%c3%A9', 'é'],
    ['%F0%9F%98%80', '😀'],
    ['%2520', '%20'],
    ['%252520', '%2520'],
    ['a+b', 'a+b'],
    ['%2B', '+'],
    ['%00', '\0'],
    ['%09%0A%0D', '\t\n\r'],
    ['%EF%BB%BFa', '\uFEFFa'],
    ['%2D', '-'],
    ['é', 'é'],
    ['é%20%C3%A9', 'é é'],
  ])('are decoded once: %s is %j', (logged, expected) => {
    expect(decode(logged)).toBe(expected);
  });

  it.each([
    '%',
    '%%',
    '%z',
    '%zz',
    '%2',
    '%2z',
    '%z2',
    '100%',
    '%é1',
    '% 1',
    '%-1',
    '%+1',
    '%0x',
    '%G0',
  ])('that are invalid are kept: %s', (text) => {
    expect(decode(text)).toBe(text);
    expect(decode(`%20${text}`)).toBe(` ${text}`);
  });

  it.each([
    ['%20a%2', ' a%2'],
    ['%20a%', ' a%'],
    ['%C3%A9%C3%A9%', 'éé%'],
    ['%20%C3', ' %C3'],
    ['%C3%A9%C3', 'é%C3'],
    ['%C3%A9%C3%', 'é%C3%'],
    ['%C3%A9%C3%A', 'é%C3%A'],
    ['%C3%', '%C3%'],
    ['%20%F0%9F%98', ' %F0%9F%98'],
    ['%20%F0%9F%98%8', ' %F0%9F%98%8'],
    ['%E3%81%82%E3%81', 'あ%E3%81'],
  ])('and characters are kept if the text is truncated in the middle of one: %s', (logged, expected) => {
    expect(decode(logged)).toBe(expected);
  });

  it.each([
    '%FF',
    'a%20%FF%20b',
    'a%FF%C3',
    '%E3%41%E3',
    '%ED%A0%80',
    'a%20%ED%A0',
    '%80%80',
    'a%20%C3b',
    '%C0%AF',
    'é%FF',
    '%ff%fe',
  ])('are all kept if the text would not be UTF-8: %s', (logged) => {
    expect(decode(logged)).toBe(logged);
  });

  it('are decoded like another decoder does, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '%',
        '%2',
        '%25',
        '%41',
        '%C3',
        '%A9',
        '%c3%a9',
        '%ff',
        '=',
        'a',
        'bc',
        'def',
        'é',
        '😀',
        '+',
      ),
      fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`),
    );
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 10 }), (logged) => {
        const expected = logged.map((one) => (one === '-' ? null : decodeOnce(one)));
        expect(columnTexts('cs-user-agent', logged)).toEqual(expected);
      }),
      { numRuns: propertyRuns(700) },
    );
  });

  it('are decoded to what a viewer sent', () => {
    fc.assert(
      fc.property(
        anyText({ maxLength: 60 }).filter((sent) => sent !== '-'),
        (sent) => {
          expect(decode(asLogged(sent))).toBe(sent);
        },
      ),
      { numRuns: propertyRuns(400) },
    );
  });
});
