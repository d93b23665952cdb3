import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { staffApi } from '@songtao/shared/api/staff.js';
import type { Me } from '@songtao/shared/api/session.js';
import { dayOf, type Instant } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { canScan, scanTicket } from '../../features/door/scan';
import { LeaveDoor } from '../../features/leave/AskLeave';
import { AskedLeave, OwnLeave } from '../../features/leave/LeaveCards';
import { refreshLeaves, useDuty, useLeaves } from '../../features/leave/reads';
import { callPhone, phoneWords, signOut, useMe, useNow, useSettings } from '../../features/session/person';
import { TabTitleBar } from '../../ui/AppBar';
import { Row, Rows, SwitchRow } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { useElder } from '../../ui/mode';
import { Main, Page } from '../../ui/Page';
import { PersonLine } from '../../ui/PersonLine';
import { Section, Stack } from '../../ui/Section';
import { open, staffPaths, start } from '../paths';
import { seesCases, StaffTabs } from '../StaffTabs';
import '../staff.css';

function LeaveSection({ now }: { now: Instant }) {
  const leaves = useLeaves();
  return (
    <Section title="请假" aside="有人替，才请得下来">
      <Loaded of={leaves} rows={1}>
        {({ items, colleagues }) => (
          <Stack>
            {items
              .filter(({ mine }) => !mine)
              .map((leave) => (
                <AskedLeave key={leave.id} leave={leave} />
              ))}
            {items
              .filter(({ mine }) => mine)
              .map((leave) => (
                <OwnLeave key={leave.id} leave={leave} now={now} />
              ))}
            <LeaveDoor colleagues={colleagues} today={dayOf(now)} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

const WEEK = 7;

function DutySection() {
  const duty = (useDuty().data?.items ?? []).slice(0, WEEK);
  if (duty.length === 0) return null;
  return (
    <Section title="镇里值班">
      <Rows label="镇里值班">
        {duty.map(({ day, person }) => (
          <Row
            key={`${day}${person.id}`}
            icon="phone"
            title={dayWords(day)}
            line={`${person.name}，${person.role}`}
            onPress={person.phone === null ? undefined : () => void callPhone(person.phone ?? '')}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** Doors that the contract opens to one of these roles. */
function mayOpen(me: Me, { access }: { access: unknown }): boolean {
  return Array.isArray(access) && me.roles.some(({ role }) => access.includes(role));
}

function Doors({ me }: { me: Me }) {
  return (
    <>
      <Section title="我管的">
        <Rows label="我管的">
          {me.roles.map(({ role, title, areaName }) => (
            <Row key={`${role}${areaName}`} icon="house" title={areaName} line={title} />
          ))}
        </Rows>
      </Section>
      <Section title="镇里的">
        <Rows label="镇里的">
          {seesCases(me) && (
            <Row
              icon="book"
              title="政策和公告"
              line="写一条，或替别人看一遍"
              onPress={() => open(staffPaths.publish)}
            />
          )}
          {mayOpen(me, staffApi.roster) && (
            <Row icon="people" title="花名册" onPress={() => open(staffPaths.roster)} />
          )}
          {mayOpen(me, staffApi.params) && (
            <Row
              icon="gear"
              title="天数和标准"
              line="每个数都有文号"
              onPress={() => open(staffPaths.params)}
            />
          )}
        </Rows>
      </Section>
    </>
  );
}

async function letComputerIn(): Promise<void> {
  const ticket = await scanTicket();
  if (ticket !== null) open(staffPaths.letIn(ticket));
}

async function leave(): Promise<void> {
  await signOut();
  start(staffPaths.welcome);
}

function Settings({ me }: { me: Me }) {
  const elder = useElder();
  const { choose } = useSettings();
  return (
    <Section title="放心">
      <Rows label="放心">
        <Row icon="shield" title="不打卡，不排名，不记行踪" />
        <SwitchRow
          icon="bigtext"
          title="大字版"
          on={elder}
          onChange={(on) => choose({ elder: on, readAtOnce: me.readAtOnce })}
        />
        <Row
          icon="lock"
          title="动态口令"
          line="看号码、发公示前要填"
          onPress={() => open(staffPaths.factor)}
        />
        <Row icon="phone" title="在哪儿登录着" onPress={() => open(staffPaths.sessions)} />
        {canScan && <Row icon="eye" title="扫码登录电脑" onPress={() => void letComputerIn()} />}
        <Row icon="home" title="回到村民首页" onPress={() => start(staffPaths.villagerHome)} />
        {me.demo && <Row icon="people" title="换一个人试试" onPress={() => start(staffPaths.welcome)} />}
        <Row icon="logout" title="退出" onPress={() => void leave()} />
      </Rows>
    </Section>
  );
}

function Person({ me, now }: { me: Me; now: Instant }) {
  const roles = me.roles.map(({ title, areaName }) => `${areaName} ${title}`);
  return (
    <>
      <PersonLine name={me.name} role={[...roles, ...(me.phone ? [phoneWords(me.phone)] : [])]} />
      {seesCases(me) && <LeaveSection now={now} />}
      {seesCases(me) && <DutySection />}
      <Doors me={me} />
      <Settings me={me} />
      <View className="st-meta sp-foot">
        <View>主办单位：{me.owner}</View>
        <View>使用单位：{me.user}</View>
        <View>备案号：{me.filing}</View>
      </View>
    </>
  );
}

/** 我: leave with cover, duty, and what the app promises to its staff. */
export default function MePage() {
  const me = useMe();
  const now = useNow();
  useDidShow(() => void refreshLeaves());
  return (
    <Page title="我" foot="tab">
      <TabTitleBar title="我" />
      <Main>
        <Loaded of={me}>{(person) => <Person me={person} now={now} />}</Loaded>
      </Main>
      <StaffTabs current="me" />
    </Page>
  );
}
