import { createHash } from 'node:crypto';
import { caseApi } from '@songtao/shared/api/case.js';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { Database } from '../../server/src/platform/database.js';
import { beStill, Savepoints } from './savepoints.js';
import { Oracle, type Mark, type Thing } from './oracle.js';
import { People, type Actor } from './people.js';
import { everyRoute, formFor, inputOf, nameOf, type Route, type Way } from './routes.js';
import { Things } from './things.js';
import type { Town } from './town.js';

/** An answer as it came over the wire. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly asked: string;
}

/** One call: who, in which way, about which thing. */
interface Cell {
  readonly route: Route;
  readonly way: Way;
  readonly actor: Actor;
  readonly thing: Thing | null;
  /** The action of the case that is tried, where it is about one. */
  readonly act?: string;
}

interface Run {
  readonly routes?: (endpoint: Endpoint) => boolean;
  readonly actors?: (actor: Actor) => boolean;
  readonly cells?: (cell: Cell) => boolean;
}

/** Reads that are narrower than the thing they are about, with the reason. Everything else that opens to somebody is answered to that person. */
const narrower: Readonly<Record<string, string>> = {
  'GET /files/:id': 'through a link that some page handed out',
  'GET /meetings': 'kin is marked for those who hold the meeting',
  'GET /notices/:id/checkers': 'for those who write there',
  'GET /cases/:id/colleagues': 'for staff whose role reaches it, not for whoever reported it',
};

/** Every role x every route x every relation on a planted world: what it found, and what was tried. */
export class Matrix {
  readonly findings: string[] = [];
  readonly tried = new Map<string, Set<string>>();
  readonly succeeded = new Set<string>();
  calls = 0;
  /** The contract's access is held by nobody: what is left has to be refused by the stores. */
  isGateOpen = false;
  private before = '';
  private readonly forbidden = new Map<string, readonly Mark[]>();
  private readonly nobodys = new Map<string, Answer>();

  private constructor(
    readonly people: People,
    readonly planted: Things,
    readonly oracle: Oracle,
    private readonly store: Savepoints | null,
  ) {}

  /** Plants the world. On SQLite every call that changes something is taken back, so that each one finds the same world. */
  static async plant(town: Town): Promise<Matrix> {
    const people = new People(town);
    await people.settle();
    const planted = new Things(people);
    await planted.happen();
    await beStill(town);
    const store = town.get(Database).isMySql ? null : await Savepoints.on(town);
    return new Matrix(people, planted, new Oracle(people, planted), store);
  }

  async run({ routes = () => true, actors = () => true, cells = () => true }: Run = {}): Promise<void> {
    this.before = await this.print();
    const who = [...this.people.actors.values()].filter(actors);
    for (const route of everyRoute().filter(({ endpoint }) => routes(endpoint))) {
      const all = who.flatMap((actor) => this.cellsOf(route, actor)).filter(cells);
      await this.unchanged(nameOf(route.endpoint), all);
    }
  }

  /** Every action of these cases, by everybody to whom they open: whoever is none of those who may do it is refused, and the engine's own are nobody's. */
  async acts(names: readonly string[]): Promise<void> {
    this.before = await this.print();
    const route = everyRoute().find(({ endpoint }) => endpoint === caseApi.act);
    const [way] = route?.ways ?? [];
    if (!route || !way) throw new Error('nobody handles acts');
    for (const name of names) {
      const thing = this.oracle.of('case').find((one) => one.name === name) ?? null;
      const { actions } = workflowOf(this.planted.case(name).loaded.head.category);
      const who = [...this.people.actors.values()].filter((actor) => thing?.opens(actor));
      const cells = Object.keys(actions).flatMap((act) =>
        who.map((actor) => ({ route, way, actor, thing, act })),
      );
      await this.unchanged(`the acts of ${name}`, cells);
    }
  }

  /** Does something to the world and takes it back. */
  async takingBack(work: () => Promise<void>): Promise<void> {
    await this.store?.begin();
    await work().finally(() => this.store?.back());
  }

  // Whoever is sent away at the door is sent away whatever he asks for: one thing is enough.
  private cellsOf(route: Route, actor: Actor): Cell[] {
    const isShut = this.shut(route.endpoint, actor) !== null;
    return (isShut ? route.ways.slice(0, 1) : route.ways).flatMap((way): Cell[] => {
      if (!way.noun) return [{ route, way, actor, thing: null }];
      // The answer about nothing comes first: what does not exist for somebody is answered like it.
      const things = this.oracle.of(way.noun).toReversed();
      const isPage = /^GET \/\w+\/:id$/.test(nameOf(route.endpoint)) && route.endpoint.access !== 'public';
      const asked = isPage ? things : this.oneOfEach(things, actor);
      return (isShut ? asked.slice(0, 1) : asked).map((thing) => ({ route, way, actor, thing }));
    });
  }

  /** Sent away at the door, or about something that does not exist for that person; a file that has not arrived may be named. */
  isForeign({ route: { endpoint }, actor, thing }: Cell): boolean {
    const isNothing = thing !== null && thing.noun !== 'file' && !thing.exists(actor);
    return this.shut(endpoint, actor) !== null || isNothing;
  }

  // A page is asked for everything there is; elsewhere one of each relation is enough.
  private oneOfEach(things: readonly Thing[], actor: Actor): readonly Thing[] {
    const kindOf = (thing: Thing): string =>
      [this.oracle.relation(thing, actor), thing.opens(actor), thing.exists(actor)].join();
    return [...new Map(things.toReversed().map((thing) => [kindOf(thing), thing])).values()].toReversed();
  }

