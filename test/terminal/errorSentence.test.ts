import { readFileSync } from 'node:fs';
import { errorReason, errorSentence } from '../../terminal/errorSentence.ts';

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, got none');
}

describe('sentence', () => {
  it.each([
    [new Error('one line'), 'one line'],
    [new Error(' two\n  lines \n'), 'two lines'],
    ['no error', 'no error'],
  ])('returns the message of %p in one line', (error, expected) => {
    expect(errorSentence(error)).toBe(expected);
  });
});

describe('reason', () => {
  it("returns the reason for a file error, without the file's name", () => {
    expect(errorReason(thrownBy(() => readFileSync('absent/file')))).toBe('no such file or directory');
    expect(errorReason(thrownBy(() => readFileSync('test')))).toBe('illegal operation on a directory');
  });

  it('returns the message of other errors', () => {
    const error = Object.assign(new Error('unexpected end of file'), { errno: -5, code: 'Z_BUF_ERROR' });
    expect(errorReason(error)).toBe('unexpected end of file');
  });
});
