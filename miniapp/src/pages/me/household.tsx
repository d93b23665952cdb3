import type { HouseholdView } from '@songtao/shared/api/registry.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { bindPhone, callPhone, phoneWords, useHousehold } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PhoneButton } from '../../ui/PhoneButton';
import { PersonLine } from '../../ui/PersonLine';
import { PageTitle, Section, Surface } from '../../ui/Section';
import { open, paths } from '../paths';

function memberLine({ relation, age, resident }: HouseholdView['members'][number]): Aloud {
  const rest = [age !== null && aloud`${age}岁`, !resident && aloud`不在家住`];
  return told([relation, ...rest].filter(Boolean).join('，'));
}

function householdAloud({ head, villageName, group, members }: HouseholdView): Aloud {
  const people = told(members.map((member) => `${member.name}，${memberLine(member)}`).join('。'));
  return aloud`我家的情况。户主${told(head)}，${told(villageName)}${group}组，一共${members.length}口人。${people}。哪里不对，打电话告诉村里。`;
}

function Household({ household }: { household: HouseholdView }) {
  const { head, villageName, group, members, gridWorker } = household;
  const phone = gridWorker?.phone;
  return (
    <>
      <PageTitle
        words="我家的情况"
        line={`户主${head}，${villageName} ${group}组，${members.length}口人`}
        aside={<ReadPage text={householdAloud(household)} opens="silent" />}
      />
      <Rows>
        {members.map((member) => (
          <Row key={member.id} icon="me" title={member.name} line={memberLine(member)} />
        ))}
      </Rows>
      {gridWorker && (
        <Section title="哪里不对，告诉他">
          <Surface>
            <PersonLine
              name={gridWorker.name}
              role={gridWorker.role}
              phone={phone ? phoneWords(phone) : undefined}
              onCall={phone ? () => void callPhone(phone) : undefined}
            />
          </Surface>
        </Section>
      )}
    </>
  );
}

/** 我家的情况: what the town keeps of one's own household. */
export default function HouseholdPage() {
  return (
    <Page title="我家的情况">
      <AppBar />
      <Main>
        <Loaded of={useHousehold()}>
          {({ household }) =>
            household ? (
              <Household household={household} />
            ) : (
              <PageState
                kind="empty"
                icon="house"
                title="还不知道您是谁家的"
                line="打电话说一声，村里就对上。"
                action="打电话"
                actionIcon="phone"
                onAction={() => open(paths.phones)}
              >
                <PhoneButton words="用我的手机号对一对" onCode={(code) => void bindPhone(code)} />
              </PageState>
            )
          }
        </Loaded>
      </Main>
    </Page>
  );
}
