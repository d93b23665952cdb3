import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { newId } from '../../server/src/platform/ids.js';
import { SessionService } from '../../server/src/identity/session.service.js';
import { silence } from '../../server/src/notice/spec.server.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Story } from '../api/story.js';
import { Attacker, attacks, attacksIn } from '../support/attacks.js';
import { openBrowser } from '../support/browser.js';
import { Phone } from '../support/phone.js';
import { Town } from '../support/town.js';

describe('what somebody writes is a text to whoever reads it, and never a program', () => {
  const fired: number[] = [];
  const read = new Set<number>();
  const attacker = new Attacker();
  let town: Town;
  let story: Story;
  let browser: Browser;
  let announcement: string;
  let policy: string;
  let report: string;
  let question: string;

  beforeAll(async () => {
    [town, browser] = await Promise.all([
      Town.open(specDatabases[0]![1], { env: { H5_DIR: process.env['H5_DIR'] ?? '' } }),
      openBrowser(),
    ]);
    story = new Story(town);
    announcement = await published('announcement');
    policy = await published('policy');
    report = await told();
    question = await asked();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await town.close();
  });

  async function published(kind: 'announcement' | 'policy'): Promise<string> {
    const writer = await story.as('village');
    const [id, audio] = [newId(), newId()];
    await writer.upload(audio, new Uint8Array(silence(60)), 'voice', 'audio/mpeg');
    const content: InputOf<typeof noticeApi.write> = {
      id,
      requestId: newId(),
      kind,
      version: 0,
      audio,
      area: town.home('王秀英').village,
      needs: ['medical'],
      title: attacker.text(30),
      officialTitle: attacker.text(80),
      plain: attacker.text(150),
      body: attacker.text(20_000),
      steps: [1, 2, 3].map(() => ({ title: '<b>一步</b>', text: attacker.text(60) })),
      questions: [
        {
          text: attacker.text(30),
          help: attacker.text(30),
          answers: ['是', '不是'].map((title) => ({
            title,
            leads: 'ask' as const,
            because: attacker.text(30),
          })),
        },
      ],
      contact: {
        name: '<svg onload>',
        role: attacker.text(30),
        phone: '0833-2655555',
        hours: attacker.text(30),
      },
      document: { name: attacker.text(80), number: attacker.text(40), issuer: attacker.text(40) },
      effectiveFrom: '2026-11-01',
      effectiveTo: '2027-11-01',
    };
    const { version } = await writer.call(noticeApi.write, content);
    const { items } = await writer.call(noticeApi.checkers, { id });
    const checker = items.find((one) => one.role.includes('书记'))?.id ?? '';
    const sent = await writer.call(noticeApi.submit, { id, requestId: newId(), version, checker });
    await (
      await story.as('secretary')
    ).call(noticeApi.publish, { id, requestId: newId(), version: sent.version });
    return id;
  }

  /** A report, and what staff say of it. */
  async function told(): Promise<string> {
    const { id } = await story.report('villager', { words: attacker.text(500), place: attacker.text(60) });
    await story.act('village', id, 'takeOver', { reason: attacker.text(100) });
    await story.act('village', id, 'contacted', { how: 'phone', note: attacker.text(200) });
    const household = town.home('王秀英').id;
    await (
      await story.as('grid')
    ).call(householdApi.reveal, {
      id: household,
      requestId: newId(),
      field: 'phone',
      reason: attacker.text(100),
    });
    return id;
  }

  async function asked(): Promise<string> {
    const { id } = await story.file('villager', 'inquiry', {
      about: 'policy',
      words: attacker.text(500),
      policy: attacker.text(60),
    });
    return id;
  }

  // Without the policy that forbids foreign programs: what is looked at is whether a text becomes one at all.
  async function window(persona: Persona): Promise<Phone> {
    const phone = await Phone.open(browser, `${town.url}/`, { bypassCSP: true });
    await phone.context.exposeFunction('fx', (at: number) => void fired.push(at));
    await phone.be(persona);
    return phone;
  }

  async function look(phone: Phone, path: string): Promise<number[]> {
    await phone.goTo(path);
    await phone.rest();
    const found = attacksIn(await phone.text());
    for (const at of found) read.add(at);
    return found;
  }

  it('hears it where a page is careless', async () => {
    const heard = new Set<number>();
    const page = await (await browser.newContext()).newPage();
    await page.exposeFunction('fx', (at: number) => void heard.add(at));
    await raw(page);
    expect(heard.size).toBeGreaterThan(15);
    await page.context().close();
  });

  async function raw(page: Page): Promise<void> {
    for (const attack of attacks) {
      await page.setContent('<div id=sink></div>');
      await page.evaluate((text) => (document.querySelector('#sink')!.innerHTML = text), attack);
      await page.waitForTimeout(15);
    }
  }

  it('on the pages of a villager', async () => {
    const phone = await window('villager');
    for (const path of [
      '/pages/home/index',
      '/pages/notices/index',
      '/pages/policies/list?need=medical',
      '/pages/messages/index',
      '/pages/cases/index',
      '/pages/looks/index',
      `/pages/case/index?id=${report}`,
      `/pages/case/index?id=${question}`,
    ])
      await look(phone, path);
    for (const path of [
      `/pages/notice/index?id=${announcement}`,
      `/pages/policy/index?id=${policy}`,
      `/pages/eligible/index?id=${policy}`,
      `/pages/case/said?id=${report}`,
    ])
      expect([path, (await look(phone, path)).length > 0]).toEqual([path, true]);
    expect(fired).toEqual([]);
    await phone.close();
  }, 120_000);

  it.each(['secretary', 'village', 'town'] as const)(
    'on the pages of staff: %s',
    async (persona) => {
      const phone = await window(persona);
      for (const path of [
        '/staff/today/index',
        '/staff/publish/index',
        '/staff/inbox/index',
        '/staff/search/index',
        `/staff/case/index?id=${question}`,
      ])
        await look(phone, path);
      for (const path of [`/staff/case/index?id=${report}`, `/staff/publish/one?id=${announcement}`])
        expect([path, (await look(phone, path)).length > 0]).toEqual([path, true]);
      expect(fired).toEqual([]);
      await phone.close();
    },
    120_000,
  );

  it('on the sheet that is printed', async () => {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await page.exposeFunction('fx', (at: number) => void fired.push(at));
    const { token } = await town.get(SessionService).open(await town.idOf('secretary'));
    const answer = await fetch(`${town.url}/api/notices/${announcement}/sheet`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await page.setContent(await answer.text());
    for (const at of attacksIn(await page.locator('body').innerText())) read.add(at);
    expect(fired).toEqual([]);
    await page.context().close();
  });

  it('of which every one was read somewhere', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(60);
    expect(read.size).toBe(attacks.length);
  });
});
