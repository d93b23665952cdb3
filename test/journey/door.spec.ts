import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('the doors of the staff', () => {
  let stage: Stage;
  let phone: Phone;
  let computer: Phone;
  let authenticator: TOTP;

  beforeAll(async () => {
    stage = await Stage.under({ SECOND_FACTOR: '1' });
    phone = await stage.as('secretary');
    computer = await stage.window();
  }, 90_000);
  afterAll(() => stage.close());

  const ticketOn = async (window: Phone): Promise<string> => {
    const drawn = window.page.waitForResponse((answer) => answer.url().endsWith('/api/tickets'));
    await window.goTo('/staff/door/index');
    const { id } = (await (await drawn).json()) as { id: string };
    return id;
  };
  // An authenticator shows a code for half a minute, and each is taken once: the next one is a minute away.
  const code = (minutes: number): string =>
    authenticator.generate({ timestamp: Date.now() + minutes * 30_000 });

  it('ask for the second factor before they let a computer in', async () => {
    await phone.goTo(`/staff/door/confirm?ticket=${await ticketOn(computer)}`);
    await phone.tap((await computer.page.locator('.sp-qr__n').innerText()).trim());
    await phone.tap('是我，打开');
    await phone.see('动态口令');
  });

  it('take an authenticator once its first code came back, and give codes for the day on which it is lost', async () => {
    await phone.tap('现在设一个');
    const key = await phone.page.locator('.sp-qr .st-b').innerText();
    authenticator = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
    await phone.write('6位数字', '000000');
    await phone.tap('填好了');
    await phone.see('数字不对，还能试4次');
    await phone.write('6位数字', code(0));
    await phone.tap('填好了');
    await phone.see('备用码，抄在纸上');
    expect((await phone.text()).match(/\d{5} \d{5}/g)).toHaveLength(8);
    await phone.tap('都抄好了');
    await phone.see('电脑上写的是哪个数？');
  });

  it('let the computer in that shows the number which was tapped', async () => {
    await phone.tap((await computer.page.locator('.sp-qr__n').innerText()).trim());
    await phone.tap('是我，打开');
    await phone.see('电脑上打开了');
    await computer.see('今天');
    expect(computer.address()).toBe('/staff/today/index');
  });

  it('shut again from the phone', async () => {
    await phone.goTo('/staff/me/index');
    await phone.tap('在哪儿登录着');
    await phone.see('这一台');
    await phone.tap(/^退出/);
    await phone.gone(/^Linux 电脑，Chrome$/);
    await computer.reload();
    await computer.see('您来试试，当谁？');
  });

  it('stay shut where somebody says that it was not they', async () => {
    await phone.goTo(`/staff/door/confirm?ticket=${await ticketOn(computer)}`);
    await phone.tap('不是我');
    await phone.see('没让它打开');
    await computer.see('手机上没有同意');
    await computer.tap('换一张');
    await computer.see('手机上点这个数');
  });

  it('are shown to staff where no demo is, and villagers are sent to WeChat', async () => {
    await computer.page.route('**/api/demo', (route) =>
      route.fulfill({ status: 404, json: { code: 'notFound', message: '', requestId: '' } }),
    );
    await computer.goTo('/pages/welcome/index');
    await computer.see('请用微信打开');
    await computer.tap('工作人员用电脑');
    await computer.see('手机上点这个数');
  });
});
