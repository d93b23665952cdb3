const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

const APPID = 'wxdemo0000000000000';
const SECRET = 'demo-secret';
const fields = { thing1: '提醒内容', time2: '时间' };
const templates = [
  { id: 'demo-staff', title: '待办提醒', kind: 'employee', fields },
  { id: 'demo-villager', title: '消息提醒', kind: 'oneTime', fields },
];
const bound = ['grid', 'stationed', 'village', 'secretary', 'town', 'town-leader', 'county', 'line'];
const willing = ['villager', 'neighbour'];

/**
 * Starts the stand-in for WeChat as a process of its own and tells it who bound the staff channel and who said yes to
 * messages. Answers what the server has to know of it.
 */
async function startWeChat() {
  const stub = spawn(process.execPath, [join(__dirname, '../test/dist/wechat/main.js')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, STUB_PORT: '0', WECHAT_APPID: APPID, WECHAT_SECRET: SECRET },
  });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: stub.stdout }).once('line', resolve);
    stub.once('exit', () => reject(new Error('the stand-in for WeChat did not start')));
  });
  const order = (name, body) =>
    fetch(`${url}/__stub/${name}`, { method: 'POST', body: JSON.stringify(body) });
  await order('templates', { templates });
  for (const persona of bound) await order('employee', { openid: `demo-${persona}` });
  for (const persona of willing) {
    await order('credit', { openid: `demo-${persona}`, templateId: 'demo-villager', count: 20 });
  }
  const env = {
    WECHAT_APPID: APPID,
    WECHAT_SECRET: SECRET,
    WECHAT_BASE_URL: url,
    WECHAT_TEMPLATES: 'staff:demo-staff,villager:demo-villager',
  };
  return { env, stop: () => stub.kill() };
}

module.exports = { startWeChat };
