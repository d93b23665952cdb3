import type { PersonRef } from '@songtao/shared/api/common.js';
import { View } from '@tarojs/components';
import { callPhone } from '../../platform/phone';
import { Button, ButtonPair } from '../../ui/Button';
import { Phrases } from '../../ui/Phrases';
import { Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';

interface UrgentSheetProps {
  open: boolean;
  /** Number of the town's duty room. */
  duty: string | undefined;
  village: PersonRef | undefined;
  /** Somebody called: the report that follows is urgent. */
  onCalled: () => void;
  onClose: () => void;
}

/** 先打电话: help first, papers later. */
export function UrgentSheet({ open, duty, village, onCalled, onClose }: UrgentSheetProps) {
  const ring = (number: string) => () => {
    onCalled();
    void callPhone(number);
  };
  return (
    <Sheet open={open} title="先打电话" line="先帮人，手续以后再补" onClose={onClose}>
      <Stack>
        <Button look="danger" icon="phone" words="急病 120" onPress={ring('120')} />
        <ButtonPair row>
          <Button look="dangerQuiet" words="火灾 119" onPress={ring('119')} />
          <Button look="dangerQuiet" words="报警 110" onPress={ring('110')} />
        </ButtonPair>
        {duty && <Button look="quiet" icon="phone" words="镇里值班" onPress={ring(duty)} />}
        {village?.phone && (
          <Button look="quiet" icon="phone" words={`村里${village.name}`} onPress={ring(village.phone)} />
        )}
        <View className="st-sub pg-center">
          <Phrases of="打完再来说一声，镇里马上知道。" />
        </View>
      </Stack>
    </Sheet>
  );
}
