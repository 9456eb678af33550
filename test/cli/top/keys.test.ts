import { readKeys } from '../../../cli/top/keys.ts';

describe('keys', () => {
  it.each([
    ['q', ['q']],
    ['\u001b[C\u001b[D\t', ['right', 'left', 'right']],
    ['\u001bOC', ['right']],
    ['\u001b', ['escape']],
    ['/a=ä\r', ['/', 'a', '=', 'ä', 'enter']],
    ['\u007f\u0003', ['backspace', 'interrupt']],
    ['\u001b[5~\u0001', []],
  ])('of %j are %j', (text, keys) => {
    expect(readKeys(text)).toEqual(keys);
  });
});
