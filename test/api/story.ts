import { caseApi, meetingApi, type CaseView } from '@songtao/shared/api/case.js';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { messageApi, type Message } from '@songtao/shared/api/registry.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { CaseClock } from '../../server/src/case/case.clock.js';
import { Director } from '../../server/src/demo/director.js';
import { scribble } from '../../server/src/demo/sample.files.js';
import type { Home } from '../../server/src/demo/town.seed.js';
import { newId } from '../../server/src/platform/ids.js';
import type { Client, Reply, Town } from '../support/town.js';

type Filing = Partial<InputOf<typeof caseApi.create>>;

/** The people of a story, each signed in on a phone of their own. */
export class Story {
  private readonly clients = new Map<Persona, Client>();
  private readonly consented = new Set<Persona>();

  constructor(readonly town: Town) {}

  get director(): Director {
    return this.town.get(Director);
  }

  async as(persona: Persona): Promise<Client> {
    const known = this.clients.get(persona);
    if (known) return known;
    const client = await this.town.as(persona);
    this.clients.set(persona, client);
    return client;
  }

  /** Somebody about to report: the phone has asked for the consent before. */
  private async reporter(persona: Persona): Promise<Client> {
    const client = await this.as(persona);
    if (!this.consented.has(persona)) await client.consent();
    this.consented.add(persona);
    return client;
  }

  /** The minute's job, once. */
  tick(): Promise<void> {
    return this.town.get(CaseClock).tick();
  }

  /** Reports as the villager, by voice-less words; answers the receipt. */
  async report(
    persona: Persona = 'villager',
    form: Record<string, unknown> = {},
    more: Filing = {},
  ): Promise<Receipt> {
    return (await this.reporter(persona)).call(caseApi.create, hardship(form, more));
  }

  async tryReport(
    persona: Persona,
    form: Record<string, unknown> = {},
    more: Filing = {},
  ): Promise<Reply<Receipt>> {
    return (await this.reporter(persona)).try(caseApi.create, hardship(form, more));
  }

  /** Files a case of another category. */
  async file(
    persona: Persona,
    category: Category,
    form: Record<string, unknown>,
    more: Filing = {},
  ): Promise<Receipt> {
    return (await this.as(persona)).call(caseApi.create, { ...hardship(form, more), category, form });
  }

  async see(persona: Persona, id: string): Promise<CaseView> {
    return (await this.as(persona)).call(caseApi.get, { id });
  }

  /** The code with which a page is refused; null where it opens. */
  async closedTo(persona: Persona, id: string): Promise<string | null> {
    return (await (await this.as(persona)).try(caseApi.get, { id })).error?.code ?? null;
  }

  async inbox(persona: Persona): Promise<Message[]> {
    return (await (await this.as(persona)).call(messageApi.list, { limit: 100 })).items;
  }

  /** Acts on what this person sees now. */
  async act(
    persona: Persona,
    id: string,
    action: string,
    form: Record<string, unknown> = {},
  ): Promise<CaseView> {
    const { version } = await this.see(persona, id);
    return (await this.as(persona)).call(caseApi.act, { id, action, requestId: newId(), version, form });
  }

  async tryAct(
    persona: Persona,
    id: string,
    action: string,
    form: Record<string, unknown> = {},
    version = 0,
  ): Promise<Reply<CaseView>> {
    return (await this.as(persona)).try(caseApi.act, { id, action, requestId: newId(), version, form });
  }

  /** Ordinary households of the village of the personas: none of them has an account. */
  ordinary(): Home[] {
    const { village } = this.town.home('王秀英');
    return this.town.homes.filter(
      (home) => home.village === village && !['王秀英', '赵桂芳'].includes(home.head),
    );
  }

  /** A household whose meeting has voted for it: reported, checked, compared. Without HTTP, for that is told elsewhere. */
  async posting(home: Home): Promise<string> {
    const { director } = this;
    const cadre = await director.somebody('villageSecretary', home.village);
    const form = { kind: 'medical', channel: 'cadre', words: '看病花了两万多。' };
    const id = await director.file(cadre ?? '', 'hardship', form, { subject: { household: home.id } });
    await director.act(id, await director.holder(id), 'accept');
    await director.act(id, await director.holder(id), 'identify');
    await director.check(id);
    await director.compare(id);
    await director.deliberate(id);
    return id;
  }

  async photo(persona: Persona): Promise<string> {
    const id = newId();
    const status = await (
      await this.as(persona)
    ).upload(id, new Uint8Array(await scribble()), 'photo', 'image/jpeg');
    if (status !== 200) throw new Error(`upload: ${status}`);
    return id;
  }

  /** Two people at the door, the household's yes, and the form. */
  async check(id: string): Promise<CaseView> {
    const on = this.town.now.slice(0, 10);
    await this.act('grid', id, 'attend', { on });
    await this.act('stationed', id, 'attend', { on });
    const file = await this.photo('grid');
    await this.act('grid', id, 'authorise', {
      read: true,
      scope: ['bank'],
      proof: { how: 'signature', file },
    });
    const facts = ['people', 'work'].map((key) => ({ key, same: true }));
    return this.act('grid', id, 'finishCheck', {
      facts,
      hardship: 'yes',
      risks: ['ILLNESS'],
      agreed: { how: 'handprint', file },
    });
  }

  /** A meeting with all of the roster but two; kin leaves the room. */
  async deliberate(id: string, votes: { against?: number } = {}): Promise<CaseView> {
    const cadre = await this.as('village');
    const { roster, village } = await cadre.call(meetingApi.list, { case: id });
    const present = roster.slice(0, roster.length - 2).map((person) => person.id);
    const recused = roster.filter((person) => person.kinship !== null).map((person) => person.id);
    const meeting = newId();
    const minutes = [await this.photo('village')];
    await cadre.call(meetingApi.create, {
      id: meeting,
      requestId: newId(),
      village,
      heldAt: this.town.now,
      place: '村活动室',
      present,
      minutes,
    });
    const voters = present.filter((person) => !recused.includes(person)).length;
    const votesAgainst = votes.against ?? 0;
    return this.act('village', id, 'deliberate', {
      meeting,
      recused,
      votesFor: voters - votesAgainst,
      votesAgainst,
      votesAbstained: 0,
      reason: '家里确实困难，大家都同意帮',
    });
  }
}

const hardship = (form: Record<string, unknown>, more: Filing): InputOf<typeof caseApi.create> => ({
  id: newId(),
  requestId: newId(),
  category: 'hardship',
  form: { kind: 'medical', channel: 'self', words: '老伴住院一个多月，自己花了两万多。', ...form },
  ...more,
});
