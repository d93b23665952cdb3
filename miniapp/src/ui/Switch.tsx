import { View } from '@tarojs/components';
import { classes } from './classes';

/** The picture of a switch; the row around it is the target and says 开 or 关. */
export function Switch({ on }: { on: boolean }) {
  return <View className={classes('st-switch', on && 'is-on')} />;
}