  /** All of the cells; afterwards the database holds what it held before, or the call that wrote although it was refused is named. */
  private async unchanged(name: string, cells: readonly Cell[]): Promise<void> {
    if (cells.length === 0) return;
    const before = this.store ? this.before : await this.print();
    await this.store?.begin();
    for (const cell of cells) await this.call(cell);
    const isSame = (await this.print()) === before;
    await this.store?.back();
    if (isSame) return;
    if (cells.length === 1 || !this.store) {
      this.findings.push(
        `${cells.length === 1 && cells[0] ? said(cells[0]) : name} wrote although it was refused`,
      );
      return;
    }
    const half = Math.ceil(cells.length / 2);
    await this.unchanged(name, cells.slice(0, half));
    await this.unchanged(name, cells.slice(half));
  }

  private async call(cell: Cell): Promise<void> {
    const { route, way, actor, thing, act } = cell;
    const asked = inputOf(way, route.endpoint, { actor, thing, oracle: this.oracle });
    const input =
      act && thing ? { ...asked, action: act, form: formFor(this.planted.case(thing.name), act) } : asked;
    await this.store?.begin();
    const reply = await actor.client.send(route.endpoint, input);
    const answer = { status: reply.status, text: await reply.text(), asked: JSON.stringify(input) };
    if (reply.ok) await this.store?.back();
    else await this.store?.keep();
    this.calls += 1;
    this.note(cell, answer);
    this.judge(cell, answer);
  }

  private note({ route, actor, thing }: Cell, { status }: Answer): void {
    const name = nameOf(route.endpoint);
    if (status === 200) this.succeeded.add(name);
    const tried = this.tried.get(name) ?? new Set();
    tried.add(actor.name);
    if (thing) tried.add(`${thing.noun}: ${this.oracle.relation(thing, actor)}`);
    this.tried.set(name, tried);
  }

  private judge(cell: Cell, answer: Answer): void {
    const fail = (what: string): void => {
      this.findings.push(`${said(cell)}: ${answer.status} ${what} ${answer.text.slice(0, 300)}`);
    };
    const { actor, thing } = cell;
    const { endpoint } = cell.route;
    const shut = this.shut(endpoint, actor);
    if (answer.status >= 500 && answer.status !== 503) fail('broke');
    if (shut !== null && answer.status !== shut) fail(`instead of ${shut}`);
    for (const mark of this.marksHiddenFrom(actor))
      if (answer.text.includes(mark.text) && !answer.asked.includes(mark.text))
        fail(`shows the ${mark.what}`);
    if (shut !== null || !thing) return;
    if (cell.act && answer.status === 200 && !this.oracle.mayAct(actor, thing.name, cell.act))
      fail('was done by whom it is not for');
    const key = `${nameOf(endpoint)} ${actor.name} ${cell.way.key ?? ''}`;
    if (thing.name === 'nobody’s') this.nobodys.set(key, answer);
    const nothing = this.nobodys.get(key);
    if (!thing.exists(actor) && nothing && !isAnswerAboutNothing(answer, nothing, thing))
      fail('is not the answer about nothing');
    const isOpen = [200, 410].includes(answer.status) || nameOf(endpoint) in narrower;
    if (endpoint.method === 'GET' && thing.opens(actor) && !isOpen) fail('although it opens to that person');
  }

  private shut(endpoint: Endpoint, actor: Actor): 401 | 403 | null {
    return this.isGateOpen ? null : this.oracle.shut(endpoint, actor);
  }

  private marksHiddenFrom(actor: Actor): readonly Mark[] {
    const known =
      this.forbidden.get(actor.name) ?? this.oracle.marks.filter(({ mayRead }) => !mayRead(actor));
    this.forbidden.set(actor.name, known);
    return known;
  }

  private print(): Promise<string> {
    return fingerprint(this.people.town.get(Database));
  }
}

const said = ({ route, way, actor, thing, act }: Cell): string =>
  `${actor.name} ${act ?? nameOf(route.endpoint)}${thing ? ` with ${way.key ?? ''} = ${thing.noun} ${thing.name}` : ''}`;

// Files and people are only named, never loaded: whatever is not one's own to name is refused, in whichever words.
function isAnswerAboutNothing(answer: Answer, nothing: Answer, thing: Thing): boolean {
  if (thing.noun === 'person') return true;
  if (thing.noun === 'file') return thing.village === null || answer.status >= 400;
  return bare(answer, thing) === bare(nothing);
}

/** An answer without what differs between any two calls: the number of the request, and the id that was asked for. */
function bare({ status, text }: Answer, thing?: Thing): string {
  const nothing = '01920000-0000-7000-8000-0000000000ff';
  const named = thing ? text.replaceAll(thing.id, nothing) : text;
  return `${status} ${named.replace(/"requestId":"[^"]*"/, '')}`;
}

// Serials of receipt numbers are leased before anybody knows whether the report will be taken, and gaps are allowed;
// WeChat's token is fetched to ask for what is then refused.
const unstable = ['case_serial', 'wechat_token'];

/** A hash of everything that is stored. */
async function fingerprint(database: Database): Promise<string> {
  const { writer } = database.sources;
  const tables = writer.entityMetadatas
    .map(({ tableName }) => tableName)
    .filter((name) => !unstable.includes(name));
  if (database.isMySql) return JSON.stringify(await writer.query(`CHECKSUM TABLE ${tables.join(', ')}`));
  const hash = createHash('sha256');
  for (const table of tables) hash.update(JSON.stringify(await writer.query(`SELECT * FROM "${table}"`)));
  return hash.digest('hex');
}
