import { Text, View } from '@tarojs/components';
import { needs, plainMax } from '@songtao/shared/notice/notice.js';
import { useState } from 'react';
import { Questions } from '../../form/Questions';
import { PickChip, Chips } from '../../ui/Chip';
import { Segments } from '../../ui/Choice';
import { classes } from '../../ui/classes';
import { Field } from '../../ui/Field';
import { TextArea, TextField } from '../../ui/TextField';
import { lengthOf } from './draft';
import type { Editor } from './useEditor';
import './publish.css';

const KINDS = [
  { value: 'policy', words: '政策' },
  { value: 'announcement', words: '公告' },
] as const;

/** 白话版: short sentences, counted as they are typed. */
function Plain({ editor: { content, set } }: { editor: Editor }) {
  const [start] = useState(content.plain);
  const length = lengthOf(content.plain);
  const over = length - plainMax;
  return (
    <View>
      <TextArea
        label={`白话版（最多${plainMax}字）`}
        defaultValue={start}
        // One may write too much and shorten it then.
        maxlength={plainMax * 2}
        error={over > 0 ? `再短${over}个字` : undefined}
        onInput={(plain) => set({ plain })}
      />
      <View className={classes('st-sub pb-count', over > 0 && 'is-over')}>
        <Text>短句，写您、我们</Text>
        <Text className="st-b">
          {length} / {plainMax}字
        </Text>
      </View>
    </View>
  );
}

/** What it is called, which paper it comes from, and what it says in plain words. */
export function EditorWords({ editor }: { editor: Editor }) {
  const { content, set } = editor;
  const [start] = useState(content);
  const document = content.document ?? { name: '', number: '', issuer: '' };
  const setDocument = (change: Partial<typeof document>): void =>
    set({ document: { ...document, ...change } });
  const toggle = (need: (typeof needs)[number]['value']): void =>
    set({
      needs: content.needs.includes(need)
        ? content.needs.filter((one) => one !== need)
        : [...content.needs, need],
    });
  return (
    <Questions>
      <Field label="写什么">
        <Segments label="写什么" options={KINDS} value={content.kind} onChange={(kind) => set({ kind })} />
      </Field>
      <TextField
        label="标题，一看就懂"
        defaultValue={start.title}
        maxlength={30}
        onInput={(title) => set({ title })}
      />
      <Plain editor={editor} />
      {content.kind === 'policy' && (
        <Field label="管哪一样">
          <Chips>
            {needs.map(({ value, title }) => (
              <PickChip
                key={value}
                words={title}
                on={content.needs.includes(value)}
                onPress={() => toggle(value)}
              />
            ))}
          </Chips>
        </Field>
      )}
      <TextField
        label="文件名"
        defaultValue={start.document?.name}
        maxlength={80}
        onInput={(name) => setDocument({ name })}
      />
      <TextField
        label="文号"
        defaultValue={start.document?.number}
        maxlength={40}
        onInput={(number) => setDocument({ number })}
      />
      <TextField
        label="谁发的"
        defaultValue={start.document?.issuer}
        maxlength={40}
        onInput={(issuer) => setDocument({ issuer })}
      />
      <TextField
        label="正式名称（可以不填）"
        defaultValue={start.officialTitle}
        maxlength={80}
        onInput={(officialTitle) => set({ officialTitle })}
      />
      <TextArea
        label="原文（可以不填）"
        defaultValue={start.body}
        maxlength={20_000}
        onInput={(body) => set({ body })}
      />
    </Questions>
  );
}
