import { decodeText, redactHeaders, redactUrl } from '../../../bench/contenders/plainDecoding.ts';

describe('decodeText', () => {
  it.each([
    { text: 'plain', decoded: 'plain' },
    { text: 'a%20b', decoded: 'a b' },
    { text: 'a+b%2520', decoded: 'a+b%20' },
    { text: '%C3%A9', decoded: 'é' },
    { text: 'cut%2', decoded: 'cut%2' },
    { text: 'a%20b%zz', decoded: 'a b%zz' },
    { text: 'no%20text%FF', decoded: 'no%20text%FF' },
  ])('decodes $text to $decoded', ({ text, decoded }) => {
    expect(decodeText(text)).toBe(decoded);
  });
});

describe('redactUrl', () => {
  it.each([
    { url: '/a?b=1', first: false, redacted: '/a?b=1' },
    { url: '/a?Token=1&b=2&key=', first: false, redacted: '/a?Token=REDACTED&b=2&key=' },
    { url: 'token=1', first: true, redacted: 'token=REDACTED' },
    { url: 'token=1', first: false, redacted: 'token=1' },
  ])('redacts $url to $redacted', ({ url, first, redacted }) => {
    expect(redactUrl(url, first)).toBe(redacted);
  });
});

describe('redactHeaders', () => {
  it('redacts values of secret headers, and of secret parameters in other headers', () => {
    expect(redactHeaders('Host:a\nAuthorization:Bearer x\nX-My-Token:y\nReferer:/b?code=1&c=2\n')).toBe(
      'Host:a\nAuthorization:REDACTED\nX-My-Token:REDACTED\nReferer:/b?code=REDACTED&c=2\n',
    );
  });
});
