import { describe, expect, it } from '@jest/globals';
import { sealPush, sha1 } from '../../../test/wechat/seal.js';
import { WeChatPush, readEvents, type PushSecrets } from './wechat.push.js';

/** The worked example of WeChat's own page about message push. */
const published: PushSecrets = { appid: 'wxba5fad812f8e6fb9', token: 'AAAAA', aesKey: 'A'.repeat(43) };
const publishedQuery = {
  signature: '6c5c811b55cc85e0e1b54100749188c20beb3f5d',
  timestamp: '1714112445',
  nonce: '415670741',
  openid: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
  encrypt_type: 'aes',
  msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
};
const publishedBody = {
  ToUserName: 'gh_97417a04a28d',
  Encrypt:
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
};
const publishedTime = new Date(1714112445_000);

const ours: PushSecrets = { appid: 'wx0123456789abcdef', token: 'our-token', aesKey: 'k'.repeat(42) + 'A' };
const now = new Date('2026-11-23T07:01:00Z');
const seconds = String(now.getTime() / 1000);

const seal = (message: unknown, secrets = ours, timestamp = seconds) => sealPush(message, secrets, timestamp);

const popup = {
  ToUserName: 'gh_1',
  FromUserName: 'oPerson',
  CreateTime: '1620973045',
  MsgType: 'event',
  Event: 'subscribe_msg_popup_event',
  List: [
    { TemplateId: 'tA', SubscribeStatusString: 'accept', PopupScene: '0' },
    { TemplateId: 'tB', SubscribeStatusString: 'reject', PopupScene: 0 },
  ],
};

describe('the published example', () => {
  const push = new WeChatPush(published, () => publishedTime);

  it('passes the check of the address', () => {
    const query = { timestamp: '1714036504', nonce: '1514711492', echostr: '4375120948345356249' };
    const signature = 'f464b24fc39322e44b38aa78f5edd27bd1441696';
    expect(push.verifyAddress({ ...query, signature })).toBe('4375120948345356249');
    expect(push.verifyAddress({ ...query, signature: signature.replace('f', '0') })).toBeNull();
    expect(push.verifyAddress(query)).toBeNull();
  });

  it('opens; a kind that we have no use for holds no events', () => {
    expect(push.open(publishedQuery, publishedBody)).toEqual([]);
  });

  it('stays shut when it is old, or signed by the wrong one of its two signatures', () => {
    expect(new WeChatPush(published, () => now).open(publishedQuery, publishedBody)).toBeNull();
    const { signature } = publishedQuery;
    expect(push.open({ ...publishedQuery, msg_signature: signature }, publishedBody)).toBeNull();
  });

  it('stays shut for another app with the same keys', () => {
    const other = new WeChatPush({ ...published, appid: 'wxother' }, () => publishedTime);
    expect(other.open(publishedQuery, publishedBody)).toBeNull();
  });
});

describe('a push to us', () => {
  const push = new WeChatPush(ours, () => now);

  it('opens what was sealed for us', () => {
    const { query, body } = seal(popup);
    expect(push.open(query, body)).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/u),
        openid: 'oPerson',
        templateId: 'tA',
        kind: 'answered',
        answer: 'accept',
      },
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/u),
        openid: 'oPerson',
        templateId: 'tB',
        kind: 'answered',
        answer: 'reject',
      },
    ]);
  });

  it('stays shut when anything is off', () => {
    const { query, body } = seal(popup);
    const flipped = { Encrypt: body.Encrypt.replace(/^./u, (first) => (first === 'A' ? 'B' : 'A')) };
    expect(push.open(query, flipped)).toBeNull();
    expect(push.open({ ...query, nonce: 'm' }, body)).toBeNull();
    expect(push.open({}, body)).toBeNull();
    expect(push.open(query, { action: 'CheckContainerPath' })).toBeNull();
    const elsewhere = seal(popup, { ...ours, appid: 'wxother' });
    expect(push.open(elsewhere.query, elsewhere.body)).toBeNull();
    const replay = seal(popup, ours, String(Number(seconds) - 601));
    expect(push.open(replay.query, replay.body)).toBeNull();
    const undated = seal(popup, ours, 'soon');
    expect(push.open(undated.query, undated.body)).toBeNull();
    const garbage = Buffer.alloc(64, 7).toString('base64');
    expect(
      push.open({ ...query, msg_signature: sha1(ours.token, seconds, 'n', garbage) }, { Encrypt: garbage }),
    ).toBeNull();
  });
});

