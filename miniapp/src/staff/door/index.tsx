import { Image, View } from '@tarojs/components';
import { useTicket, type Drawn } from '../../features/door/ticket';
import { BrandBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Loading, PageState } from '../../ui/PageState';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Stack, Surface } from '../../ui/Section';
import { staffPaths, start } from '../paths';
import '../staff.css';

function Shown({ ticket }: { ticket: Drawn }) {
  return (
    <Stack>
      <Surface>
        <View className="sp-qr">
          <Image className="sp-qr__p" src={ticket.picture} nativeProps={{ alt: '登录用的二维码' }} />
          <View className="st-sub">手机上点这个数</View>
          <View className="sp-qr__n">{ticket.number}</View>
        </View>
      </Surface>
      <View className="st-lead">1. 手机上打开松涛守望。</View>
      <View className="st-lead">2. 点“我”，再点“扫码登录电脑”。</View>
      <View className="st-lead">3. 对一对数字，点“是我”。</View>
      <View className="st-meta">这张图两分钟内有效，只能用一次。</View>
    </Stack>
  );
}

/** How staff come in at a computer: the phone lets it in. */
export default function DoorPage() {
  const { ticket, problem, again } = useTicket(() => start(staffPaths.today));
  return (
    <Page title="工作人员登录">
      <BrandBar />
      <Main>
        <PageTitle words="工作人员登录" line="用手机扫一扫，不用密码" />
        {problem !== null && (
          <PageState kind="expired" title={problem} line="换一张，再扫一次">
            <Button icon="redo" words="换一张" onPress={again} />
          </PageState>
        )}
        {problem === null && (ticket === null ? <Loading rows={1} /> : <Shown ticket={ticket} />)}
      </Main>
    </Page>
  );
}
