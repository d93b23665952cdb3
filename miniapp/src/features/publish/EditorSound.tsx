import { View } from '@tarojs/components';
import type { FileRef } from '@songtao/shared/api/common.js';
import { fileApi } from '@songtao/shared/api/registry.js';
import { useState, type ReactNode } from 'react';
import { useServices } from '../../form/services';
import { asCallError } from '../../platform/call.core';
import type { StoredBlob } from '../../platform/blob';
import { chooseSound } from '../../platform/sound-file';
import { uploadBlob } from '../../platform/upload';
import { Button, ButtonPair } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Stack } from '../../ui/Section';
import type { Editor } from './useEditor';

const MISSING = '没有声音，不能送审。不认字的人要靠听';

interface EditorSoundProps {
  editor: Editor;
  /** What the server has, to be heard. */
  audio: FileRef | null;
  voice: (file: FileRef) => ReactNode;
}

/** 念出来: recorded in the page, or a recording that was made elsewhere. */
export function EditorSound({ editor: { content, set }, audio, voice }: EditorSoundProps) {
  const { Talk, Voice, send } = useServices();
  const [recording, setRecording] = useState(false);
  const [fresh, setFresh] = useState<{ id: string; seconds: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const sendAndSet = async (id: string, upload: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await upload();
      set({ audio: id });
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  const said = (recorded: { id: string; seconds: number }): void => {
    setRecording(false);
    setFresh(recorded);
    void sendAndSet(recorded.id, () => send({ ...recorded, kind: 'voice' }));
  };
  const take = async (): Promise<void> => {
    const kept = await chooseSound();
    if (kept === null) return;
    if (!kept.ok) return setProblem('手机满了，先发完再选');
    const blob: StoredBlob = kept.blob;
    setFresh({ id: blob.id, seconds: 0 });
    await sendAndSet(blob.id, () => uploadBlob(fileApi.upload, { id: blob.id, kind: 'voice' }, blob));
  };
  const hasNone = content.audio === null && content.kind === 'policy';
  return (
    <Field
      label={content.kind === 'policy' ? '念出来（必须有）' : '念出来（可以没有）'}
      error={problem ?? (hasNone ? MISSING : undefined)}
    >
      <Stack>
        {fresh && <Voice id={fresh.id} seconds={fresh.seconds} />}
        {!fresh && audio && voice(audio)}
        {busy && <View className="st-sub">正在传，请等一下</View>}
        {recording ? (
          <Talk onSaid={said} />
        ) : (
          <ButtonPair>
            <Button
              look="quiet"
              icon="mic"
              words={content.audio === null ? '录一段' : '再录一次'}
              onPress={() => setRecording(true)}
            />
            <Button look="quiet" icon="outbox" words="选一段录音" onPress={() => void take()} />
          </ButtonPair>
        )}
      </Stack>
    </Field>
  );
}
