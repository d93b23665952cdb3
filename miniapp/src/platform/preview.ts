import Taro from '@tarojs/taro';

/** Opens photos large, to be swiped through. */
export function showPhotos(urls: readonly string[], current: string): void {
  void Taro.previewImage({ urls: [...urls], current });
}
