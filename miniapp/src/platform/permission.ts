import Taro from '@tarojs/taro';

/** What a page may ask for, at the moment of use. */
export type Permission = 'microphone' | 'camera' | 'location' | 'album';

export type PermissionState = 'granted' | 'refused' | 'notAsked';

const scopes: Record<Permission, string> = {
  microphone: 'scope.record',
  camera: 'scope.camera',
  location: 'scope.userLocation',
  album: 'scope.writePhotosAlbum',
};

/** Shown when the phone said no; the page goes on without it. */
export const refusedWords: Record<Permission, string> = {
  microphone: '手机没让我们用话筒',
  camera: '手机没让我们用相机',
  location: '手机没让我们看位置',
  album: '手机没让我们存图',
};

function stateOf(answer: boolean | undefined): PermissionState {
  if (answer === undefined) return 'notAsked';
  return answer ? 'granted' : 'refused';
}

const browserNames: Partial<Record<Permission, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  location: 'geolocation',
};

async function browserState(permission: Permission): Promise<PermissionState> {
  const name = browserNames[permission];
  if (name === undefined) return 'granted';
  try {
    const { state } = await navigator.permissions.query({ name: name as PermissionName });
    return stateOf(state === 'prompt' ? undefined : state === 'granted');
  } catch {
    // Safari and Firefox do not tell; the use itself will ask.
    return 'notAsked';
  }
}

/** What the person has answered before, without asking. */
async function permissionState(permission: Permission): Promise<PermissionState> {
  if (process.env.TARO_ENV === 'h5') return browserState(permission);
  const { authSetting } = await Taro.getSetting();
  return stateOf((authSetting as Record<string, boolean | undefined>)[scopes[permission]]);
}

/** Asks now where it was never asked. A browser asks by itself at the use. */
export async function askPermission(permission: Permission): Promise<PermissionState> {
  const known = await permissionState(permission);
  if (known !== 'notAsked' || process.env.TARO_ENV === 'h5') return known;
  try {
    await Taro.authorize({ scope: scopes[permission] });
    return 'granted';
  } catch {
    return 'refused';
  }
}

/** Opens the phone's own page of permissions; only a tap may do so. `false` where there is no such page. */
export async function openPermissionPage(): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') return false;
  await Taro.openSetting();
  return true;
}
