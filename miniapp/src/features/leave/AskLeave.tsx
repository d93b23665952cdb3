import type { PersonRef } from '@songtao/shared/api/common.js';
import type { Day } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { newId } from '../../platform/ids';
import { Questions } from '../../form/Questions';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { ChoiceOne } from '../../ui/Choice';
import { DateField } from '../../ui/DateField';
import { Surface } from '../../ui/Section';
import { askLeave } from './reads';

/** Those nearest come first; the rest of the town after a tap. */
const FIRST = 6;

interface AskLeaveProps {
  colleagues: readonly PersonRef[];
  today: Day;
}

function offWords(from: Day, to: Day, cover: string | undefined): string | undefined {
  if (to < from) return '结束比开始早';
  return cover === undefined ? '先找人替' : undefined;
}

/** 请假, opened by a tap: most days nobody asks for leave. */
export function LeaveDoor(props: AskLeaveProps) {
  const [open, setOpen] = useState(false);
  if (open) return <AskLeave {...props} />;
  return <Button look="quiet" icon="calendar" words="我要请假" onPress={() => setOpen(true)} />;
}

/** From when to when, and who stands in; without somebody there is no leave. */
function AskLeave({ colleagues, today }: AskLeaveProps) {
  const [id, setId] = useState(newId);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [cover, setCover] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const ask = async (who: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await askLeave({ id, cover: who, from, to });
      setId(newId());
      setCover(undefined);
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  const name = colleagues.find((one) => one.id === cover)?.name ?? '';
  return (
    <Surface>
      <Questions>
        <DateField label="从哪天" value={from} start={today} show={dayWords} onChange={setFrom} />
        <DateField label="到哪天" value={to} start={from} show={dayWords} onChange={setTo} />
        <ChoiceOne
          label="谁替您"
          options={colleagues
            .slice(0, all ? undefined : FIRST)
            .map((one) => ({ value: one.id, words: [one.name, '，', one.role] }))}
          value={cover}
          onChange={setCover}
        />
        {!all && colleagues.length > FIRST && (
          <Button look="text" small words="看别的人" onPress={() => setAll(true)} />
        )}
        {problem && <Banner tone="wait" title={problem} />}
        <Button
          look="quiet"
          words={`问${name}能不能替`}
          busy={busy}
          off={offWords(from, to, cover)}
          onPress={() => {
            if (cover !== undefined) void ask(cover);
          }}
        />
      </Questions>
    </Surface>
  );
}
