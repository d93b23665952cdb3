import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { developmentKeys } from './keys.js';

const key = () => randomBytes(32).toString('base64');

const production = () => ({
  NODE_ENV: 'production',
  FIELD_KEYS: `b:${key()},a:${key()}`,
  INDEX_KEY: key(),
  LINK_KEY: key(),
  WECHAT_APPID: 'wx0000000000000000',
  WECHAT_SECRET: 'secret',
  OWNER: '某镇人民政府',
  FILING: '某ICP备00000000号',
  DUTY_PHONE: '0851-0000000',
});

describe('configuration', () => {
  it('starts a developer with nothing set, on this machine only', () => {
    const config = readConfig({ PORT: '' });
    expect(config).toMatchObject({ production: false, demo: false, http: { host: '127.0.0.1', port: 8080 } });
    expect(config.database).toMatchObject({ url: null, dataDir: '.data' });
    expect(config.keys.fields[0]?.key).toHaveLength(32);
  });

  it('reads keys in order, templates by name and lengths in minutes', () => {
    const config = readConfig({
      ...production(),
      WECHAT_TEMPLATES: 'task:abc, step:def',
      SESSION_STAFF_HOURS: '2',
    });
    expect(config.keys.fields.map((each) => each.id)).toEqual(['b', 'a']);
    expect(config.wechat.templates).toEqual({ task: 'abc', step: 'def' });
    expect(config.sessions.staff.minutes).toBe(120);
    expect(config.http.host).toBe('0.0.0.0');
  });

  it('reads a bucket from its address, and refuses one without region or key, or in the clear', () => {
    const address = 'https://ID:k%2Fy@town.cos.ap-chengdu.myqcloud.com/files?region=ap-chengdu';
    const { bucket } = readConfig({ FILES_URL: address }).files;
    expect(bucket).toMatchObject({ region: 'ap-chengdu', keyId: 'ID', secret: 'k/y' });
    expect(bucket?.url.href).toBe('https://town.cos.ap-chengdu.myqcloud.com/files/');
    expect(messageOf({ FILES_URL: 'https://town.cos.ap-chengdu.myqcloud.com' })).toContain('FILES_URL:');
    expect(messageOf({ ...production(), FILES_URL: address.replace('s:', ':') })).toContain('FILES_URL:');
  });

  it('names every bad variable in one message, and no value', () => {
    const env = {
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      INDEX_KEY: 'short-secret',
      DATABASE_URL: 'postgres://x/y',
    };
    const words = messageOf(env);
    for (const name of Object.keys(env)) expect(words).toContain(`${name}:`);
    expect(words).not.toContain('short-secret');
  });

  it('refuses in production what is missing, public or for trying out', () => {
    const env = {
      ...production(),
      ...developmentKeys,
      DEMO: '1',
      SECOND_FACTOR: '0',
      WECHAT_BASE_URL: 'http://127.0.0.1:9',
      OWNER: '',
      PORT: 'x',
    };
    const words = messageOf(env);
    for (const name of [
      'FIELD_KEYS',
      'INDEX_KEY',
      'LINK_KEY',
      'DEMO',
      'SECOND_FACTOR',
      'WECHAT_BASE_URL',
      'OWNER',
      'PORT',
    ]) {
      expect(words).toContain(`${name}:`);
    }
    const missing = messageOf({ NODE_ENV: 'production' });
    for (const name of [
      'FIELD_KEYS',
      'INDEX_KEY',
      'LINK_KEY',
      'WECHAT_APPID',
      'WECHAT_SECRET',
      'DUTY_PHONE',
      'FILING',
    ]) {
      expect(missing).toContain(`${name}:`);
    }
    expect(readConfig(production())).toMatchObject({ production: true, stepUp: { demanded: true } });
  });

  it('takes short messages whole or not at all, and only from their provider in production', () => {
    const sms = {
      SMS_SECRET_ID: 'id',
      SMS_SECRET_KEY: 'key',
      SMS_APP_ID: '1400000000',
      SMS_SIGN: '松涛镇',
      SMS_TEMPLATES: 'staff:1,villager:2',
    };
    expect(readConfig({}).sms).toBeNull();
    expect(readConfig({ ...production(), ...sms }).sms).toMatchObject({ sign: '松涛镇' });
    for (const name of Object.keys(sms)) {
      const words = messageOf({ ...sms, [name]: '' });
      expect(words).toContain(`${name}: 短信只填了一半`);
    }
    expect(messageOf({ ...production(), ...sms, SMS_BASE_URL: 'http://127.0.0.1:9' })).toContain(
      'SMS_BASE_URL:',
    );
  });

  it('refuses keys that are no keys: zeros, one id twice', () => {
    const zeros = Buffer.alloc(32).toString('base64');
    expect(messageOf({ LINK_KEY: zeros })).toContain('LINK_KEY:');
    expect(messageOf({ FIELD_KEYS: `a:${key()},a:${key()}` })).toContain('FIELD_KEYS:');
  });
});

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    return String(error);
  }
  throw new Error('was accepted');
}