describe('a server without a push set up', () => {
  it('takes nothing, though anybody could sign with an empty token', () => {
    const none = { appid: ours.appid, token: '', aesKey: '' };
    const push = new WeChatPush(none, () => now);
    const query = { timestamp: seconds, nonce: 'n', echostr: 'echo', signature: sha1('', seconds, 'n') };
    expect(push.verifyAddress(query)).toBeNull();
    const { query: signed, body } = seal(popup, { ...ours, token: '' });
    expect(push.open(signed, body)).toBeNull();
  });
});

describe('a check of media', () => {
  const checked = { MsgType: 'event', Event: 'wxa_media_check', trace_id: 't1', errcode: 0, version: 2 };

  it('says what WeChat thinks, or nothing where it could not fetch the file', () => {
    const risky = { ...checked, result: { suggest: 'risky', label: 20002 } };
    expect(readEvents(risky)).toEqual([{ kind: 'checked', id: 't1', suggest: 'risky' }]);
    expect(readEvents({ ...risky, errcode: -1008 })).toEqual([{ kind: 'checked', id: 't1', suggest: null }]);
    expect(readEvents(checked)).toEqual([{ kind: 'checked', id: 't1', suggest: null }]);
    expect(readEvents({ ...checked, trace_id: '' })).toEqual([]);
  });
});

describe('events', () => {
  it('reads one bare entry like an array of one, and numbers like strings', () => {
    const [first] = popup.List;
    const bare = readEvents({ ...popup, CreateTime: 1620973045, List: first });
    expect(bare).toEqual(readEvents({ ...popup, List: [first] }));
    expect(bare).toHaveLength(1);
  });

  it('gives every delivery of an event one id, and different events different ones', () => {
    const [a, b] = readEvents(popup);
    expect(readEvents(popup)[0]?.id).toBe(a?.id);
    expect(b?.id).not.toBe(a?.id);
    expect(readEvents({ ...popup, CreateTime: '1620973046' })[0]?.id).not.toBe(a?.id);
  });

  it('reads what became of a send', () => {
    const List = { TemplateId: 'tA', MsgID: '1864323726461255680', ErrorCode: '0', ErrorStatus: 'success' };
    expect(readEvents({ ...popup, Event: 'subscribe_msg_sent_event', List })).toMatchObject([
      { kind: 'sent', msgid: '1864323726461255680', errcode: 0, openid: 'oPerson', templateId: 'tA' },
    ]);
  });

  it('reads a card turned off, and no card turned on', () => {
    const List = [
      { TemplateId: 'tA', SubscribeStatusString: 'reject' },
      { TemplateId: 'tB', SubscribeStatusString: 'accept' },
    ];
    expect(readEvents({ ...popup, Event: 'subscribe_msg_change_event', List })).toMatchObject([
      { kind: 'turnedOff', templateId: 'tA' },
    ]);
  });

  it('counts accept with sound as accept', () => {
    const List = { TemplateId: 'tA', SubscribeStatusString: 'acceptWithAudio' };
    expect(readEvents({ ...popup, List })).toMatchObject([{ kind: 'answered', answer: 'accept' }]);
  });

  it.each([null, 'text', {}, { ...popup, FromUserName: undefined }, { ...popup, List: [{}] }])(
    'finds nothing in %j',
    (message) => expect(readEvents(message)).toEqual([]),
  );
});
