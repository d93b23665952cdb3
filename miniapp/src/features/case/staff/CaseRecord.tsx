import type { CaseView } from '@songtao/shared/api/case.js';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import { dayWords, timeWords } from '@songtao/shared/calendar/words.js';
import { Row, Rows } from '../../../ui/ListRow';
import { Section, Surface } from '../../../ui/Section';
import { StepTrail } from '../../../ui/StepTrail';

/** Where the rows of a case lead. */
export interface CaseDoors {
  /** Absent for the county and the lines: a file of a household is for the village and the town. */
  readonly household: ((id: string) => void) | undefined;
  readonly materials: () => void;
  readonly related: (id: string) => void;
}

const LINKS: Readonly<Record<string, string>> = {
  objectsTo: '公示意见',
  appealsAgainst: '向上反映',
  refersTo: '转来的',
  joined: '并进来的',
};

/** What else is known: the household, who else said it, what was handed in, and what hangs together with it. */
export function CaseAround({ view, doors }: { view: CaseView; doors: CaseDoors }) {
  const { subject, followers, links, forms } = view;
  const household = subject?.householdId ?? null;
  const openHousehold = doors.household;
  return (
    <Section title="这一户">
      <Rows label="这一户">
        {household !== null && (
          <Row
            icon="house"
            title="户档案"
            line={openHousehold ? '家里人、电话、求助' : '村里和镇里看得到'}
            onPress={openHousehold && (() => openHousehold(household))}
          />
        )}
        {household === null && subject && (
          <Row icon="house" title="还没对上是哪一户" line="入户的时候问清楚" />
        )}
        {forms.length > 0 && (
          <Row icon="doc" title="材料" line={`一共${forms.length}份`} onPress={doors.materials} />
        )}
        {subject?.reporter && <Row icon="talk" title={`${subject.reporter}替本人说的`} />}
        {followers > 0 && (
          <Row
            icon="people"
            title={followers === 1 ? '邻居也报过这件事' : `${followers}个人也报过`}
            line="已并进来，没有另开一件"
          />
        )}
        {links.map(({ caseId, kind, number, open }) => (
          <Row
            key={caseId}
            icon="share"
            title={`${LINKS[kind] ?? '有关的一件'} ${number}`}
            line={open ? '还在办' : '办完了'}
            onPress={() => doors.related(caseId)}
          />
        ))}
      </Rows>
    </Section>
  );
}

function sumWords(amount: number | null): string {
  return amount === null ? '' : ` ${amount / 100}元`;
}

/** What was given so far. */
export function CaseHelps({ helps }: Pick<CaseView, 'helps'>) {
  if (helps.length === 0) return null;
  return (
    <Section title="给过的帮助" aside={`${helps.length}样`}>
      <Rows>
        {helps.map(({ what, by, on, amount }, place) => (
          <Row
            key={place}
            icon="hands"
            title={`${what}${sumWords(amount)}`}
            line={`${dayWords(on)}，${by}`}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** What happened, newest first; staff may read who did it. */
export function CaseTimeline({ timeline, now }: Pick<CaseView, 'timeline'> & { now: Instant }) {
  if (timeline.length === 0) return null;
  return (
    <Section title="办理经过" aside="新的在上面">
      <Surface>
        <StepTrail
          steps={timeline.map(({ words, at }) => ({ title: words, state: 'done', date: timeWords(at, now) }))}
        />
      </Surface>
    </Section>
  );
}
