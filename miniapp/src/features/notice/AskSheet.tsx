import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Phrases } from '../../ui/Phrases';
import { Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { TextField } from '../../ui/TextField';
import './notice.css';

/** Nobody here turns speech into words: whoever wants to speak is led to a person. */
export type AskWay = 'type' | 'speak';

interface AskSheetProps {
  way: AskWay | null;
  onWay: (way: AskWay | null) => void;
  onAsk: (words: string) => void;
  onCall: () => void;
}

const longest = 40;

/** 10c 想问啥？ */
export function AskSheet({ way, onWay, onAsk, onCall }: AskSheetProps) {
  const [words, setWords] = useState('');
  const asked = words.trim();
  const close = () => onWay(null);
  const ask = () => {
    close();
    onAsk(asked);
  };
  return (
    <Sheet open={way !== null} title="想问啥？" onClose={close}>
      <View className="st-sub">您可以这样{way === 'type' ? '写' : '问'}</View>
      <View className="st-lead st-b nt-gap">住院花了钱，能报吗？</View>
      {way === 'type' ? (
        <Stack>
          <TextField label="想问的事" defaultValue={words} maxlength={longest} onInput={setWords} />
          <Button icon="search" words="找一找" off={asked === '' ? '先写几个字' : undefined} onPress={ask} />
          <Button look="text" icon="phone" words="打电话问" onPress={onCall} />
        </Stack>
      ) : (
        <Stack>
          <View className="st-sub">
            <Phrases of="这里还听不懂话。打个电话，有人答您。" />
          </View>
          <Button icon="phone" words="打电话问" onPress={onCall} />
          <Button look="text" icon="keyboard" words="我来打字" onPress={() => onWay('type')} />
        </Stack>
      )}
    </Sheet>
  );
}
