import { View } from '@tarojs/components';
import type { CaseLine } from '@songtao/shared/api/case.js';
import { classes } from '../../ui/classes';
import { Chip } from '../../ui/Chip';
import { Icon } from '../../ui/Icon';
import { Row, Rows } from '../../ui/ListRow';
import { Phrases } from '../../ui/Phrases';
import { Press } from '../../ui/Press';
import { Banner } from '../../ui/Banner';
import { Section, Stack } from '../../ui/Section';
import type { RowResult } from './batch';
import './work.css';

const nameOf = ({ person, number }: CaseLine): string => (person === null ? number : `${person}家`);

interface BatchRowsProps {
  lines: readonly CaseLine[];
  ticked: readonly string[];
  onTick: (id: string) => void;
  onRead: (id: string) => void;
}

function Tick({
  line,
  on,
  onTick,
  onRead,
}: {
  line: CaseLine;
  on: boolean;
  onTick: () => void;
  onRead: () => void;
}) {
  const reason = line.blockedBy;
  return (
    <View className="st-row wk-tick">
      <Press
        className="wk-tick__b"
        role="checkbox"
        checked={on}
        disabled={reason !== null}
        label={[nameOf(line), line.place, reason].filter(Boolean).join('，')}
        onPress={onTick}
      >
        {reason === null ? (
          <View className={classes('st-choice is-many wk-tick__c', on && 'is-on')}>
            <View className="st-choice__m">{on && <Icon name="check" />}</View>
          </View>
        ) : (
          <Icon name="lock" />
        )}
        <View className="st-row__b">
          <View className="st-row__t st-b">{nameOf(line)}</View>
          <View className="st-row__s">
            <Phrases of={[line.place ?? '', ' ', reason ?? '']} />
          </View>
        </View>
      </Press>
      <Press className="st-link" label={`看材料，${nameOf(line)}`} onPress={onRead}>
        看材料
      </Press>
    </View>
  );
}

/** Rows to be ticked; one that may not be says why, and its papers can be opened all the same. */
export function BatchRows({ lines, ticked, onTick, onRead }: BatchRowsProps) {
  const open = lines.filter(({ blockedBy }) => blockedBy === null);
  const waiting = lines.filter(({ blockedBy }) => blockedBy !== null);
  const row = (line: CaseLine) => (
    <Tick
      key={line.id}
      line={line}
      on={ticked.includes(line.id)}
      onTick={() => onTick(line.id)}
      onRead={() => onRead(line.id)}
    />
  );
  return (
    <>
      {open.length > 0 && <Rows label="可以办的">{open.map(row)}</Rows>}
      {waiting.length > 0 && (
        <Section title="现在还不能办" aside={`${waiting.length}户`}>
          <Rows label="现在还不能办">{waiting.map(row)}</Rows>
        </Section>
      )}
    </>
  );
}

/** What became of each row. */
export function BatchResults({ results, verb }: { results: readonly RowResult[]; verb: string }) {
  const done = results.filter(({ ok }) => ok).length;
  const failed = results.length - done;
  const parts = [done > 0 && `${done}户${verb}`, failed > 0 && `${failed}户没办成`]
    .filter(Boolean)
    .join('，');
  return (
    <Stack>
      <Banner
        tone={done > 0 ? 'done' : 'info'}
        title={parts}
        line={failed > 0 ? '没办成的写了原因，别的不受影响' : '本人会收到消息'}
      />
      <Rows label="结果">
        {results.map(({ line, ok, message }) => (
          <Row
            key={line.id}
            strong
            title={nameOf(line)}
            line={ok ? (line.place ?? undefined) : (message ?? '没办成，再看一看')}
            aside={
              ok ? <Chip tone="moving" icon="check" words="办成了" /> : <Chip icon="info" words="没办成" />
            }
          />
        ))}
      </Rows>
    </Stack>
  );
}
