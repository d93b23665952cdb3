import { Image, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { isH5 } from '../../platform/env';
import { qrPicture } from '../../platform/qr';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Stack, Surface } from '../../ui/Section';
import { CodeForm } from './CodeForm';
import { beginFactor, confirmFactor, type NewKey } from './factor';

/** Groups of four: that is how far an eye keeps a row of letters. */
const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

/** A phone cannot scan itself, so WeChat shows the letters only. */
function Key({ made }: { made: NewKey }) {
  return (
    <Surface>
      <View className="sp-qr">
        {isH5 && (
          <Image className="sp-qr__p" src={qrPicture(made.uri)} nativeProps={{ alt: '验证器扫的二维码' }} />
        )}
        <View className="st-sub">或者把这串字母抄进验证器</View>
        <Text className="st-lead st-b" userSelect>
          {inFours(made.key)}
        </Text>
      </View>
    </Surface>
  );
}

/** A new key for an authenticator, which holds once its first code came back. */
export function SetUp({ words, onSet }: { words: string; onSet: (recovery: readonly string[]) => void }) {
  const [made, setMade] = useState<NewKey | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const begin = (): void => {
    setProblem(null);
    beginFactor().then(setMade, (error: unknown) => setProblem(asCallError(error).message));
  };
  if (made === null)
    return (
      <Stack>
        {problem !== null && <Banner tone="wait" title={problem} />}
        <Button look="quiet" icon="lock" words={words} onPress={begin} />
      </Stack>
    );
  return (
    <Stack>
      <View className="st-lead">1. 手机上装一个验证器。</View>
      <View className="st-lead">2. 用它扫图，或抄下字母。</View>
      <Key made={made} />
      <View className="st-lead">3. 填它显示的6位数字。</View>
      <CodeForm
        help="每30秒换一个，只能用一次"
        words="填好了"
        onCode={async (code) => onSet(await confirmFactor(code))}
      />
    </Stack>
  );
}
