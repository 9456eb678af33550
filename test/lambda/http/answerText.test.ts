import { answerText } from '../../../lambda/http/answerText.ts';

describe('the text of a response in an error', () => {
  it('is one line of at most 200 characters', () => {
    expect(answerText(Buffer.from('  busy\r\n\u2028try later \u0007'))).toBe('busy try later');
    expect(answerText('x'.repeat(1000))).toBe('x'.repeat(200));
  });
});
