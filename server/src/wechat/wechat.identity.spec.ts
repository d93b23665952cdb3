import { describe, expect, it } from '@jest/globals';
import { cloudRunIdentity } from './wechat.identity.js';

const appId = 'wx0123456789abcdef';
const inside = { trustHeaders: true, appId };
const genuine = { 'x-wx-openid': 'oPerson', 'x-wx-source': 'wx_client', 'x-wx-appid': appId };

describe('identity from the headers of Cloud Run', () => {
  it('is believed behind the private line', () => {
    expect(cloudRunIdentity(genuine, inside)).toEqual({ openid: 'oPerson' });
    expect(cloudRunIdentity({ ...genuine, 'x-wx-unionid': 'uPerson' }, inside)).toEqual({
      openid: 'oPerson',
      unionid: 'uPerson',
    });
  });

  it('is ignored on a server of our own, however complete', () => {
    expect(cloudRunIdentity(genuine, { trustHeaders: false, appId })).toBeNull();
  });

  it.each([
    ['no source', { ...genuine, 'x-wx-source': undefined }],
    ['empty source', { ...genuine, 'x-wx-source': '' }],
    ['another app', { ...genuine, 'x-wx-appid': 'wxother' }],
    ['no app', { ...genuine, 'x-wx-appid': undefined }],
    ['no person', { ...genuine, 'x-wx-openid': undefined }],
    ['a person twice', { ...genuine, 'x-wx-openid': ['oPerson', 'oOther'] }],
    ['a person joined to another', { ...genuine, 'x-wx-openid': 'oPerson, oOther' }],
    ['an app added by the client', { ...genuine, 'x-wx-appid': `wxother, ${appId}` }],
  ])('is ignored with %s', (_what, headers) => {
    expect(cloudRunIdentity(headers, inside)).toBeNull();
  });
});
