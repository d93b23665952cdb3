import { startWeChatStub } from './stub.js';

/**
 * The stub as a process of its own. From the environment: STUB_PORT, WECHAT_APPID, WECHAT_SECRET.
 * Templates come in over `POST /__stub/templates`; the first line of output is its address.
 */
const stub = await startWeChatStub({
  port: Number(process.env.STUB_PORT ?? 0),
  appid: process.env.WECHAT_APPID ?? 'wxdemo0000000000000',
  secret: process.env.WECHAT_SECRET ?? 'demo-secret',
  templates: [],
});
process.stdout.write(`${stub.url}\n`);

const stop = (): void => void stub.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// Without this an orphan would hold its port after the launcher is killed outright.
process.once('disconnect', stop);
