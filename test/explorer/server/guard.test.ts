import { checkRequest } from '../../../explorer/server/guard.ts';

const good = { method: 'POST', host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000', token: 'right' };
const statusOf = (changes: object, isCall = true) =>
  checkRequest({ ...good, ...changes }, 4000, 'right', isCall)?.status;

describe('a call', () => {
  it('is allowed with the right host, origin, and token', () => {
    expect(statusOf({})).toBeUndefined();
    expect(statusOf({ origin: undefined })).toBeUndefined();
    expect(statusOf({ host: 'localhost:4000', origin: 'http://localhost:4000' })).toBeUndefined();
  });

  it.each([
    ['a name that was pointed at this machine', { host: 'rebound.example.com:4000' }, 421],
    ['another port', { host: '127.0.0.1:4001' }, 421],
    ['no host', { host: undefined }, 421],
    ['a page of another site', { origin: 'https://example.com' }, 403],
    ['a page that hides its origin', { origin: 'null' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:5000' }, 403],
    ['no token', { token: undefined }, 403],
    ['a wrong token', { token: 'wrong' }, 403],
    ['another method', { method: 'GET' }, 405],
  ])('is rejected from %s', (_, changes, status) => {
    expect(statusOf(changes)).toBe(status);
  });
});

describe('the page', () => {
  it('needs no token, but the right host', () => {
    expect(statusOf({ method: 'GET', token: undefined }, false)).toBeUndefined();
    expect(statusOf({ method: 'GET', host: 'rebound.example.com' }, false)).toBe(421);
  });
});
