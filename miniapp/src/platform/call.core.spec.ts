import { expect, test } from '@jest/globals';
import type { CallError } from './call.core';
import { asCallError, readAnswer, wireRequest } from './call.core';

const failure = (status: number, body: unknown): CallError => {
  try {
    readAnswer({ status, body });
  } catch (thrown) {
    return thrown as CallError;
  }
  throw new Error('was no failure');
};

test('keys named in the path travel there, the rest in the body', () => {
  const endpoint = { method: 'POST', path: '/cases/:id/actions/:action' } as const;
  expect(
    wireRequest(endpoint, { id: 'a/b', action: 'accept', version: 3, form: { say: '好' } }, '/api'),
  ).toEqual({
    method: 'POST',
    url: '/api/cases/a%2Fb/actions/accept',
    body: { version: 3, form: { say: '好' } },
  });
});

test('a GET carries the rest in the query, without what is not there', () => {
  const input = { q: '王 秀英', after: undefined, of: ['a', 'b'], limit: 20 };
  expect(wireRequest({ method: 'GET', path: '/cases' }, input, 'https://x')).toEqual({
    method: 'GET',
    url: 'https://x/cases?q=%E7%8E%8B%20%E7%A7%80%E8%8B%B1&of=a&of=b&limit=20',
  });
});

test('a path that misses its key is a fault of the page, not a request', () => {
  expect(() => wireRequest({ method: 'GET', path: '/cases/:id' }, {}, '')).toThrow('needs id');
});

test('a refusal keeps code, words, retry and details', () => {
  const error = failure(409, {
    code: 'notNow',
    message: '还没到',
    requestId: 'r1',
    retry: true,
    details: { guard: 'two' },
  });
  expect(error).toMatchObject({
    code: 'notNow',
    message: '还没到',
    requestId: 'r1',
    retry: true,
    details: { guard: 'two' },
    offline: false,
  });
});

test('a code that this build does not know is read by its status', () => {
  expect(failure(422, { code: 'brandNew', message: '新的话', requestId: 'r' })).toMatchObject({
    code: 'blocked',
    message: '新的话',
  });
  expect(failure(418, { code: 'teapot', requestId: 'r' }).code).toBe('badInput');
  expect(failure(426, { code: 'whatever', message: 'x', requestId: 'r' }).code).toBe('updateApp');
});

test('an answer that is not our server’s proves nothing', () => {
  expect(failure(200, '<html>请先登录</html>').offline).toBe(true);
  expect(failure(200, null).offline).toBe(true);
  expect(failure(502, '<html>bad gateway</html>').offline).toBe(true);
  expect(asCallError({ errMsg: 'request:fail timeout' })).toMatchObject({ code: 'away', offline: true });
});

test('an answer is its body; 204 is an answer, too', () => {
  expect(readAnswer({ status: 201, body: { number: '1123 017' } })).toEqual({ number: '1123 017' });
  expect(readAnswer({ status: 204, body: null })).toBeUndefined();
});
