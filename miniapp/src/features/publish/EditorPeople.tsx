import { View } from '@tarojs/components';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { Questions } from '../../form/Questions';
import { useNow } from '../../platform/now';
import { Button } from '../../ui/Button';
import { Chips, PickChip } from '../../ui/Chip';
import { ChoiceOne } from '../../ui/Choice';
import { DateField } from '../../ui/DateField';
import { Field } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { Stack, Surface } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { useAreas, useCheckers } from './reads';
import type { Editor } from './useEditor';

const noContact = { name: '', role: '', phone: '', hours: '' };
const MOST_STEPS = 6;

/** 怎么办: what one does, step by step. */
export function EditorSteps({ editor: { content, set } }: { editor: Editor }) {
  const [start] = useState(content.steps);
  const { steps } = content;
  const change = (place: number, some: Partial<(typeof steps)[number]>): void =>
    set({ steps: steps.map((step, at) => (at === place ? { ...step, ...some } : step)) });
  return (
    <Field label={`怎么办（最多${MOST_STEPS}步）`}>
      <Stack>
        {steps.map((_, place) => (
          <Surface key={place}>
            <Questions>
              <TextField
                label={`第${place + 1}步`}
                defaultValue={start[place]?.title}
                maxlength={16}
                onInput={(title) => change(place, { title })}
              />
              <TextField
                label="说细一点（可以不填）"
                defaultValue={start[place]?.text}
                maxlength={60}
                onInput={(text) => change(place, { text })}
              />
            </Questions>
          </Surface>
        ))}
        {steps.length < MOST_STEPS && (
          <Button
            look="quiet"
            icon="plus"
            words="加一步"
            onPress={() => set({ steps: [...steps, { title: '', text: '' }] })}
          />
        )}
      </Stack>
    </Field>
  );
}

/** Whom one asks, whom it reaches, and from when to when it holds. */
export function EditorPeople({ editor: { content, set } }: { editor: Editor }) {
  const areas = useAreas().data;
  const today = dayOf(useNow());
  const [start] = useState(content.contact ?? noContact);
  const contact = content.contact ?? noContact;
  const setContact = (change: Partial<typeof contact>): void => set({ contact: { ...contact, ...change } });
  return (
    <Questions>
      <Field label="给谁看">
        <Chips>
          {areas && (
            <PickChip
              words="全镇"
              on={content.area === areas.town}
              onPress={() => set({ area: areas.town })}
            />
          )}
          {areas?.villages.map(({ code, name }) => (
            <PickChip
              key={code}
              words={name}
              on={content.area === code}
              onPress={() => set({ area: code })}
            />
          ))}
        </Chips>
      </Field>
      <TextField
        label="找谁问"
        defaultValue={start.name}
        maxlength={20}
        onInput={(name) => setContact({ name })}
      />
      <TextField
        label="是做什么的"
        defaultValue={start.role}
        maxlength={30}
        onInput={(role) => setContact({ role })}
      />
      <TextField
        label="电话"
        type="number"
        defaultValue={start.phone}
        maxlength={20}
        onInput={(phone) => setContact({ phone })}
      />
      <TextField
        label="什么时候接（可以不填）"
        defaultValue={start.hours}
        maxlength={30}
        onInput={(hours) => setContact({ hours })}
      />
      <DateField
        label="哪天开始"
        value={content.effectiveFrom ?? undefined}
        show={dayWords}
        onChange={(effectiveFrom) => set({ effectiveFrom })}
      />
      <DateField
        label="哪天收"
        help="到期自动收走，不会再有人看到"
        value={content.effectiveTo ?? undefined}
        start={today}
        show={dayWords}
        onChange={(effectiveTo) => set({ effectiveTo })}
      />
    </Questions>
  );
}

interface EditorCheckerProps {
  id: string;
  editor: Editor;
  checker: string | undefined;
  onChoose: (id: string, name: string) => void;
}

/** 另一个人核对: nobody lets out what one wrote oneself. */
export function EditorChecker({ id, editor, checker, onChoose }: EditorCheckerProps) {
  const checkers = useCheckers(id, editor.saved);
  if (!editor.saved) {
    return (
      <Field label="另一个人核对" help="自己写的，不能自己发">
        <Button look="quiet" words="先存好，再选人" busy={editor.busy} onPress={() => void editor.save()} />
      </Field>
    );
  }
  return (
    <Loaded of={checkers} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <Field label="另一个人核对">
            <View className="st-sub">这里没有别的人能核对，请镇里来</View>
          </Field>
        ) : (
          <ChoiceOne
            label="另一个人核对"
            help="自己写的，不能自己发"
            options={items.map((one) => ({ value: one.id, words: [one.name, '，', one.role] }))}
            value={checker}
            onChange={(chosen) => onChoose(chosen, items.find((one) => one.id === chosen)?.name ?? '')}
          />
        )
      }
    </Loaded>
  );
}
